import Core

/// A quality table: one row per question, one column per adapter, the outcome in the field (0/1 or any finite number).
///
/// Contexts may come from a second table, joined by an id column; all its other columns are features. Rows are often
/// sorted by category; such a stream drifts, so shuffle them.
public struct QualityTable: Sendable {
  public enum AdapterColumns: Sendable, Equatable {
    case named([String])
    /// Column numbers, 1-based, both ends included.
    case range(ClosedRange<Int>)
  }

  public struct Options: Sendable {
    public var adapters: AdapterColumns
    /// The column that joins the two tables.
    public var idColumn: String
    /// The column of a request's group; nil for none.
    public var groupColumn: String?

    public init(adapters: AdapterColumns, idColumn: String = "question_id", groupColumn: String? = nil) {
      self.adapters = adapters
      self.idColumn = idColumn
      self.groupColumn = groupColumn
    }
  }

  public private(set) var adapterNames: [String] = []
  /// d; 0 without contexts.
  public private(set) var dimension = 0
  /// `[T × N]`, row-major.
  private var outcomes: [Double] = []
  /// `[T × d]`, row-major.
  private var contexts: [Double] = []
  private var groups: [Int32] = []
  private var groupNames: [String] = []
  public private(set) var notes = ReadingNotes()

  /// T.
  public var rowCount: Int { outcomes.count / adapterNames.count }

  /// Reads the outcomes, and the contexts if there are any; a question without a context is a fault, a context
  /// without a question is counted.
  public init(
    outcomes: any ByteSource, file: String, contexts: (source: any ByteSource, file: String)? = nil, options: Options
  ) throws(Fault) {
    var features: FeatureTable?
    if let contexts { features = try FeatureTable(contexts.source, file: contexts.file, idColumn: options.idColumn) }
    try readOutcomes(outcomes, file: file, &features, options)
    dimension = features?.dimension ?? 0
    if let features, features.unused > 0 {
      notes.remark("\(features.unused) rows of \(features.file) have no outcome")
    }
  }

  private mutating func readOutcomes(
    _ source: any ByteSource, file: String, _ features: inout FeatureTable?, _ options: Options
  ) throws(Fault) {
    var table = DelimitedReader(source, file: file)
    let header = try Columns(header: &table)
    let columns = try Self.adapterColumns(options.adapters, header, table.rowPlace)
    adapterNames = columns.map { header.names[$0] }
    let groupColumn = try options.groupColumn.map { (name) throws(Fault) in try header.require(name) }
    let idColumn = features == nil ? nil : try header.require(options.idColumn)
    var groupIndex = NameIndex([])
    while try table.next() {
      try table.require(fields: header.count)
      for column in columns { outcomes.append(try table.number(column, as: header.names[column])) }
      if let groupColumn {
        groups.append(groupIndex.index(of: try table.name(groupColumn, as: header.names[groupColumn])))
      }
      if let idColumn {
        let id = try table.name(idColumn, as: options.idColumn)
        guard let row = features?.take(id) else {
          throw Messages.noContext(options.idColumn, id, features?.file ?? "", table.place(idColumn))
        }
        contexts.append(contentsOf: row)
      }
    }
    if outcomes.isEmpty { throw Messages.noRows(file) }
    groupNames = groupIndex.names
  }

  private static func adapterColumns(
    _ adapters: AdapterColumns, _ header: Columns, _ place: Fault.Place
  ) throws(Fault) -> [Int] {
    switch adapters {
    case .named(let names):
      var columns: [Int] = []
      for name in names {
        let column = try header.require(name)
        if columns.contains(column) { throw Messages.repeatedAdapter(name, place) }
        columns.append(column)
      }
      return columns
    case .range(let range):
      guard range.lowerBound >= 1, range.upperBound <= header.count else {
        throw Messages.columnsBeyond(range, header.count, place)
      }
      return range.map { $0 - 1 }
    }
  }

  /// Makes a trace whose rewards are the outcomes.
  ///
  /// - Parameters:
  ///   - shuffleSeed: rows in a random order of that seed; nil keeps the order of the file.
  ///   - limit: the most rows, after the shuffle.
  public func trace(named name: String, shuffleSeed: UInt64?, limit: Int? = nil) -> Trace {
    var order = Array(0..<rowCount)
    if let shuffleSeed {
      var stream = RandomStream(Seed(shuffleSeed).derived("shuffle"))
      stream.shuffle(&order)
    }
    if let limit { order = Array(order.prefix(limit)) }
    let count = adapterNames.count
    var trace = Trace(name: name, requestCount: order.count, adapters: adapterNames.map { Adapter(name: $0) })
    trace.dimension = dimension
    for row in order {
      trace.rewards.append(contentsOf: outcomes[row * count..<(row + 1) * count])
      trace.contexts.append(contentsOf: contexts[row * dimension..<(row + 1) * dimension])
    }
    if !groups.isEmpty {
      trace.groups = order.map { groups[$0] }
      trace.groupNames = groupNames
    }
    return trace
  }
}

/// A table of features: an id column, and numbers in all others.
private struct FeatureTable {
  let file: String
  private(set) var dimension = 0
  private var rows: [String: Int] = [:]
  private var values: [Double] = []
  private var used: [Bool] = []

  init(_ source: any ByteSource, file: String, idColumn: String) throws(Fault) {
    self.file = file
    var table = DelimitedReader(source, file: file)
    let header = try Columns(header: &table)
    let id = try header.require(idColumn)
    dimension = header.count - 1
    while try table.next() {
      try table.require(fields: header.count)
      let name = try table.name(id, as: idColumn)
      guard rows.updateValue(rows.count, forKey: name) == nil else {
        throw Messages.repeatedID(idColumn, name, table.place(id))
      }
      for i in 0..<header.count where i != id { values.append(try table.number(i, as: header.names[i])) }
    }
    used = [Bool](repeating: false, count: rows.count)
  }

  /// The features of an id; nil if it is not in the table.
  mutating func take(_ id: String) -> ArraySlice<Double>? {
    guard let row = rows[id] else { return nil }
    used[row] = true
    return values[row * dimension..<(row + 1) * dimension]
  }

  /// The number of rows that were not used.
  var unused: Int { used.count { !$0 } }
}
