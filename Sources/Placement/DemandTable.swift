import Core
import Surrogate
import Twin

/// Adapters and their demand, from a CSV file.
///
/// Columns `adapter`, `rank`, `rate`; `input_mean` and `output_mean`, or the experiments' means for all; and optional
/// `gpu` (required GPU of an adapter, 1-based), `apart` (adapters with the same word never share a GPU) and `replicas`.
/// An empty field of the last five means that the value is not given.
public struct DemandTable: Sendable {
  public let file: String
  /// In the order of the file.
  public var adapters: [AdapterDemand]
  /// The line of each adapter.
  public var lines: [Int]

  /// The columns and their alternative names.
  static let spellings: [(name: String, others: [String])] = [
    ("adapter", ["name"]), ("rank", []), ("rate", []), ("input_mean", ["mean_input", "input"]),
    ("output_mean", ["mean_output", "output"]), ("gpu", ["pin"]), ("apart", ["anti_affinity"]), ("replicas", []),
  ]

  /// Adapters that are not from a file.
  public init(_ adapters: [AdapterDemand], file: String) {
    self.file = file
    self.adapters = adapters
    lines = Array(repeating: 0, count: adapters.count)
  }

  public init(path: String, profile: TwinProfile) throws(Fault) {
    try self.init(try openBytes(path), file: path, profile: profile)
  }

  /// Throws a fault with its place for an empty file, unknown columns, repeated names, ranks that the profile was not
  /// measured with, and numbers out of range.
  public init(_ source: any ByteSource, file: String, profile: TwinProfile) throws(Fault) {
    self.file = file
    adapters = []
    lines = []
    var reader = DelimitedReader(source, file: file)
    let columns = try Columns(header: &reader)
    try columns.allowOnly(Self.spellings.flatMap { [$0.name] + $0.others })
    let places = try Self.places(columns, reader.rowPlace)
    let ranks = Set(profile.memory.cells.filter { $0.tokens != nil }.map(\.rank)).sorted()
    var seen: [String: Int] = [:]
    while try reader.next() {
      try reader.require(fields: columns.count)
      let demand = try Self.demand(reader, places, ranks: ranks, profile: profile.name)
      if let line = seen.updateValue(reader.line, forKey: demand.name) {
        throw Messages.nameTwice(demand.name, first: line, reader.place(places["adapter"]!))
      }
      adapters.append(demand)
      lines.append(reader.line)
    }
    if adapters.isEmpty { throw Messages.noAdapters(Fault.Place(file: file)) }
    if !adapters.contains(where: { $0.rate > 0 }) { throw Messages.noTraffic(Fault.Place(file: file)) }
  }

  /// The position of each column, by its first name.
  private static func places(_ columns: Columns, _ header: Fault.Place) throws(Fault) -> [String: Int] {
    var places: [String: Int] = [:]
    for (name, others) in spellings {
      for spelling in [name] + others {
        guard let index = columns.index(of: spelling) else { continue }
        if places.updateValue(index, forKey: name) != nil { throw Messages.columnTwice(name, spelling, header) }
      }
    }
    for name in ["adapter", "rank", "rate"] where places[name] == nil { _ = try columns.require(name) }
    return places
  }

  private static func demand(
    _ row: borrowing DelimitedReader, _ places: [String: Int], ranks: [Int], profile: String
  ) throws(Fault) -> AdapterDemand {
    func index(_ column: String) -> Int? { places[column].flatMap { row.isEmpty($0) ? nil : $0 } }
    func mean(_ column: String, _ standard: Double) throws(Fault) -> Double {
      guard let index = index(column) else { return standard }
      return try row.number(index, as: column, in: AdapterLoad.means)
    }
    let rankPlace = places["rank"]!
    let rank = try row.integer(rankPlace, as: "rank", in: AdapterLoad.ranks)
    guard ranks.isEmpty || ranks.contains(rank) else {
      throw Messages.strangeRank(rank, known: ranks, profile: profile, row.place(rankPlace))
    }
    var demand = AdapterDemand(
      name: try row.name(places["adapter"]!, as: "adapter"), rank: rank,
      rate: try row.number(places["rate"]!, as: "rate", in: AdapterLoad.rates),
      meanInput: try mean("input_mean", AdapterLoad.standardMeans.input),
      meanOutput: try mean("output_mean", AdapterLoad.standardMeans.output))
    if let place = index("gpu") { demand.pin = try row.integer(place, as: "gpu", in: 1...10_000) - 1 }
    if let place = index("apart") { demand.apart = try row.name(place, as: "apart") }
    if let place = index("replicas") { demand.replicas = try row.integer(place, as: "replicas", in: 1...1000) }
    return demand
  }
}
