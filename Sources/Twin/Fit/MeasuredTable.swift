import Core
import Traces

/// A small CSV table of measurements; columns that are not needed are ignored.
public struct MeasuredTable: Sendable {
  private struct Cell: Sendable {
    var text: String
    var place: Fault.Place
  }

  /// The tables that a fit reads.
  public enum Kind: Sendable {
    case decode, prefill, steps, loading, memory

    /// The required columns of such a table.
    var columns: [String] {
      switch self {
      case .decode: BaseFit.decodeColumns
      case .prefill: BaseFit.prefillColumns
      case .steps: StepBins.columns
      case .loading: LoadFit.columns
      case .memory: MemoryFit.columns
      }
    }
  }

  public let file: String
  private let columns: Columns
  private var cells: [[Cell]] = []

  public init(path: String, kind: Kind) throws(Fault) {
    try self.init(try openBytes(path), file: path, kind: kind)
  }

  /// Reads a table. Refuses a table without a required column, and rows whose number of fields differs from the header.
  public init(_ source: any ByteSource, file: String, kind: Kind) throws(Fault) {
    self.file = file
    var reader = DelimitedReader(source, file: file)
    columns = try Columns(header: &reader)
    for name in kind.columns { _ = try columns.require(name) }
    while try reader.next() {
      try reader.require(fields: columns.count)
      cells.append((0..<columns.count).map { Cell(text: reader.text($0), place: reader.place($0)) })
    }
  }

  /// The rows of a model; all rows if the table has no column `model`.
  func rows(of model: String) throws(Fault) -> [Int] {
    guard let column = columns.index(of: "model") else { return Array(cells.indices) }
    let rows = cells.indices.filter { cells[$0][column].text == model }
    if rows.isEmpty {
      throw Messages.noRowsOfModel(model, file, unique(cells.map { $0[column].text }))
    }
    return rows
  }

  /// A field; nil if the column does not exist or the field is empty.
  func text(_ name: String, of row: Int) -> String? {
    guard let column = columns.index(of: name), !cells[row][column].text.isEmpty else { return nil }
    return cells[row][column].text
  }

  /// A field that must hold a number from 0 up to 1e12.
  func number(_ name: String, of row: Int) throws(Fault) -> Double {
    guard let value = try numberIfAny(name, of: row) else {
      throw Messages.badCell(name, "", "a number of 0 or more", cells[row][try columns.require(name)].place)
    }
    return value
  }

  /// A number; nil if the column does not exist or the field is empty.
  func numberIfAny(_ name: String, of row: Int) throws(Fault) -> Double? {
    guard let column = columns.index(of: name), !cells[row][column].text.isEmpty else { return nil }
    var text = cells[row][column].text
    guard let value = text.withUTF8({ strictNumber($0) }), value >= 0, value <= 1e12 else {
      throw Messages.badCell(name, cells[row][column].text, "a number of 0 or more", cells[row][column].place)
    }
    return value
  }

  /// A number above 0.
  func positive(_ name: String, of row: Int) throws(Fault) -> Double {
    let value = try number(name, of: row)
    guard value > 0 else {
      throw Messages.badCell(name, "\(value)", "a number above 0", cells[row][try columns.require(name)].place)
    }
    return value
  }

  /// A whole number from 1 on.
  func count(_ name: String, of row: Int, atMost most: Int = 1_000_000) throws(Fault) -> Int {
    let value = try number(name, of: row)
    guard let count = Int(exactly: value), count >= 1, count <= most else {
      let cell = cells[row][try columns.require(name)]
      throw Messages.badCell(name, cell.text, "a whole number from 1 to \(most)", cell.place)
    }
    return count
  }
}

/// Each once, in the order of first appearance.
func unique<Value: Equatable>(_ values: [Value]) -> [Value] {
  var seen: [Value] = []
  for value in values where !seen.contains(value) { seen.append(value) }
  return seen
}
