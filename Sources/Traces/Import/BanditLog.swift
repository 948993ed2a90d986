import Core

/// A bandit log: context, arm, reward, and the propensity with which the logging policy chose the arm.
///
/// A log has the reward of one arm only. The trace's rewards are inverse-propensity estimates [Horvitz1952]: reward /
/// propensity for the logged arm, 0 for all others; their mean over the log is unbiased for each arm. The logged arm is
/// in `asked`. Rows whose propensity is 0 or missing have no such estimate: they are skipped and counted.
///
/// Columns are found by the names of the Open Bandit data [Saito2021] by default; context columns hold numbers, or
/// words, which become one feature per word (one-hot, in order of first appearance).
public struct BanditLog: Sendable {
  public struct Options: Sendable {
    public var armColumn = "item_id"
    public var rewardColumn = "click"
    public var propensityColumn = "propensity_score"
    /// nil for a log without times.
    public var timeColumn: String? = nil
    public var groupColumn: String? = nil
    /// Empty: every column that begins with `user_feature_`.
    public var contextColumns: [String] = []

    public init() {}
  }

  private struct Row {
    var time: Double
    var arm: Int32
    var estimate: Double
    var group: Int32
  }

  private var rows: [Row] = []
  private var hasTimes = false
  private var features: [FeatureColumn] = []
  private var arms = NameIndex([])
  private var groups = NameIndex([])
  public private(set) var notes = ReadingNotes()

  /// Reads a log to its end, or to `limit` rows.
  public init(_ source: any ByteSource, file: String, options: Options = Options(), limit: Int? = nil) throws(Fault) {
    var table = DelimitedReader(source, file: file)
    let header = try Columns(header: &table)
    let arm = try header.require(options.armColumn)
    let reward = try header.require(options.rewardColumn)
    let propensity = try header.require(options.propensityColumn)
    let time = try options.timeColumn.map { (name) throws(Fault) in try header.require(name) }
    let group = try options.groupColumn.map { (name) throws(Fault) in try header.require(name) }
    let names =
      options.contextColumns.isEmpty
      ? header.names.filter { $0.hasPrefix("user_feature_") } : options.contextColumns
    for name in names { features.append(FeatureColumn(name, at: try header.require(name))) }
    hasTimes = time != nil
    var clock = TimestampClock()
    while rows.count < limit ?? Int.max, try table.next() {
      try table.require(fields: header.count)
      guard try isUsable(propensity, in: table) else { continue }
      let chance = try table.number(propensity, as: options.propensityColumn, in: Double.leastNonzeroMagnitude...1)
      let value = try table.number(reward, as: options.rewardColumn)
      let estimate = value / chance
      guard Bounds.value.contains(estimate) else {
        throw Messages.estimateOverflow(value, chance, table.place(propensity))
      }
      rows.append(
        Row(
          time: try time.map { (i) throws(Fault) in
            try clock.seconds(i, as: options.timeColumn ?? "", in: table)
          } ?? 0,
          arm: arms.index(of: try table.name(arm, as: options.armColumn)), estimate: estimate,
          group: try group.map { (i) throws(Fault) in
            groups.index(of: try table.name(i, as: options.groupColumn ?? ""))
          } ?? 0))
      for i in features.indices { try features[i].append(from: table) }
    }
    if rows.isEmpty { throw Messages.noRows(file) }
  }

  private mutating func isUsable(_ i: Int, in table: borrowing DelimitedReader) throws(Fault) -> Bool {
    if table.isEmpty(i) {
      notes.skip("the propensity is missing", at: table.place(i))
      return false
    }
    if table.withBytes(i, { strictNumber($0) }) == 0 {
      notes.skip("the propensity is 0", at: table.place(i))
      return false
    }
    return true
  }

  /// Makes a trace; rows in order of time if the log has times. Arms whose names are all whole numbers are in rising
  /// order, others in order of first appearance.
  public func trace(named name: String) -> Trace {
    let order = hasTimes ? rows.indices.sorted { (rows[$0].time, $0) < (rows[$1].time, $1) } : Array(rows.indices)
    let numbers = arms.names.map { Int($0) }
    let ranked =
      numbers.contains(nil)
      ? Array(arms.names.indices) : arms.names.indices.sorted { numbers[$0]! < numbers[$1]! }
    var place = [Int](repeating: 0, count: ranked.count)
    for (i, arm) in ranked.enumerated() { place[arm] = i }
    var trace = Trace(
      name: name, requestCount: rows.count, adapters: ranked.map { Adapter(name: arms.names[$0]) })
    trace.dimension = features.reduce(0) { $0 + $1.width }
    trace.rewards = [Double](repeating: 0, count: rows.count * ranked.count)
    let origin = order.first.map { rows[$0].time } ?? 0
    for (step, i) in order.enumerated() {
      trace.rewards[step * ranked.count + place[Int(rows[i].arm)]] = rows[i].estimate
      trace.asked.append(Int32(place[Int(rows[i].arm)]))
      if hasTimes { trace.timesSeconds.append(rows[i].time - origin) }
      if !groups.names.isEmpty { trace.groups.append(rows[i].group) }
      for feature in features { feature.write(i, to: &trace.contexts) }
    }
    trace.groupNames = groups.names
    trace.facts = [("rewards", "inverse-propensity estimates: reward / propensity of the logged arm, else 0")]
    return trace
  }
}

/// A context column: numbers, or words that become one feature each.
private struct FeatureColumn {
  private let name: String
  private let column: Int
  /// Decided by the first field.
  private var isWords = false
  private var numbers: [Double] = []
  private var words = NameIndex([])

  /// More words than this are not categories.
  private static let wordLimit = 4096

  init(_ name: String, at column: Int) {
    self.name = name
    self.column = column
  }

  var width: Int { isWords ? words.names.count : 1 }

  mutating func append(from table: borrowing DelimitedReader) throws(Fault) {
    if numbers.isEmpty { isWords = table.withBytes(column) { strictNumber($0) } == nil }
    guard isWords else {
      numbers.append(try table.number(column, as: name))
      return
    }
    numbers.append(Double(words.index(of: try table.name(column, as: name))))
    if words.names.count > Self.wordLimit { throw Messages.tooManyWords(name, Self.wordLimit, table.place(column)) }
  }

  func write(_ row: Int, to contexts: inout [Double]) {
    guard isWords else { return contexts.append(numbers[row]) }
    for i in 0..<width { contexts.append(Double(i) == numbers[row] ? 1 : 0) }
  }
}
