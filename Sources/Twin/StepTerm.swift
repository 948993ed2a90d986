/// One term of a step's time: what it counts, and the unit of its coefficient.
///
/// B sequences, P prompt tokens, K thousands of tokens in the cache, N adapters and M = B + P tokens in the step; S slots of
/// rank R; W thousands of requests in the line. The LoRA kernels' grid spans all slots, in tiles of 64 (expand) and 32
/// tokens (shrink); a tile of an idle slot costs little, one of an adapter in the step does the work.
public enum StepTerm: String, Sendable, CaseIterable {
  case base
  case sequences
  case resident
  case prompt
  case beyondGraphs = "beyond-graphs"
  case anyPrompt = "any-prompt"
  case admissions
  case attention
  case lora
  case loraSlots = "lora-slots"
  case loraSequences = "lora-sequences"
  case loraPrompt = "lora-prompt"
  case loraPromptSlots = "lora-prompt-slots"
  case adapters
  case adapterRanks = "adapter-ranks"
  case adapterPrompt = "adapter-prompt"
  case idleExpand = "idle-expand"
  case idleShrink = "idle-shrink"
  case expand
  case shrink
  case waiting

  /// What the coefficient is multiplied with.
  public var meaning: String {
    switch self {
    case .base: "every step"
    case .sequences: "B, requests in the step"
    case .resident: "thousands of tokens in the KV cache"
    case .prompt: "P, prompt tokens in the step"
    case .beyondGraphs: "1 where the step has more tokens than the largest CUDA graph"
    case .anyPrompt: "1 where the step has prompt tokens"
    case .admissions: "requests admitted in the step"
    case .attention: "millions of pairs of prompt token and token before it"
    case .lora: "every step of a server with LoRA"
    case .loraSlots: "S, slots"
    case .loraSequences: "B, with LoRA"
    case .loraPrompt: "P, with LoRA"
    case .loraPromptSlots: "P times S / 1000"
    case .adapters: "N, adapters in the step"
    case .adapterRanks: "N times the slots' rank"
    case .adapterPrompt: "N times P / 1000"
    case .idleExpand: "millions of blocks in the expand kernels' grids"
    case .idleShrink: "millions of blocks in the shrink kernels' grids"
    case .expand: "ten thousands of expand blocks with work"
    case .shrink: "ten thousands of shrink blocks with work"
    case .waiting: "thousands of requests in the line"
    }
  }
}

/// What the LoRA kernels' grids depend on.
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
