import Core
import Surrogate
import Twin

/// An estimator in closed form: the profile's step model, the KV cache, and adapters that alternate in the slots. Our
/// choice.
///
/// For a served share of the requests, the mean step is the one for which the running requests, by Little's law, give a
/// step of that length. The share is the largest for which the requests fit the KV cache, and for which the needed
/// waiting queue is not longer than the unserved rest. The mean error is 3 points; no plan depends on it alone.
public struct SteadyState: Estimator {
  public let profile: TwinProfile
  public let durationSeconds: Double
  /// A GPU that serves a smaller share of the requested tokens is starved.
  public let leastShare: Double

  /// Over a request's steps: the cache of its prompt and of its output, over the product of the means.
  private let residentPerInput: Double
  private let residentPerOutput: Double
  /// The share of the KV cache that a steady state can use.
  private static let usableCache = 0.95

  public init(profile: TwinProfile, durationSeconds: Double = 3600, leastShare: Double = 0.9) {
    self.profile = profile
    self.durationSeconds = durationSeconds
    self.leastShare = leastShare
    let pool = LengthShape.shareGPT(correlation: profile.lengthCorrelation).pool(
      meanInput: AdapterLoad.standardMeans.input, meanOutput: AdapterLoad.standardMeans.output)
    let both = zip(pool.inputs, pool.outputs).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
    let square = pool.outputs.reduce(0.0) { $0 + Double($1) * Double($1) }
    let count = Double(pool.inputs.count)
    residentPerInput = both / count / (pool.meanInput * pool.meanOutput)
    residentPerOutput = square / count / (2 * pool.meanOutput * pool.meanOutput)
  }

  public func estimate(_ load: LoadSummary, slots: Int) -> GPUEstimate? {
    guard slots >= 1, case .fits(let tokens) = profile.memory.verdict(slots: slots, slotRank: load.maxRank) else {
      return nil
    }
    let share = share(of: load, slots: min(slots, load.count), kvTokens: tokens)
    return GPUEstimate(share: share, asked: load.tokenRate, starvedProbability: share < leastShare ? 1 : 0)
  }

  /// By bisection; a server that keeps up is found at the first try.
  private func share(of load: LoadSummary, slots: Int, kvTokens: Int) -> Double {
    guard load.rate > 0 else { return 1 }
    let server = Server(
      load: load, slots: slots, kvTokens: Self.usableCache * Double(kvTokens), profile: profile,
      runSeconds: durationSeconds, output: max(1, load.meanOutput * profile.outputShare),
      residentPerInput: residentPerInput, residentPerOutput: residentPerOutput,
      steps: profile.steps.compiled(slots: slots, slotRank: load.maxRank))
    var low = 0.0
    var high = 1.0
    for _ in 0..<10 {
      let middle = low == 0 && high == 1 ? leastShare : 0.5 * (low + high)
      if server.serves(middle) { low = middle } else { high = middle }
    }
    return low
  }
}

/// One server under a load.
private struct Server {
  let load: LoadSummary
  let slots: Int
  let kvTokens: Double
  let profile: TwinProfile
  let runSeconds: Double
  /// Mean tokens that a request generates.
  let output: Double
  let residentPerInput: Double
  let residentPerOutput: Double
  let steps: StepModel.Compiled

  /// Whether this share of the requests can be served up to the end of the run.
  func serves(_ share: Double) -> Bool {
    let rate = load.rate * share
    let resident = residentPerInput * load.meanInput + residentPerOutput * output
    var seconds = 0.03
    for _ in 0..<40 {
      guard
        let cycle = SlotCycle(
          load.bins, served: share * profile.outputShare, tokenSeconds: seconds, slots: slots, adapters: load.count,
          runSeconds: runSeconds)
      else { return false }
      let sequences = rate * output * seconds
      // On average a request uses half a block more than its tokens.
      if sequences * (resident + 0.5 * Double(profile.blockTokens)) > kvTokens { return false }
      let next = step(sequences, resident: resident, cycle) / (1 - stall(cycle))
      if abs(next - seconds) < 1e-4 * seconds {
        return share + (2 * cycle.waiting + 0.7 * sequences) / (load.rate * runSeconds) <= 1
      }
      seconds += 0.7 * (next - seconds)
    }
    return false
  }

  /// The share of time that steps wait for adapters. A new adapter with full slots costs several loads:
  /// docs/explanation/twin.md.
  private func stall(_ cycle: SlotCycle) -> Double {
    guard load.count > slots else { return 0 }
    let absent = cycle.isShort ? 1 : Double(load.count - slots) / max(1, Double(load.count) - cycle.present)
    let millis = profile.loadMillis(slotRank: load.maxRank, adapterRank: load.maxRank) * (1 + Double(slots) / 6)
    return min(0.8, cycle.entries * min(1, absent) * millis / 1000)
  }

  private func step(_ sequences: Double, resident: Double, _ cycle: SlotCycle) -> Double {
    let prompt = sequences * load.meanInput / output
    func whole(_ value: Double) -> Int { nearestWhole(min(1e9, value)) }
    var step = StepLoad(
      sequences: whole(sequences), promptTokens: whole(prompt), residentTokens: whole(sequences * resident),
      adapters: whole(cycle.present))
    step.decoding = step.sequences
    step.tiles64 = whole(cycle.present + prompt / 64 + max(0, sequences - 32 * cycle.present) / 64)
    step.tiles32 = whole(cycle.present + prompt / 32 + max(0, sequences - 16 * cycle.present) / 32)
    return steps.seconds(step)
  }
}
