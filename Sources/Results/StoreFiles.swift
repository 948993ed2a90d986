import Core

/// The paths of a store's files.
struct StoreFiles {
  let folder: String
  var manifest: String { folder + "/manifest.json" }
  var cells: String { folder + "/cells.jsonl" }
  var curves: String { folder + "/curves.jsonl" }
  var residents: String { folder + "/residents.jsonl" }
  var timings: String { folder + "/timings.jsonl" }

  /// The manifest; a fault if it does not exist.
  func readManifest() throws(Fault) -> Manifest {
    guard let bytes = try LineFile.contents(of: manifest) else { throw Messages.noTournament(folder) }
    return try Manifest(parsing: bytes, file: manifest)
  }

  /// Calls `body` with each line's cell and its object, if the cell is wanted; refuses lines that were edited.
  ///
  ///
  /// - Returns: the bytes of the complete lines.
  @discardableResult
  static func forEachCell(
    of path: String, grid: CellGrid, check: LineCheck, where isWanted: (CellKey) -> Bool = { _ in true },
    _ body: (CellKey, StoreFields) throws(Fault) -> Void
  ) throws(Fault) -> Int {
    try LineFile.forEachLine(of: path) { (line, number, _) throws(Fault) in
      let place = Fault.Place(file: path, line: number)
      guard check.holds(line) else { throw Messages.editedLine(place) }
      let id = try id(of: line, at: place)
      guard let key = grid.key(ofID: id) else { throw Messages.unknownCell(id, place) }
      if isWanted(key) { try body(key, try parsed(line, at: place)) }
    }
  }

  /// The id of a line with a valid check: reads only its start, as curves are long.
  static func id(of line: UnsafeRawBufferPointer, at place: Fault.Place) throws(Fault) -> String {
    let mark = Array(#""cell":""#.utf8)
    let head = line.prefix(64)
    if let start = head.indices.first(where: { head[$0...].starts(with: mark) }) {
      let rest = line[(start + mark.count)...]
      if let end = rest.firstIndex(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }),
        rest[end] == UInt8(ascii: "\"")
      {
        return String(decoding: rest[..<end], as: UTF8.self)
      }
    }
    return try parsed(line, at: place).text("cell")
  }

  /// A line's object.
  static func parsed(_ line: UnsafeRawBufferPointer, at place: Fault.Place) throws(Fault) -> StoreFields {
    let value = try JSONValue(
      parsing: line.assumingMemoryBound(to: UInt8.self), file: place.file, line: place.line ?? 1)
    return try StoreFields(value, at: place)
  }
}
