/// The work of a step, as far as its time depends on it.
public struct StepLoad: Sendable, Equatable {
  /// B: requests in the step.
  public var sequences: Int
  /// P: prompt tokens in the step, recomputed ones included.
  public var promptTokens: Int
  /// Tokens whose keys and values are in the cache after the step.
  public var residentTokens: Int
  /// N: distinct adapters in the step.
  public var adapters: Int
  /// Requests that the scan of the queue skipped, because their adapters have no slot.
  public var passedOver = 0
  /// Decoding requests: each has one token in the step.
  public var decoding = 0
  /// Tiles of 64 and of 32 tokens, each holding tokens of one adapter.
  public var tiles64 = 0
  public var tiles32 = 0
  /// Requests per second that clients could not send recently.
  public var refusedPerSecond = 0.0

  public init(sequences: Int, promptTokens: Int, residentTokens: Int, adapters: Int) {
    self.sequences = sequences
    self.promptTokens = promptTokens
    self.residentTokens = residentTokens
    self.adapters = adapters
  }
}

/// The duration of a step: a sum of terms, each with a coefficient in milliseconds. Our choice of terms, fitted to
/// measurements: docs/explanation/twin.md.
public struct StepModel: Sendable, Equatable {
  private var coefficients = [Double](repeating: 0, count: StepTerm.allCases.count)
  /// nil for a model without kernel terms.
  public var kernels: KernelShape?
  /// A step with more tokens is launched kernel by kernel; a smaller one is padded to the next CUDA graph.
  public var graphTokens = 512

  public init() {}

  /// The coefficient of a term, in milliseconds per unit of the term.
  public subscript(_ term: StepTerm) -> Double {
    get { coefficients[Self.place(term)] }
    set { coefficients[Self.place(term)] = newValue }
  }

  private static func place(_ term: StepTerm) -> Int { StepTerm.allCases.firstIndex(of: term)! }

  /// Milliseconds of one step; `slots` 0 for a server without LoRA.
  public func milliseconds(_ load: StepLoad, slots: Int, slotRank: Int) -> Double {
    1000 * compiled(slots: slots, slotRank: slotRank).seconds(load)
  }
}

extension StepModel {
  /// The model for S slots of rank R, with the constants of a run included in its coefficients, in seconds.
  public struct Compiled: Sendable {
    let base: Double
    let perSequence: Double
    let perResident: Double
    let perPrompt: Double
    let beyondGraphs: Double
    let perPassedOver: Double
    let perRefused: Double
    let perRefusedSequence: Double
    /// Blocks of a tile of tokens: one slot's, in expand kernels and, for each split of the inputs, in shrink kernels.
    let expandBlocks: Double
    let shrinkBlocks: Double
    /// Blocks of shrink kernels with work are multiplied by the rank.
    let rankTiles: Double
    let idle: Double
    let perAdapterBlock: Double
    let perExpandBlock: Double
    let perShrinkBlock: Double
    let graphTokens: Int

    /// Seconds.
    @inline(__always)
    public func seconds(_ load: StepLoad) -> Double {
      let sequences = Double(load.sequences)
      var sum = base + perSequence * sequences + perResident * Double(load.residentTokens)
      sum += perPrompt * Double(load.promptTokens) + perPassedOver * Double(load.passedOver)
      sum += load.refusedPerSecond * (perRefused + perRefusedSequence * sequences)
      let tokens = load.decoding &+ load.promptTokens
      if tokens > graphTokens { sum += beyondGraphs }
      let padded = tokens > graphTokens ? tokens : Self.graph(tokens)
      let splits = padded < 128 ? 64.0 : 8
      let expand = expandBlocks * Double((padded &+ 63) / 64)
      let shrink = shrinkBlocks * splits * Double((padded &+ 31) / 32)
      sum += idle * (expand + shrink) + perAdapterBlock * Double(load.adapters) * (expand + rankTiles * shrink)
      sum += perExpandBlock * expandBlocks * Double(load.tiles64)
      return sum + perShrinkBlock * shrinkBlocks * rankTiles * splits * Double(load.tiles32)
    }

    /// The CUDA graph that a step is padded to: 1, 2, 4, and multiples of 8.
    @inline(__always)
    private static func graph(_ tokens: Int) -> Int {
      tokens > 4 ? (tokens &+ 7) & ~7 : tokens > 2 ? 4 : tokens
    }
  }

  public func compiled(slots: Int, slotRank: Int) -> Compiled {
    func of(_ term: StepTerm) -> Double { self[term] / 1000 }
    func withLoRA(_ term: StepTerm) -> Double { slots > 0 ? self[term] / 1000 : 0 }
    let layers = Double(kernels?.layers ?? 0)
    return Compiled(
      base: of(.base) + withLoRA(.lora), perSequence: of(.sequences) + withLoRA(.loraSequences),
      perResident: of(.resident) / 1000, perPrompt: of(.prompt) + withLoRA(.loraPrompt),
      beyondGraphs: of(.beyondGraphs), perPassedOver: of(.passedOver) / 1000, perRefused: of(.refused) / 100,
      perRefusedSequence: of(.refusedSequences) / 1e5, expandBlocks: layers * Double(kernels?.expandTiles ?? 0),
      shrinkBlocks: layers * Double(kernels?.projections ?? 0), rankTiles: Double((slotRank + 15) / 16),
      idle: withLoRA(.idleBlocks) * Double(slots + 1) / 1e6, perAdapterBlock: withLoRA(.adapterBlocks) / 1e6,
      perExpandBlock: withLoRA(.expand) / 1e4, perShrinkBlock: withLoRA(.shrink) / 1e4, graphTokens: graphTokens)
  }
}
