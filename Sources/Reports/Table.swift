/// A table for people: units in the header, names to the left, numbers to the right.
public struct Table: Sendable {
  public enum Alignment: Sendable {
    case left, right
  }

  private(set) var rows: [[String]]
  private let hasHeader: Bool
  /// For the first columns; the others are right-aligned.
  private let alignments: [Alignment]

  public init(_ header: [String], _ alignments: [Alignment] = [.left]) {
    rows = [header]
    hasHeader = true
    self.alignments = alignments
  }

  /// A table without a header line.
  public init(_ alignments: [Alignment]) {
    rows = []
    hasHeader = false
    self.alignments = alignments
  }

  public mutating func add(_ row: [String]) { rows.append(row) }

  /// The lines, without trailing white space.
  public var lines: [String] {
    let widths = self.widths
    return rows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        line += (column > 0 ? "  " : "") + (isLeft(column) ? cell + padding : padding + cell)
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// The lines of a Markdown table, aligned to be read as text too. It needs a header.
  public var markdown: [String] {
    precondition(hasHeader)
    let table = Table(escaping: self)
    let widths = table.widths.map { max($0, 3) }
    var lines = table.rows.map { row in
      let cells = widths.indices.map { column in
        let cell = column < row.count ? row[column] : ""
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        return isLeft(column) ? cell + padding : padding + cell
      }
      return "| " + cells.joined(separator: " | ") + " |"
    }
    let rules = widths.indices.map { column in
      String(repeating: "-", count: widths[column] - 1) + (isLeft(column) ? "-" : ":")
    }
    lines.insert("| " + rules.joined(separator: " | ") + " |", at: 1)
    return lines
  }

  /// The same, safe in Markdown.
  private init(escaping other: Table) {
    self = other
    rows = rows.map { row in
      row.map { cell in
        cell.reduce(into: "") { text, character in
          text += "|*_<\\`".contains(character) ? "\\\(character)" : String(character)
        }
      }
    }
  }

  private var widths: [Int] {
    let columns = rows.map(\.count).max() ?? 0
    return (0..<columns).map { column in rows.map { $0.count > column ? $0[column].count : 0 }.max() ?? 0 }
  }

  func isLeft(_ column: Int) -> Bool { column < alignments.count && alignments[column] == .left }
}
