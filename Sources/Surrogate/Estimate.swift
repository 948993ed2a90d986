import Core
import Twin

/// A server's steady state in closed form: the basis of a surrogate's features, and its first estimate.
///
/// Our choice. B requests decode together; each has o output tokens, so that B/o of them finish per step, and B·i/o
/// prompt tokens are computed for their successors. The profile's step model gives the time of such a step, and
/// B/(o·step) requests are served per second. The server settles at the B that serves the arrivals, or at the largest
/// that fits the KV cache and the token budget. Waiting for adapter slots is not included; the number of slots wanted
/// is.
public struct Estimate: Sendable, Equatable {
  /// Requests that decode together.
  public var sequences = 0.0
  /// The most that fit the KV cache and the token budget.
  public var limit = 0.0
  /// Seconds of a step.
  public var stepSeconds = 0.0
  /// Distinct adapters of those requests, without a limit of slots.
  public var adaptersWanted = 0.0
  /// Adapters with more than one request at a time, which rarely leave their slots.
  public var busyAdapters = 0.0
  /// Adapters that keep a slot for about an hour: their requests follow each other without a gap.
  public var keptSlots = 0.0
  /// Arrival rate over service rate: above 1 the server falls behind.
  public var pressure = 0.0
  /// Requests per second that can be served.
  public var capacity = 0.0
  /// The share of requested tokens that is finished at the end of a run.
  public var share = 1.0
}

/// Values of a profile for estimates, computed once.
struct Estimator: Sendable {
  let profile: TwinProfile
  /// Tokens in the KV cache of a decoding request: factors of its mean prompt and of its mean output. Long outputs are
  /// in the batch more often.
  let residentPerInput: Double
  let residentPerOutput: Double

  init(_ profile: TwinProfile) {
    self.profile = profile
    let pool = LengthShape.shareGPT(correlation: profile.lengthCorrelation)
      .pool(meanInput: AdapterLoad.standardMeans.input, meanOutput: AdapterLoad.standardMeans.output)
    var both = 0.0
    var square = 0.0
    for (input, output) in zip(pool.inputs, pool.outputs) {
      both += Double(input) * Double(output)
      square += Double(output) * Double(output)
    }
    let count = Double(pool.inputs.count)
    residentPerInput = both / count / (pool.meanInput * pool.meanOutput)
    residentPerOutput = square / count / (2 * pool.meanOutput * pool.meanOutput)
  }

  /// The steady state of a server that starts with `kvTokens`, under `load`, which must not be empty.
  func estimate(_ load: LoadSummary, slots: Int, slotRank: Int, kvTokens: Int, durationSeconds: Double) -> Estimate {
    let curve = ServiceCurve(load, slots: slots, slotRank: slotRank, profile: profile)
    let resident = residentPerInput * curve.input + residentPerOutput * curve.output
    let budget = Double(profile.tokenBudget) / (1 + curve.input / curve.output)
    let limit = max(1, min(Double(kvTokens) / resident, budget, Double(profile.maxSequences)))
    var estimate = Estimate()
    estimate.limit = limit
    estimate.capacity = curve.served(limit, resident: resident)
    estimate.pressure = load.rate / estimate.capacity
    estimate.sequences = limit
    if estimate.pressure < 1 {
      var low = 0.0
      var high = limit
      for _ in 0..<14 {
        let middle = 0.5 * (low + high)
        if curve.served(middle, resident: resident) < load.rate { low = middle } else { high = middle }
      }
      estimate.sequences = high
    }
    estimate.stepSeconds = curve.stepSeconds(estimate.sequences, resident: resident)
    estimate.adaptersWanted = curve.adapters(estimate.sequences)
    estimate.busyAdapters = curve.busyAdapters(estimate.sequences)
    estimate.keptSlots = curve.keptSlots(estimate.sequences, durationSeconds: durationSeconds)
    // Running requests at the end are not finished; they are longer than average.
    let underWay = estimate.sequences * 1.3 / (load.rate * durationSeconds)
    estimate.share = max(0.01, min(1, 1 / estimate.pressure) - min(0.5, underWay))
    return estimate
  }
}

/// Requests per second of a server while B of them decode together.
private struct ServiceCurve {
  let load: LoadSummary
  let slots: Int
  let slotRank: Int
  let profile: TwinProfile
  /// Mean prompt and generated tokens of a request.
  let input: Double
  let output: Double
  /// The share of tokens of one adapter of each bin, and the number of its adapters.
  private let shares: [(share: Double, count: Double)]

  init(_ load: LoadSummary, slots: Int, slotRank: Int, profile: TwinProfile) {
    self.load = load
    self.slots = slots
    self.slotRank = slotRank
    self.profile = profile
    input = load.meanInput
    output = max(1, load.meanOutput * profile.outputShare)
    let total = load.outputRate
    shares = load.bins.map { ($0.outputRate / total, Double($0.count)) }
  }

  /// Distinct adapters of B requests drawn in proportion to the adapters' tokens.
  func adapters(_ sequences: Double) -> Double {
    shares.reduce(0) { $0 + $1.count * (1 - exponential(-sequences * $1.share)) }
  }

  /// Adapters with two requests or more among B.
  func busyAdapters(_ sequences: Double) -> Double {
    shares.reduce(0) { sum, bin in
      let mean = sequences * bin.share
      return sum + bin.count * (1 - exponential(-mean) * (1 + mean))
    }
  }

  /// The expected number of adapters whose stay in the batch outlasts the run: stays are the busy periods of M/G/∞,
  /// with mean (exp(m) − 1) / rate for m requests at a time.
  func keptSlots(_ sequences: Double, durationSeconds: Double) -> Double {
    zip(shares, load.bins).reduce(0) { sum, item in
      let stay = (exponential(min(sequences * item.0.share, 40)) - 1) / item.1.rate
      return sum + item.0.count * stay / (stay + durationSeconds)
    }
  }

  /// Seconds of a step with B decoding requests, and the prompts of the requests that replace finished ones.
  func stepSeconds(_ sequences: Double, resident: Double) -> Double {
    let prompt = sequences * input / output
    let adapters = min(adapters(sequences), Double(slots))
    var step = StepLoad(
      sequences: nearestWhole(sequences), promptTokens: nearestWhole(prompt),
      residentTokens: nearestWhole(sequences * resident),
      adapters: nearestWhole(adapters))
    step.decoding = step.sequences
    step.tiles64 = nearestWhole(adapters + (sequences + prompt) / 64)
    step.tiles32 = nearestWhole(adapters + (sequences + prompt) / 32)
    return profile.steps.milliseconds(step, slots: slots, slotRank: slotRank) / 1000
  }

  func served(_ sequences: Double, resident: Double) -> Double {
    sequences / (output * stepSeconds(sequences, resident: resident))
  }
}
