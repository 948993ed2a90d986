import Core

/// A number and its word: "1 trace", "2 traces", "3 capacities".
package func counted(_ count: Int, _ word: String, _ plural: String? = nil) -> String {
  "\(grouped(count)) \(count == 1 ? word : plural ?? word + "s")"
}

/// Rows of a table in columns two blanks apart, every cell `shown`; the columns in `right` are right-aligned.
package func aligned(_ rows: [[String]], right: Set<Int>) -> [String] {
  let rows = rows.map { $0.map(shown) }
  let columns = rows.map(\.count).max() ?? 0
  let widths = (0..<columns).map { column in rows.map { column < $0.count ? $0[column].columns : 0 }.max() ?? 0 }
  return rows.map { row in
    let cells = row.indices.map { column in
      right.contains(column) ? row[column].padding(to: widths[column]) : row[column].padded(to: widths[column])
    }
    var line = cells.joined(separator: "  ")
    while line.last == " " { line.removeLast() }
    return line
  }
}

/// What policies are, where a table calls them other than they were typed: "mine is linucb+dir/mine.lua".
package func renamed(_ policies: [(name: String, spelling: String)]) -> [String] {
  policies.filter { $0.name != $0.spelling }.map { "\($0.name) is \($0.spelling)" }
}
