/// A table for people: units in the header, names to the left, numbers to the right.
struct Table {
  enum Alignment {
    case left, right
  }

  private var rows: [[String]]
  /// For the first columns; the others are right-aligned.
  private let alignments: [Alignment]

  init(_ header: [String], _ alignments: [Alignment] = [.left]) {
    rows = [header]
    self.alignments = alignments
  }

  /// A table without a header line.
  init(_ alignments: [Alignment]) {
    rows = []
    self.alignments = alignments
  }

  mutating func add(_ row: [String]) { rows.append(row) }

  /// The lines, without trailing white space.
  var lines: [String] {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in rows.map { $0.count > column ? $0[column].count : 0 }.max() ?? 0 }
    return rows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        let isLeft = column < alignments.count && alignments[column] == .left
        line += (column > 0 ? "  " : "") + (isLeft ? cell + padding : padding + cell)
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// Prints the lines to stdout.
  func show() { Output.line(lines.joined(separator: "\n")) }
}
