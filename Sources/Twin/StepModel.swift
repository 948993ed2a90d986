/// What a step works on, as its time depends on it.
public struct StepLoad: Sendable, Equatable {
  /// Requests in the step.
  public var sequences: Int
  /// Prompt tokens in the step, recomputed ones included.
  public var promptTokens: Int
  /// Tokens whose keys and values are in the cache once the step is done.
  public var residentTokens: Int
  /// Distinct adapters in the step.
  public var adapters: Int
  /// Requests that wait.
  public var waiting: Int

  public init(sequences: Int, promptTokens: Int, residentTokens: Int, adapters: Int, waiting: Int) {
    self.sequences = sequences
    self.promptTokens = promptTokens
    self.residentTokens = residentTokens
    self.adapters = adapters
    self.waiting = waiting
  }
}

/// How long a step takes: a sum of terms, each with a coefficient in milliseconds.
///
/// Without LoRA: `a + b·B + k·K + p·P + g·[tokens > 512]`, B sequences, K thousands of resident tokens, P prompt tokens.
/// With it, S slots of rank R and N adapters in the step:
/// `+ l0 + lS·S + lB·B + (lP + lPS·S/1000)·P + (lN + lNR·R)·N + lNP·N·P/1000 + w·W/1000`, W thousands that wait.
/// Our choice, fitted to measurements: docs/explanation/twin.md.
public struct StepModel: Sendable, Equatable {
  public var base = 0.0
  public var perSequence = 0.0
  public var perThousandResident = 0.0
  public var perPromptToken = 0.0
  /// Beyond the largest CUDA graph a step is launched kernel by kernel.
  public var beyondGraphs = 0.0
  public var graphTokens = 512
  public var lora = 0.0
  public var loraPerSlot = 0.0
  public var loraPerSequence = 0.0
  public var loraPerPromptToken = 0.0
  public var loraPerPromptTokenThousandSlots = 0.0
  public var perAdapter = 0.0
  public var perAdapterRank = 0.0
  public var perAdapterThousandPrompt = 0.0
  public var perThousandWaiting = 0.0

  public init() {}
}

extension StepModel {
  /// The model with what stays the same in a run worked into its coefficients.
  struct Compiled {
    let base: Double
    let perSequence: Double
    let perResident: Double
    let perPromptToken: Double
    let beyondGraphs: Double
    let graphTokens: Int
    let perAdapter: Double
    let perAdapterPrompt: Double
    let perWaiting: Double

    /// Seconds.
    @inline(__always)
    func seconds(_ load: StepLoad) -> Double {
      let prompt = Double(load.promptTokens)
      let adapters = Double(load.adapters)
      var sum = base + perSequence * Double(load.sequences) + perResident * Double(load.residentTokens)
      sum += perPromptToken * prompt + perAdapter * adapters + perAdapterPrompt * adapters * prompt
      sum += perWaiting * Double(load.waiting)
      return load.sequences &+ load.promptTokens > graphTokens ? sum + beyondGraphs : sum
    }
  }

  /// For S slots of rank R; `slots` 0 for a server without LoRA.
  func compiled(slots: Int, slotRank: Int) -> Compiled {
    let isOn = slots > 0 ? 1.0 : 0
    let slotCount = Double(slots)
    return Compiled(
      base: (base + isOn * (lora + loraPerSlot * slotCount)) / 1000,
      perSequence: (perSequence + isOn * loraPerSequence) / 1000, perResident: perThousandResident / 1e6,
      perPromptToken: (perPromptToken + isOn * (loraPerPromptToken + loraPerPromptTokenThousandSlots * slotCount / 1000))
        / 1000,
      beyondGraphs: beyondGraphs / 1000, graphTokens: graphTokens,
      perAdapter: isOn * (perAdapter + perAdapterRank * Double(slotRank)) / 1000,
      perAdapterPrompt: isOn * perAdapterThousandPrompt / 1e6, perWaiting: isOn * perThousandWaiting / 1e6)
  }

  /// Milliseconds of one step.
  public func milliseconds(_ load: StepLoad, slots: Int, slotRank: Int) -> Double {
    1000 * compiled(slots: slots, slotRank: slotRank).seconds(load)
  }
}
