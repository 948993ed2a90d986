/// One term of a step's time: the factor of its coefficient.
///
/// B sequences, P prompt tokens, N adapters and M tokens in the step, padded to a CUDA graph if there is one; S slots
/// of rank R. A thread block of the LoRA kernels exists for each tile of tokens (64 in expand kernels, 32 in shrink
/// kernels), each tile of outputs or split of inputs, each layer, and each slot; those of idle slots end at once.
public enum StepTerm: String, Sendable, CaseIterable {
  case base
  case sequences
  case resident
  case prompt
  case beyondGraphs = "beyond-graphs"
  case lora
  case loraSequences = "lora-sequences"
  case loraPrompt = "lora-prompt"
  case idleBlocks = "idle-blocks"
  case adapterBlocks = "adapter-blocks"
  case expand
  case shrink
  case passedOver = "passed-over"
  case refused
  case refusedSequences = "refused-sequences"

  /// The factor of the coefficient, in words.
  public var meaning: String {
    switch self {
    case .base: "1"
    case .sequences: "B, requests in the step"
    case .resident: "thousands of tokens in the KV cache"
    case .prompt: "P, prompt tokens in the step"
    case .beyondGraphs: "1 where the step has more tokens than the largest CUDA graph"
    case .lora: "1, with LoRA"
    case .loraSequences: "B, with LoRA"
    case .loraPrompt: "P, with LoRA"
    case .idleBlocks: "millions of blocks of all slots and one more"
    case .adapterBlocks: "millions of blocks of the adapters in the step"
    case .expand: "ten thousands of expand blocks that have tokens"
    case .shrink: "ten thousands of shrink blocks that have tokens"
    case .passedOver: "thousands of requests that the scan of the line passed over"
    case .refused: "hundreds of requests refused each second"
    case .refusedSequences: "hundreds of requests refused each second, times B / 1000"
    }
  }
}

/// The parameters of the LoRA kernels' grids.
public struct KernelShape: Sendable, Equatable {
  public var layers: Int
  /// Tiles of 128 outputs over the adapted projections of a layer.
  public var expandTiles: Int
  /// Adapted projections of a layer.
  public var projections: Int

  public init(layers: Int, expandTiles: Int, projections: Int = 7) {
    self.layers = layers
    self.expandTiles = expandTiles
    self.projections = projections
  }
}
