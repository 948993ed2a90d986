import Core

/// Finds valid but suspicious content; each finding has the observation and a suggestion.
public enum TraceCheck {
  /// The findings, in a fixed order; empty if nothing was found.
  public static func findings(_ trace: Trace) -> [String] {
    facts(trace) + times(trace) + contexts(trace) + rewards(trace) + adapters(trace) + order(trace)
  }

  private static func facts(_ trace: Trace) -> [String] {
    ["source", "licence"].filter { name in !trace.facts.contains { $0.name == name } }
      .map { "trace.lua names no \($0): say where the trace is from" }
  }

  private static func times(_ trace: Trace) -> [String] {
    guard trace.requestCount > 1, let first = trace.timesSeconds.first else { return [] }
    if trace.timesSeconds.last == first { return ["every request comes at \(first) s: leave time_s out, or fix it"] }
    return []
  }

  private static func contexts(_ trace: Trace) -> [String] {
    let norms = TraceSummary.norms(trace)
    var findings: [String] = []
    let long = norms.count { $0 > 1.001 }
    if long > 0 {
      findings.append(
        "\(long) contexts are longer than 1 (the longest \(fixed(norms.max() ?? 0, 4))): LinUCB's theory wants at most "
          + "1; scale them")
    }
    let zero = norms.count { $0 == 0 }
    if zero > 0 { findings.append("\(zero) contexts are all zero: no router learns from them") }
    return findings
  }

  private static func rewards(_ trace: Trace) -> [String] {
    var findings: [String] = []
    if trace.rewards.isEmpty { findings.append("there are no rewards: the trace serves evictors, but no router") }
    for (i, adapter) in trace.adapters.enumerated() where !trace.rewards.isEmpty {
      let column = stride(from: i, to: trace.rewards.count, by: trace.adapterCount)
      if trace.requestCount > 1, column.allSatisfy({ trace.rewards[$0] == trace.rewards[i] }) {
        findings.append("\(adapter.name) always earns \(trace.rewards[i]): see whether its column is the right one")
      }
    }
    return findings
  }

  private static func adapters(_ trace: Trace) -> [String] {
    guard !trace.asked.isEmpty else { return [] }
    var isAsked = [Bool](repeating: false, count: trace.adapterCount)
    for adapter in trace.asked where adapter >= 0 { isAsked[Int(adapter)] = true }
    let idle = isAsked.count { !$0 }
    return idle > 0 ? ["\(idle) of \(trace.adapterCount) adapters are never asked for"] : []
  }

  /// Rows sorted by group drift as a stream: they have far fewer changes of group than shuffled rows.
  private static func order(_ trace: Trace) -> [String] {
    guard trace.requestCount >= 50, trace.groupNames.count > 1, !trace.rewards.isEmpty else { return [] }
    let requests = Double(trace.requestCount)
    var counts = [Double](repeating: 0, count: trace.groupNames.count)
    for group in trace.groups { counts[Int(group)] += 1 }
    let expected = requests * (1 - counts.reduce(0) { $0 + ($1 / requests) * ($1 / requests) })
    let changes = zip(trace.groups, trace.groups.dropFirst()).count { $0 != $1 }
    guard Double(changes) < expected / 4 else { return [] }
    return [
      "the group changes \(changes) times where a shuffle has about \(fixed(expected, 0)): the trace drifts by its "
        + "order; --shuffle-seed on import mixes it"
    ]
  }
}
