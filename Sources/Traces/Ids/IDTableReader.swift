import Core

/// Reads id traces that are text: a CSV table with the columns `time`, `obj_id` and `size` in any order, or one id per
/// line.
///
/// Ids keep their spelling (see `IDMap.index(ofText:)`). In a list of ids every size is 1.
final class IDTableReader: IDReader {
  private var table: DelimitedReader
  /// The columns of a CSV table; nil for a list of ids, and before the header is read.
  private var columns: (time: Int, id: Int, size: Int, count: Int)?
  private let hasHeader: Bool
  private var isAtStart = true

  init(_ source: any ByteSource, file: String, hasHeader: Bool) {
    table = DelimitedReader(source, file: file)
    self.hasHeader = hasHeader
  }

  func read(into batch: IDColumns, numbering map: inout IDMap) throws(Fault) -> Int {
    if isAtStart, hasHeader { try readHeader() }
    var count = 0
    var sizesAreAllOne = true
    while count < IDColumns.capacity, try table.next() {
      var id = 0
      var size = 1
      if let columns {
        try table.require(fields: columns.count)
        _ = try table.number(columns.time, as: "time", in: 0...(.greatestFiniteMagnitude))
        size = try table.integer(columns.size, as: "size", in: Bounds.bytes)
        id = columns.id
      } else if table.fieldCount != 1 {
        throw Messages.notAList(table.fieldCount, table.rowPlace)
      }
      if table.isEmpty(id) { throw Messages.emptyID(table.place(id)) }
      batch.ids[count] = try number(field: id, in: &map)
      if batch.wantsSizes { batch.sizes[count] = size }
      if size != 1 { sizesAreAllOne = false }
      count += 1
    }
    if isAtStart, count == 0 { throw Messages.noRequests(table.file) }
    isAtStart = false
    batch.sizesAreAllOne = sizesAreAllOne
    return count
  }

  private func readHeader() throws(Fault) {
    let header = try Columns(header: &table)
    columns = (
      try header.require("time"), try header.require("obj_id"), try header.require("size"), header.count
    )
  }

  private func number(field: Int, in map: inout IDMap) throws(Fault) -> Int32 {
    let answer: Result<Int32, Fault> = table.withBytes(field) { bytes in
      do throws(Fault) {
        return .success(try map.index(ofText: bytes))
      } catch {
        return .failure(error)
      }
    }
    return try answer.get()
  }
}
