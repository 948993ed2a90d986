import Core

/// The inputs of a distilled tree for one server: sums and ratios that need no profile and no closed form.
public enum PlainFeature: String, Sendable, CaseIterable {
  case adapters
  case slots
  case slotRank = "slot_rank"
  case slotsPerAdapter = "slots_per_adapter"
  case outputRate = "output_rate"
  case inputRate = "input_rate"
  case tokenRate = "token_rate"
  case outputPerSlot = "output_per_slot"
  case meanOutput = "mean_output"
  case meanInput = "mean_input"
  case skew = "rate_skew"
  case maxRate = "max_rate"

  /// The unit and the meaning.
  public var meaning: (unit: String, text: String) {
    switch self {
    case .adapters: ("adapters", "adapters served")
    case .slots: ("slots", "adapter slots on the GPU (max_loras)")
    case .slotRank: ("rank", "the rank that slots are padded to (max_lora_rank)")
    case .slotsPerAdapter: ("1", "slots over adapters")
    case .outputRate: ("tokens/s", "output tokens asked for")
    case .inputRate: ("tokens/s", "prompt tokens asked for")
    case .tokenRate: ("tokens/s", "prompt and output tokens asked for")
    case .outputPerSlot: ("tokens/s", "output tokens asked for, over the slots")
    case .meanOutput: ("tokens", "output that a request asks for")
    case .meanInput: ("tokens", "prompt of a request")
    case .skew: ("1", "rate of the adapter that a request meets, over the mean rate")
    case .maxRate: ("requests/s", "of the adapters that are asked for most")
    }
  }

  var index: Int { Self.allCases.firstIndex(of: self)! }

  /// The features of a server, in the order of `allCases`; the load must not be empty.
  public static func values(_ load: LoadSummary, slots: Int, slotRank: Int? = nil) -> [Double] {
    let (adapters, count, rate) = (Double(load.count), Double(slots), load.rate)
    let (input, output) = (load.inputRate, load.outputRate)
    let met = load.bins.reduce(0) { $0 + Double($1.count) * $1.rate * $1.rate }
    return [
      adapters, count, Double(slotRank ?? load.maxRank), count / adapters, output, input, input + output,
      output / count, output / rate, input / rate, met * adapters / (rate * rate), load.bins.last?.rate ?? 0,
    ]
  }
}
