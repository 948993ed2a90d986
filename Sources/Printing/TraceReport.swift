import Core
import Traces

/// The output of `trace info` and `trace import`.
package enum TraceReport {
  package static func lines(_ trace: Trace, _ summary: TraceSummary) -> [String] {
    var rows: [[String]] = [["trace", trace.name], ["requests", grouped(trace.requestCount)]]
    rows.append(["adapters", adapters(trace)])
    if trace.dimension > 0 { rows.append(["features", "\(trace.dimension), norm \(spread(summary.contextNorm, 3))"]) }
    if let span = summary.spanSeconds {
      let rate = span > 0 ? ", \(fixed(Double(trace.requestCount) / span, 3)) requests/s" : ""
      rows.append(["span", "\(fixed(span, 3)) s\(rate)"])
    }
    if !trace.asked.isEmpty { rows.append(["asking", "\(grouped(summary.asking)) requests name an adapter"]) }
    if summary.promptTokens != nil { rows.append(["prompt tokens", spread(summary.promptTokens, 1)]) }
    if summary.outputTokens != nil { rows.append(["output tokens", spread(summary.outputTokens, 1)]) }
    if summary.pageInCost != nil { rows.append(["page-in cost", spread(summary.pageInCost, 4)]) }
    if let rewards = summary.rewards {
      rows.append(["mean reward", "\(fixed(rewards.meanArm, 4)) of all adapters"])
      rows.append(["", "\(fixed(rewards.bestArm, 4)) of the best single adapter, \(rewards.bestArmName)"])
      if let best = rewards.bestPerGroup { rows.append(["", "\(fixed(best, 4)) of the best adapter of each group"]) }
      rows.append(["", "\(fixed(rewards.bestPerRequest, 4)) of the best adapter of each request"])
    }
    if !summary.groups.isEmpty {
      let shown = summary.groups.prefix(4).map { "\(shortened($0.name)) \(grouped($0.count))" }
      let rest = summary.groups.count > 4 ? ", …" : ""
      rows.append(["groups", "\(summary.groups.count): \(shown.joined(separator: ", "))\(rest)"])
    }
    for fact in trace.facts { rows.append([fact.name, fact.value]) }
    return aligned(rows, right: [])
  }

  private static func adapters(_ trace: Trace) -> String {
    let names = trace.adapters.prefix(4).map(\.name).joined(separator: ", ")
    guard !trace.adapters.isEmpty else { return "0" }
    return "\(trace.adapterCount): \(names)\(trace.adapterCount > 4 ? ", …" : "")"
  }

  /// Hashes of Azure's functions are 129 characters long.
  private static func shortened(_ name: String) -> String {
    name.isEmpty ? "(none)" : name.count <= 32 ? name : name.prefix(14) + "…" + name.suffix(14)
  }

  private static func spread(_ spread: TraceSummary.Spread?, _ decimals: Int) -> String {
    guard let spread else { return "unknown" }
    return
      "\(fixed(spread.least, decimals)) to \(fixed(spread.greatest, decimals)), mean \(fixed(spread.mean, decimals))"
  }

  package static func json(_ trace: Trace, _ summary: TraceSummary) -> JSONLine {
    var line = JSONLine()
    line.add("type", "trace")
    line.add("trace", trace.name)
    line.add("requests", trace.requestCount)
    line.add("adapters", trace.adapters.map(\.name))
    line.add("dimension", trace.dimension)
    line.add("span_seconds", summary.spanSeconds)
    line.add("asking", summary.asking)
    line.add("mean_prompt_tokens", summary.promptTokens?.mean)
    line.add("mean_output_tokens", summary.outputTokens?.mean)
    line.add("greatest_context_norm", summary.contextNorm?.greatest)
    line.add("page_in_costs", trace.pageInCosts)
    line.add("mean_reward", summary.rewards?.meanArm)
    line.add("best_arm", summary.rewards?.bestArmName)
    line.add("best_arm_reward", summary.rewards?.bestArm)
    line.add("best_per_group_reward", summary.rewards?.bestPerGroup)
    line.add("best_per_request_reward", summary.rewards?.bestPerRequest)
    line.add(
      "groups",
      summary.groups.map { group in
        var entry = JSONLine()
        entry.add("name", group.name)
        entry.add("requests", group.count)
        return entry
      })
    var facts = JSONLine()
    for fact in trace.facts { facts.add(fact.name, fact.value) }
    line.add("facts", facts)
    return line
  }
}
