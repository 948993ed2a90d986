import System

extension DelimitedReader {
  /// The number of fields in the current row.
  public var fieldCount: Int { spans.count }

  /// Where field `i` begins: its line and byte column, both 1-based.
  public func place(_ i: Int) -> Fault.Place { place(spans[i]) }

  /// The place of the current row.
  public var rowPlace: Fault.Place { Fault.Place(file: file, line: line) }

  /// Whether field `i` has no bytes.
  public func isEmpty(_ i: Int) -> Bool { (i == 0 ? 0 : spans[i - 1].end) == spans[i].end }

  /// Calls `body` with the bytes of field `i`, without quotes; valid during the call only.
  public func withBytes<Result>(_ i: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let range = (i == 0 ? 0 : spans[i - 1].end)..<spans[i].end
    return bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// Field `i`, every byte kept.
  public func text(_ i: Int) -> String { withBytes(i) { String(raw: $0) } }

  /// Field `i` as a name: not empty, and valid UTF-8.
  public func name(_ i: Int, as column: String) throws(Fault) -> String {
    guard !isEmpty(i) else { throw Messages.badField(column, "", expected: "a name", place(i)) }
    guard let text = withBytes(i, { String(validating: $0, as: UTF8.self) }) else {
      throw Messages.notUTF8(column, text(i), place(i))
    }
    return text
  }

  /// Field `i` as a whole number in `range`: digits, with a minus sign where needed, and nothing else.
  public func integer(_ i: Int, as column: String, in range: ClosedRange<Int>) throws(Fault) -> Int {
    guard let value = withBytes(i, strictInteger), range.contains(value) else {
      throw Messages.badField(column, text(i), expected: Messages.wholeNumber(range), place(i))
    }
    return value
  }

  /// Field `i` as a finite decimal number in `range`: `nan`, `inf`, hexadecimal and blanks are refused.
  public func number(
    _ i: Int, as column: String, in range: ClosedRange<Double> = Bounds.value
  ) throws(Fault) -> Double {
    guard let value = withBytes(i, strictNumber), range.contains(value) else {
      throw Messages.badField(column, text(i), expected: Messages.finiteNumber(range), place(i))
    }
    return value
  }

  /// Refuses a row whose count of fields is not `count`, the header's.
  public func require(fields count: Int) throws(Fault) {
    if fieldCount != count { throw Messages.raggedRow(fieldCount, header: count, rowPlace) }
  }
}

/// The header of a table: the position of each column.
public struct Columns: Sendable {
  /// In the order of the file.
  public let names: [String]
  private let indices: [String: Int]
  private let place: Fault.Place

  /// Reads the first row as a header; refuses an empty text, an empty name and a repeated name.
  public init(header table: inout DelimitedReader) throws(Fault) {
    guard try table.next() else { throw Messages.noHeader(Fault.Place(file: table.file)) }
    var names: [String] = []
    var indices: [String: Int] = [:]
    for i in 0..<table.fieldCount {
      let name = try table.name(i, as: "column \(i + 1)")
      if indices.updateValue(i, forKey: name) != nil { throw Messages.repeatedColumn(name, table.place(i)) }
      names.append(name)
    }
    self.names = names
    self.indices = indices
    place = table.rowPlace
  }

  public var count: Int { names.count }

  /// The position of the column, 0-based; nil if it does not exist.
  public func index(of name: String) -> Int? { indices[name] }

  /// The position of the column, 0-based. If it does not exist, throws a fault that lists the columns.
  public func require(_ name: String) throws(Fault) -> Int {
    guard let index = indices[name] else { throw Messages.missingColumn(name, names, place) }
    return index
  }

  /// Refuses a column that is not in `known`: a mistyped name would otherwise be ignored without notice.
  public func allowOnly(_ known: [String]) throws(Fault) {
    for name in names where !known.contains(name) { throw Messages.strangeColumn(name, known, place) }
  }
}
