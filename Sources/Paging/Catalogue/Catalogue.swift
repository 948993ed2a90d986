import Core

/// A list of adapters in a file: CSV with a header (docs/reference/catalogue-format.md).
public struct Catalogue: Sendable, Equatable {
  public var adapters: [Adapter]

  public init(_ adapters: [Adapter]) { self.adapters = adapters }

  /// Columns that a scan adds to a catalogue; ignored when it is read.
  static let scanColumns = ["dtype", "lora_tensors", "lora_file_bytes", "head_tensors", "head_file_bytes"]
  static let columns = ["name", "bytes", "rank", "base_model", "tags", "pinned", "tier"]

  /// Reads a catalogue: `name` and `bytes` are required; `rank`, `base_model`, `tags` (blanks between), `pinned`
  /// (`true` or `false`) and `tier` (`storage`, `host` or `gpu`) are optional.
  ///
  /// - Throws: a fault with file:line:column for a wrong value or a repeated name.
  public init(csv path: String) throws(Fault) {
    try self.init(csv: FileBytes(path), file: path)
  }

  /// As above, from any bytes; `file` names them in messages.
  public init(csv source: any ByteSource, file: String) throws(Fault) {
    adapters = []
    var table = DelimitedReader(source, file: file)
    let columns = try Columns(header: &table)
    try columns.allowOnly(Self.columns + Self.scanColumns)
    let nameColumn = try columns.require("name")
    let bytesColumn = try columns.require("bytes")
    var names = Set<String>()
    // Two numbers below 2⁵⁴: the sum is checked after each row.
    var bytes = 0
    while try table.next() {
      try table.require(fields: columns.count)
      let name = try table.name(nameColumn, as: "name")
      guard names.insert(name).inserted else { throw Messages.repeatedAdapter(name, table.place(nameColumn)) }
      var adapter = Adapter(
        name: name, sizeBytes: try table.integer(bytesColumn, as: "bytes", in: 1...Bounds.bytes.upperBound))
      if let i = columns.index(of: "rank"), !table.isEmpty(i) {
        adapter.rank = try table.integer(i, as: "rank", in: Bounds.rank)
      }
      if let i = columns.index(of: "base_model"), !table.isEmpty(i) {
        adapter.baseModel = try table.name(i, as: "base_model")
      }
      if let i = columns.index(of: "tags") { adapter.tags = table.text(i).split(separator: " ").map(String.init) }
      if let i = columns.index(of: "pinned"), !table.isEmpty(i) {
        guard let value = Bool(table.text(i)) else {
          throw Messages.badCatalogueField("pinned", table.text(i), "true or false", table.place(i))
        }
        adapter.isPinned = value
      }
      if let i = columns.index(of: "tier"), !table.isEmpty(i) {
        guard let value = Tier(rawValue: table.text(i)) else {
          throw Messages.badCatalogueField("tier", table.text(i), "'storage', 'host' or 'gpu'", table.place(i))
        }
        adapter.startsIn = value
      }
      bytes += adapter.sizeBytes
      guard Bounds.total.contains(bytes) else { throw Messages.tooManyBytes(table.place(bytesColumn)) }
      adapters.append(adapter)
    }
    if adapters.isEmpty { throw Messages.noAdapters(file) }
  }

  /// The catalogue as CSV; reading it back gives the same catalogue.
  public var csv: String {
    ([Self.columns] + adapters.map(Self.fields)).map(Self.row).joined()
  }

  static func fields(_ adapter: Adapter) -> [String] {
    [
      adapter.name, String(adapter.sizeBytes), adapter.rank.map(String.init) ?? "", adapter.baseModel ?? "",
      adapter.tags.joined(separator: " "), String(adapter.isPinned), adapter.startsIn.rawValue,
    ]
  }

  /// One row [RFC4180]: fields in quotes if they need them.
  static func row(_ fields: [String]) -> String {
    let needing = [UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r")]
    return fields.map { field in
      guard field.utf8.contains(where: needing.contains) else { return field }
      return "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
    .joined(separator: ",") + "\n"
  }

  /// Writes text to a new file; one that exists is a fault.
  public static func write(_ text: String, to path: String) throws(Fault) { try writeNew(text, to: path) }
}
