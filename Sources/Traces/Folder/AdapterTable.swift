import Core

/// Reads `adapters.csv`: `name`, and optionally `bytes` and `rank`; the row number, from 0, is the adapter's index.
public enum AdapterTable {
  /// In the order of writing.
  public static let columns = ["name", "bytes", "rank"]

  public static func read(_ source: any ByteSource, file: String) throws(Fault) -> [Adapter] {
    var table = DelimitedReader(source, file: file)
    let header = try Columns(header: &table)
    try header.allowOnly(columns)
    let nameColumn = try header.require("name")
    let bytesColumn = header.index(of: "bytes")
    let rankColumn = header.index(of: "rank")
    var adapters: [Adapter] = []
    var names: Set<String> = []
    while try table.next() {
      try table.require(fields: header.count)
      var adapter = Adapter(name: try table.name(nameColumn, as: "name"))
      guard names.insert(adapter.name).inserted else {
        throw Messages.repeatedAdapter(adapter.name, table.place(nameColumn))
      }
      if let bytesColumn { adapter.sizeBytes = try table.integer(bytesColumn, as: "bytes", in: Bounds.bytes) }
      if let rankColumn, !table.isEmpty(rankColumn) {
        adapter.rank = try table.integer(rankColumn, as: "rank", in: Bounds.rank)
      }
      adapters.append(adapter)
    }
    return adapters
  }
}
