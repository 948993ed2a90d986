import Core
import Traces

/// A table of runs in the shape of `runs_e2e.csv`: one configuration per row; unknown columns are passed through.
public struct BatchTable: Sendable {
  /// The columns of a configuration.
  public static let columns = [
    "model", "adapters", "max_loras", "max_lora_rank", "rank_mix", "rate_mix", "total_time_s", "pool_mean_input",
    "pool_mean_output",
  ]

  public let file: String
  /// As in the file.
  public private(set) var header: [String] = []
  /// All fields as in the file.
  public private(set) var rows: [[String]] = []
  /// The place of each row.
  public private(set) var places: [Fault.Place] = []
  private var indices: [String: Int] = [:]

  /// Reads a file.
  public init(path: String, requiring required: [String] = columns) throws(Fault) {
    try self.init(try openBytes(path), file: path, requiring: required)
  }

  /// Reads a table. Refuses a table without a required column, and rows whose number of fields differs from the header.
  public init(
    _ source: any ByteSource, file: String, requiring required: [String] = columns
  ) throws(Fault) {
    self.file = file
    var reader = DelimitedReader(source, file: file)
    let columns = try Columns(header: &reader)
    for name in required { _ = try columns.require(name) }
    header = columns.names
    for name in columns.names { indices[name] = columns.index(of: name) }
    while try reader.next() {
      try reader.require(fields: columns.count)
      rows.append((0..<columns.count).map { reader.text($0) })
      places.append(reader.rowPlace)
    }
  }

  /// A table from its parts; each row has as many fields as the header, and a place.
  init(file: String, header: [String], rows: [[String]], places: [Fault.Place]) {
    self.file = file
    self.header = header
    self.rows = rows
    self.places = places
    for (index, name) in header.enumerated() { indices[name] = index }
  }

  /// A row's field; nil if the column does not exist or the field is empty.
  public func field(_ name: String, of row: Int) -> String? {
    guard let index = indices[name], !rows[row][index].isEmpty else { return nil }
    return rows[row][index]
  }

  /// A row's number; nil if it is empty or not a number.
  public func number(_ name: String, of row: Int) -> Double? {
    guard var text = field(name, of: row) else { return nil }
    return text.withUTF8 { strictNumber($0) }
  }

  public func hasColumn(_ name: String) -> Bool { indices[name] != nil }
}

/// One configuration of a batch.
public struct BatchRow: Sendable, Equatable {
  public var model: String
  public var adapters: Int
  public var slots: Int
  public var slotRank: Int
  /// Given to the adapters in turn.
  public var ranks: [Int]
  /// Given to the adapters in turn, in requests per second.
  public var rates: [Double]
  public var durationSeconds: Double
  /// nil for those of the profile.
  public var meanInput: Double?
  public var meanOutput: Double?
  /// The measured run's longest queue, `max_waiting`, the queue cap of the published twin; nil if unknown, and in study
  /// `ml`, whose published runs all had the same cap.
  public var longestQueue: Int?

  public init(
    model: String, adapters: Int, slots: Int, slotRank: Int, ranks: [Int], rates: [Double], durationSeconds: Double,
    meanInput: Double? = nil, meanOutput: Double? = nil
  ) {
    self.model = model
    self.adapters = adapters
    self.slots = slots
    self.slotRank = slotRank
    self.ranks = ranks
    self.rates = rates
    self.durationSeconds = durationSeconds
    self.meanInput = meanInput
    self.meanOutput = meanOutput
  }

  /// Reads a row of a table; a fault names the wrong field and the expected value.
  public init(_ table: BatchTable, row: Int) throws(Fault) {
    let fields = BatchFields(table: table, row: row)
    model = try fields.text("model")
    adapters = try fields.count("adapters", atMost: 100_000)
    slots = try fields.count("max_loras", atMost: 100_000)
    slotRank = try fields.count("max_lora_rank", atMost: 4096)
    ranks = try fields.ranks("rank_mix")
    rates = try fields.rates("rate_mix")
    durationSeconds = try fields.number("total_time_s", try fields.text("total_time_s"))
    guard durationSeconds > 0, durationSeconds <= 1e7 else {
      throw fields.bad("total_time_s", "\(durationSeconds)", "seconds above 0, up to 1e7")
    }
    meanInput = try fields.mean("pool_mean_input")
    meanOutput = try fields.mean("pool_mean_output")
    if table.field("study", of: row) != "ml" {
      longestQueue = table.number("max_waiting", of: row).flatMap { $0 >= 0 && $0 <= 1e9 ? Int($0) : nil }
    }
  }
}

/// The fields of a row, with faults that name the place.
struct BatchFields {
  let table: BatchTable
  let row: Int

  func text(_ name: String) throws(Fault) -> String {
    guard let text = table.field(name, of: row) else { throw bad(name, "", "a value") }
    return text
  }

  func count(_ name: String, atMost most: Int) throws(Fault) -> Int {
    try whole(name, try text(name), atMost: most)
  }

  func whole(_ name: String, _ text: String, atMost most: Int) throws(Fault) -> Int {
    guard let value = Int(exactly: try number(name, text)), value >= 1, value <= most else {
      throw bad(name, text, "a whole number from 1 to \(most)")
    }
    return value
  }

  func number(_ name: String, _ text: String) throws(Fault) -> Double {
    var digits = text
    guard let value = digits.withUTF8({ strictNumber($0) }) else { throw bad(name, text, "a finite number") }
    return value
  }

  /// The parts between hyphens; the hyphen of an exponent (1e-5) belongs to its number.
  func list(_ name: String) throws(Fault) -> [String] {
    let text = try text(name)
    var parts: [String] = []
    for part in text.split(separator: "-", omittingEmptySubsequences: false) {
      if let end = parts.last?.last, end == "e" || end == "E" {
        parts[parts.count - 1] += "-" + part
      } else {
        parts.append(String(part))
      }
    }
    if parts.contains("") { throw bad(name, text, "numbers, not negative, with a hyphen between two: 8-16-32") }
    return parts
  }

  func ranks(_ name: String) throws(Fault) -> [Int] {
    var ranks: [Int] = []
    for part in try list(name) { ranks.append(try whole(name, part, atMost: 4096)) }
    return ranks
  }

  func rates(_ name: String) throws(Fault) -> [Double] {
    var rates: [Double] = []
    for part in try list(name) {
      let rate = try number(name, part)
      guard rate >= 0, rate <= 1e6 else { throw bad(name, part, "requests per second, 0 to 1e6") }
      rates.append(rate)
    }
    return rates
  }

  func mean(_ name: String) throws(Fault) -> Double? {
    guard let text = table.field(name, of: row) else { return nil }
    let value = try number(name, text)
    guard value >= 1, value <= 2040 else { throw bad(name, text, "tokens from 1 to 2040") }
    return value
  }

  func bad(_ name: String, _ text: String, _ expected: String) -> Fault {
    Messages.badCell(name, text, expected, table.places[row])
  }
}
