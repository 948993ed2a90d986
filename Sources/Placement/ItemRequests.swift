import Core
import Surrogate
import Twin

/// The requests of one copy of an adapter, in order of arrival.
///
/// A copy has the same requests on every GPU: its stream is named by the adapter and the copy. So plans are compared on
/// the same requests, and verdicts can be cached. Arrivals are Poisson; lengths have the shape of the experiments'
/// [AgulloLopez2025], scaled to the adapter's means.
struct ItemRequests: Sendable {
  struct One: Sendable {
    var arrivalSeconds: Double
    var input: Int32
    /// Generated tokens: some outputs end before the requested length.
    var output: Int32
  }

  private(set) var all: [One] = []
  /// Requested prompt and output tokens.
  private(set) var tokens = 0.0

  init(_ item: Item, name: String, profile: TwinProfile, pool: LengthPool, durationSeconds: Double, seed: Seed) {
    guard item.rate > 0 else { return }
    var stream = RandomStream(seed.derived("requests", name, "\(item.copy)"))
    let inputScale = item.load.meanInput / AdapterLoad.standardMeans.input
    let outputScale = item.load.meanOutput / AdapterLoad.standardMeans.output
    var clock = -naturalLog(1 - stream.uniform()) / item.rate
    while clock < durationSeconds {
      let pick = stream.integer(below: pool.inputs.count)
      let input = max(1, (Double(pool.inputs[pick]) * inputScale).rounded())
      let output = max(1, (Double(pool.outputs[pick]) * outputScale).rounded())
      tokens += input + output
      all.append(
        One(
          arrivalSeconds: clock, input: Int32(input), output: Int32(max(1, (output * profile.outputShare).rounded()))))
      clock -= naturalLog(1 - stream.uniform()) / item.rate
    }
  }

  /// Lengths with the experiments' means.
  static func pool(of profile: TwinProfile) -> LengthPool {
    LengthShape.shareGPT(correlation: profile.lengthCorrelation).pool(
      meanInput: AdapterLoad.standardMeans.input, meanOutput: AdapterLoad.standardMeans.output)
  }

  /// Requests of several copies in order of arrival, each with the index of its copy in the list as its adapter.
  static func merged(_ items: [ItemRequests]) -> [TwinRequest] {
    var merged: [TwinRequest] = []
    merged.reserveCapacity(items.reduce(0) { $0 + $1.all.count })
    for (adapter, item) in items.enumerated() {
      for one in item.all {
        merged.append(
          TwinRequest(
            number: 0, arrivalSeconds: one.arrivalSeconds, adapter: adapter, inputTokens: Int(one.input),
            outputTokens: Int(one.output)))
      }
    }
    merged.sort { ($0.arrivalSeconds, $0.adapter) < ($1.arrivalSeconds, $1.adapter) }
    for number in merged.indices { merged[number].number = number }
    return merged
  }
}
