import Core

extension Trace {
  /// Copies times and tokens from another trace, request by request; returns a description.
  ///
  /// If there are fewer arrivals than requests they are repeated: pass p begins p · (span + mean gap) later, so that
  /// the load is unchanged. If there are more, the first are used.
  public mutating func takeArrivals(from other: Trace) -> String {
    let times = other.timesSeconds
    let count = other.requestCount
    guard count > 0 else { return "no arrivals to take" }
    let span = (times.last ?? 0) - (times.first ?? 0)
    let period = count > 1 ? span + span / Double(count - 1) : 1
    func taken<Value>(_ column: [Value]) -> [Value] {
      column.isEmpty ? [] : (0..<requestCount).map { column[$0 % count] }
    }
    timesSeconds = times.isEmpty ? [] : (0..<requestCount).map { times[$0 % count] + Double($0 / count) * period }
    promptTokens = taken(other.promptTokens)
    outputTokens = taken(other.outputTokens)
    if count >= requestCount { return "the first \(requestCount) of \(count) arrivals of \(other.name)" }
    let passes = (requestCount + count - 1) / count
    return "\(count) arrivals of \(other.name), repeated \(passes) times, each pass \(fixed(period, 3)) s later"
  }
}
