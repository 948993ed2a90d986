import Core

/// A table of text: units in the header, names to the left, numbers to the right; every cell is `shown`.
public struct Table: Sendable {
  public enum Alignment: Sendable {
    case left, right
  }

  private(set) var rows: [[String]]
  private let hasHeader: Bool
  /// For the first columns; the others are right-aligned.
  private let alignments: [Alignment]

  public init(_ header: [String], _ alignments: [Alignment] = [.left]) {
    rows = [header.map(shown)]
    hasHeader = true
    self.alignments = alignments
  }

  /// A table without a header line.
  public init(_ alignments: [Alignment]) {
    rows = []
    hasHeader = false
    self.alignments = alignments
  }

  public mutating func add(_ row: [String]) { rows.append(row.map(shown)) }

  /// The lines, without trailing white space.
  public var lines: [String] {
    let widths = self.widths
    return rows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        line += (column > 0 ? "  " : "") + aligned(cell, column, widths[column])
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// The lines of a Markdown table, aligned so that it is readable as plain text. It needs a header.
  public var markdown: [String] {
    precondition(hasHeader)
    let table = Table(escaping: self)
    let widths = table.widths.map { max($0, 3) }
    var lines = table.rows.map { row in
      let cells = widths.indices.map { column in
        aligned(column < row.count ? row[column] : "", column, widths[column])
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
    rows = rows.map { $0.map(Markdown.escaped) }
  }

  private func aligned(_ cell: String, _ column: Int, _ width: Int) -> String {
    isLeft(column) ? cell.padded(to: width) : cell.padding(to: width)
  }

  private var widths: [Int] {
    let columns = rows.map(\.count).max() ?? 0
    return (0..<columns).map { column in rows.map { $0.count > column ? $0[column].columns : 0 }.max() ?? 0 }
  }

  func isLeft(_ column: Int) -> Bool { column < alignments.count && alignments[column] == .left }
}
