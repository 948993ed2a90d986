import Core

/// The data of a surrogate, read from a file of `surrogate data`.
public struct SweepTable: Sendable {
  public var rows: [SweepRow] = []
  /// The bytes of complete units: text after the last line end, and the last unit, may be incomplete.
  var resumeBytes = 0
  /// The first unit to simulate again.
  var resumeUnit = 0

  /// Throws a fault for a table with other columns, without rows, of another profile, or with impossible numbers.
  public init(_ bytes: [UInt8], file: String, profile: String) throws(Fault) {
    try self.init(bytes, file: file, profile: profile, mayBeTorn: false)
    guard !rows.isEmpty else { throw Messages.emptyData(file) }
  }

  private init() {}

  /// The data of a stopped run: complete lines count, and the last unit is treated as incomplete.
  init(torn bytes: [UInt8], file: String, profile: String, design: String) throws(Fault) {
    let whole = bytes.lastIndex(of: UInt8(ascii: "\n")).map { Array(bytes[...$0]) } ?? []
    guard !whole.isEmpty else {
      self.init()
      return
    }
    try self.init(whole, file: file, profile: profile, mayBeTorn: true)
    if let other = rows.first(where: { $0.design != design }) { throw Messages.otherDesign(other.design, design, file) }
  }

  private init(_ bytes: [UInt8], file: String, profile: String, mayBeTorn: Bool) throws(Fault) {
    var reader = DelimitedReader(ArrayBytes(bytes), file: file)
    let columns = try Columns(header: &reader)
    guard columns.names == SweepRow.columns else {
      throw Messages.wrongColumns(columns.names, SweepRow.columns, Fault.Place(file: file, line: 1))
    }
    var lastLine = 1
    while try reader.next() {
      try reader.require(fields: columns.count)
      let row = try Self.row(reader)
      guard row.profile == profile else {
        throw Messages.otherProfile(row.profile, profile, Fault.Place(file: file, line: reader.line))
      }
      if row.unit != rows.last?.unit { lastLine = reader.line }
      rows.append(row)
    }
    guard mayBeTorn else { return }
    if let last = rows.last?.unit {
      rows.removeAll { $0.unit == last }
      resumeUnit = last
    } else {
      lastLine = 2
    }
    resumeBytes = Self.bytes(bytes, before: lastLine)
  }

  /// Bytes of the lines before a line.
  private static func bytes(_ bytes: [UInt8], before line: Int) -> Int {
    var passed = 1
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      passed += 1
      if passed == line { return index + 1 }
    }
    return bytes.count
  }

  private static func row(_ reader: borrowing DelimitedReader) throws(Fault) -> SweepRow {
    func count(_ column: Int, _ range: ClosedRange<Int> = 0...Int(Int32.max)) throws(Fault) -> Int {
      try reader.integer(column, as: SweepRow.columns[column], in: range)
    }
    func number(_ column: Int, _ range: ClosedRange<Double>) throws(Fault) -> Double {
      try reader.number(column, as: SweepRow.columns[column], in: range)
    }
    var ranks: [Int] = []
    for part in reader.text(5).split(separator: "-", omittingEmptySubsequences: false) {
      guard let rank = Int(part), AdapterLoad.ranks.contains(rank) else {
        throw Messages.badList("rank_mix", reader.text(5), "ranks from 1 to 4096, as in 8-16-32", reader.place(5))
      }
      ranks.append(rank)
    }
    var rates: [Double] = []
    for part in reader.text(6).split(separator: "-", omittingEmptySubsequences: false) {
      guard let rate = Double(part), AdapterLoad.rates.contains(rate) else {
        throw Messages.badList("rate_mix", reader.text(6), "requests per second, as in 0.4-0.05", reader.place(6))
      }
      rates.append(rate)
    }
    let adapters = try count(3, 1...100_000)
    var mix = Configuration(adapters: adapters, slots: try count(4, 1...adapters), ranks: ranks, rates: rates)
    mix.rateSpread = try number(7, 0...20)
    mix.meanInput = try number(8, AdapterLoad.means)
    mix.meanOutput = try number(9, AdapterLoad.means)
    let tokens = 0.0...1e9
    return SweepRow(
      profile: try reader.name(0, as: "profile"), design: try reader.name(1, as: "design"), unit: try count(2),
      configuration: mix,
      arrivals: try reader.name(10, as: "arrivals"), arrived: try count(11), finished: try count(12),
      idealThroughput: try number(13, tokens), throughput: try number(14, tokens), meanRunning: try number(15, tokens),
      loads: try count(16), preemptions: try count(17))
  }
}
