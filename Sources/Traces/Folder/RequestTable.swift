import Core

/// Reads `requests.csv`: any of the columns `time_s`, `adapter`, `prompt_tokens`, `output_tokens`, `tags`.
///
/// Times ascend and are not negative; tokens are whole numbers; an empty adapter means none;
/// `tags` is the request's group (a category, a tenant, a session, a function), unchanged. Times and tokens are given
/// in every row or in none.
public enum RequestTable {
  /// In the order of writing.
  public static let columns = ["time_s", "adapter", "prompt_tokens", "output_tokens", "tags"]

  /// Fills the trace's request columns and its count.
  ///
  /// - Parameter adaptersFrom: the file that lists the adapters; nil to collect them from the requests, in order of
  ///   first appearance.
  public static func read(
    _ source: any ByteSource, file: String, adaptersFrom: String?, into trace: inout Trace
  ) throws(Fault) {
    var table = DelimitedReader(source, file: file)
    let header = try Columns(header: &table)
    try header.allowOnly(columns)
    let timeColumn = header.index(of: "time_s")
    let adapterColumn = header.index(of: "adapter")
    let promptColumn = header.index(of: "prompt_tokens")
    let outputColumn = header.index(of: "output_tokens")
    let tagsColumn = header.index(of: "tags")
    var adapters = NameIndex(trace.adapters.map(\.name))
    var groups = NameIndex([])
    var count = 0
    while try table.next() {
      try table.require(fields: header.count)
      if let i = timeColumn, try isGiven(i, "time_s", in: table, rows: count, filled: trace.timesSeconds.count) {
        let time = try table.number(i, as: "time_s", in: Bounds.seconds)
        if let last = trace.timesSeconds.last, time < last {
          throw Messages.timeGoesBack(time, before: last, table.place(i))
        }
        trace.timesSeconds.append(time)
      }
      if let i = promptColumn, try isGiven(i, "prompt_tokens", in: table, rows: count, filled: trace.promptTokens.count)
      {
        trace.promptTokens.append(Int32(try table.integer(i, as: "prompt_tokens", in: tokenRange)))
      }
      if let i = outputColumn, try isGiven(i, "output_tokens", in: table, rows: count, filled: trace.outputTokens.count)
      {
        trace.outputTokens.append(Int32(try table.integer(i, as: "output_tokens", in: tokenRange)))
      }
      if let i = adapterColumn {
        trace.asked.append(try adapter(i, in: table, &adapters, listedIn: adaptersFrom))
      }
      if let i = tagsColumn {
        trace.groups.append(groups.index(of: table.isEmpty(i) ? "" : try table.name(i, as: "tags")))
      }
      count += 1
    }
    if trace.asked.allSatisfy({ $0 < 0 }) { trace.asked = [] }
    if groups.names == [""] { (trace.groups, groups) = ([], NameIndex([])) }
    trace.groupNames = groups.names
    if adaptersFrom == nil { trace.adapters = adapters.names.map { Adapter(name: $0) } }
    trace.requestCount = count
  }

  static let tokenRange = 0...Int(Int32.max)

  /// Whether the field is given: in all rows or in none.
  private static func isGiven(
    _ i: Int, _ column: String, in table: borrowing DelimitedReader, rows: Int, filled: Int
  ) throws(Fault) -> Bool {
    let isEmpty = table.isEmpty(i)
    if rows > 0, isEmpty == (filled > 0) { throw Messages.halfEmptyColumn(column, isEmpty: isEmpty, table.place(i)) }
    return !isEmpty
  }

  private static func adapter(
    _ i: Int, in table: borrowing DelimitedReader, _ adapters: inout NameIndex, listedIn file: String?
  ) throws(Fault) -> Int32 {
    if table.isEmpty(i) { return -1 }
    let name = try table.name(i, as: "adapter")
    guard let file else { return adapters.index(of: name) }
    guard let index = adapters.known(name) else {
      throw Messages.unknownAdapter(name, adapters.names, table.place(i), listedIn: file)
    }
    return index
  }
}

/// Names and their indices in order of first appearance.
struct NameIndex {
  private(set) var names: [String]
  private var places: [String: Int32] = [:]

  init(_ names: [String]) {
    self.names = names
    for (i, name) in names.enumerated() { places[name] = Int32(i) }
  }

  /// The index of a known name; nil for others.
  func known(_ name: String) -> Int32? { places[name] }

  /// The index of a name; a new name is added.
  mutating func index(of name: String) -> Int32 {
    if let place = places[name] { return place }
    let place = Int32(names.count)
    names.append(name)
    places[name] = place
    return place
  }
}
