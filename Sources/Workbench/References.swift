import Traces

/// Reference values of a trace, in mean realised utility per request and without costs, to read a comparison.
public struct References: Sendable, Equatable {
  /// The best single adapter, and its mean utility; ties go to the lowest index.
  public let bestAdapter: Int
  public let bestSingle: Double
  /// The best adapter of each group; nil if the trace has no groups.
  public let bestPerGroup: Double?
  /// The best adapter of each request.
  public let bestPerRequest: Double
  /// A uniformly random adapter.
  public let meanAdapter: Double

  /// nil if the trace has no rewards. O(T · N).
  public init?(_ trace: Trace) {
    let n = trace.adapterCount
    guard !trace.rewards.isEmpty, n > 0, trace.requestCount > 0 else { return nil }
    let groupCount = max(1, trace.groupNames.count)
    var sums = [Double](repeating: 0, count: groupCount * n)
    var bestSum = 0.0
    for t in 0..<trace.requestCount {
      let group = trace.groups.isEmpty || trace.groups[t] < 0 ? 0 : Int(trace.groups[t])
      var best = -Double.infinity
      for a in 0..<n {
        let reward = trace.rewards[t * n + a]
        sums[group * n + a] += reward
        best = max(best, reward)
      }
      bestSum += best
    }
    let count = Double(trace.requestCount)
    let totals = (0..<n).map { a in (0..<groupCount).reduce(0.0) { $0 + sums[$1 * n + a] } }
    var best = 0
    for a in 0..<n where totals[a] > totals[best] { best = a }
    bestAdapter = best
    bestSingle = totals[best] / count
    meanAdapter = totals.reduce(0, +) / Double(n) / count
    bestPerRequest = bestSum / count
    bestPerGroup =
      trace.groupNames.isEmpty
      ? nil
      : (0..<groupCount).reduce(0.0) { sum, g in
        sum + (0..<n).reduce(-Double.infinity) { max($0, sums[g * n + $1]) }
      } / count
  }
}
