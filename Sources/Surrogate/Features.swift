import Core
import Twin

/// The inputs of a model for one server, with name and unit. The order is that of stored models.
public enum Feature: String, Sendable, CaseIterable {
  case pressure = "log_pressure"
  case share = "estimated_share"
  case sequences
  case limit = "sequences_limit"
  case step = "step_ms"
  case wanted = "adapters_wanted"
  case slotsWanted = "slots_wanted"
  case slotsBusy = "slots_busy"
  case slotsKept = "slots_kept"
  case slotsOfAdapters = "slots_of_adapters"
  case adapters
  case slots
  case slotRank = "slot_rank"
  case tokenRate = "tokens_per_s"
  case meanInput = "mean_input"
  case meanOutput = "mean_output"
  case meanRate = "mean_rate"
  case skew = "rate_skew"
  case maxRate = "max_rate"

  /// The unit and the meaning.
  public var meaning: (unit: String, text: String) {
    switch self {
    case .pressure: ("1", "logarithm of requests that arrive over those that can be served, in closed form")
    case .share: ("1", "share of the asked tokens that is done at the end, in closed form")
    case .sequences: ("requests", "requests that decode together, in closed form")
    case .limit: ("requests", "the most that fit the KV cache and the budget of tokens")
    case .step: ("ms", "a step, in closed form")
    case .wanted: ("adapters", "distinct adapters of those requests, were there no limit of slots")
    case .slotsWanted: ("1", "the same over the slots")
    case .slotsBusy: ("1", "adapters with two requests or more at a time, over the slots")
    case .slotsKept: ("1", "adapters that keep a slot for the whole run, over the slots")
    case .slotsOfAdapters: ("1", "slots over adapters")
    case .adapters: ("adapters", "adapters served")
    case .slots: ("slots", "adapter slots on the GPU (max_loras)")
    case .slotRank: ("rank", "the rank that slots are padded to (max_lora_rank)")
    case .tokenRate: ("tokens/s", "prompt and output tokens asked for")
    case .meanInput: ("tokens", "prompt of a request")
    case .meanOutput: ("tokens", "output that a request asks for")
    case .meanRate: ("requests/s", "of an adapter")
    case .skew: ("1", "rate of the adapter that a request meets, over the mean rate")
    case .maxRate: ("requests/s", "of the adapters that are asked for most")
    }
  }
}

/// The features of one server, in the order of `Feature.allCases`.
public struct Features: Sendable, Equatable {
  public let values: [Float]
  /// The closed form used by some of them.
  public let estimate: Estimate

  public subscript(_ feature: Feature) -> Float { values[Feature.allCases.firstIndex(of: feature)!] }

  /// For a server that starts with `kvTokens`; the load must not be empty.
  init(
    _ load: LoadSummary, slots: Int, slotRank: Int, kvTokens: Int, durationSeconds: Double, estimator: Estimator
  ) {
    let estimate = estimator.estimate(
      load, slots: slots, slotRank: slotRank, kvTokens: kvTokens, durationSeconds: durationSeconds)
    self.estimate = estimate
    let meanRate = load.rate / Double(load.count)
    let met = load.bins.reduce(0) { $0 + Double($1.count) * $1.rate * $1.rate } / load.rate
    values = Feature.allCases.map { feature in
      let value: Double =
        switch feature {
        case .pressure: naturalLog(estimate.pressure)
        case .share: estimate.share
        case .sequences: estimate.sequences
        case .limit: estimate.limit
        case .step: 1000 * estimate.stepSeconds
        case .wanted: estimate.adaptersWanted
        case .slotsWanted: estimate.adaptersWanted / Double(slots)
        case .slotsBusy: estimate.busyAdapters / Double(slots)
        case .slotsKept: estimate.keptSlots / Double(slots)
        case .slotsOfAdapters: Double(slots) / Double(load.count)
        case .adapters: Double(load.count)
        case .slots: Double(slots)
        case .slotRank: Double(slotRank)
        case .tokenRate: load.tokenRate
        case .meanInput: load.meanInput
        case .meanOutput: load.meanOutput
        case .meanRate: meanRate
        case .skew: met / meanRate
        case .maxRate: load.bins.last?.rate ?? 0
        }
      return Float(value)
    }
  }
}
