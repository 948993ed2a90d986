import Core
import Workbench

/// The output of `replay`.
package enum ReplayReport {
  /// One row in the fixed form that other programs read.
  package static func line(_ row: Replay.Row, trace: String, spelling: String? = nil) -> JSONLine {
    var line = JSONLine()
    line.add("type", "replay")
    line.add("policy", row.policy)
    line.add("trace", trace)
    line.add("capacity", row.capacity)
    line.add("requests", row.requests)
    line.add("misses", row.misses)
    line.add("miss_bytes", row.missBytes)
    line.add("request_bytes", row.requestBytes)
    line.add("seconds", row.cpuSeconds)
    if let spelling, spelling != row.policy { line.add("spelling", spelling) }
    return line
  }

  /// All rows, and a sentence that says who missed least at each capacity.
  package static func table(
    _ result: Replay.Result, trace: String, entrants: [(name: String, spelling: String)] = []
  ) -> [String] {
    var rows = [
      [
        "policy", "capacity (\(result.unit.rawValue))", "requests", "misses", "miss ratio", "byte miss ratio",
        "M requests/s",
      ]
    ]
    for row in result.rows {
      rows.append([
        row.policy, grouped(row.capacity), grouped(row.requests), grouped(row.misses), ratio(row.misses, row.requests),
        ratio(row.missBytes, row.requestBytes),
        row.cpuSeconds > 0 ? fixed(Double(row.requests) / row.cpuSeconds / 1e6, 1) : "–",
      ])
    }
    let requests = result.rows.first?.requests ?? 0
    return aligned(rows, right: Set(1..<7)) + renamed(entrants) + [
      "",
      "\(trace): \(grouped(requests)) requests for \(grouped(result.idCount)) objects; \(best(result)).",
    ]
  }

  /// Advice on requests of size 0.
  package static func advice(_ result: Replay.Result) -> String? {
    guard result.emptyObjects > 0, result.unit == .bytes else { return nil }
    return "advice: \(grouped(result.emptyObjects)) requests have size 0 and take no room; where the sizes are not "
      + "known rather than nothing, try --unit objects"
  }

  private static func best(_ result: Replay.Result) -> String {
    var capacities: [Int] = []
    for row in result.rows where !capacities.contains(row.capacity) { capacities.append(row.capacity) }
    let parts = capacities.map { capacity in
      let rows = result.rows.filter { $0.capacity == capacity }
      let fewest = rows.map(\.misses).min() ?? 0
      var names: [String] = []
      for row in rows where row.misses == fewest && !names.contains(row.policy) { names.append(row.policy) }
      let verb = names.count == 1 ? "misses" : "miss"
      return "at \(grouped(capacity)) \(names.joined(separator: " and ")) \(verb) least"
    }
    return parts.joined(separator: ", ")
  }

  private static func ratio(_ part: Int, _ whole: Int) -> String {
    whole > 0 ? fixed(Double(part) / Double(whole), 4) : "–"
  }
}
