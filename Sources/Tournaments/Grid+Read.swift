import Core
import Paging

extension Grid {
  /// Fields of `tournament.lua`, in the order of the manifest.
  public static let fields = Grid.standard.json.members!.map(\.name) + ["set"]

  /// A table's fields, with defaults for those that are not there.
  ///
  /// - Parameter path: the file; faults name it.
  /// - Throws: a fault for a field that is none, with the nearest there is, or a value out of its range.
  public init(_ table: JSONValue, path: String) throws(Fault) {
    self = .standard
    let reader = GridReader(table: table, path: path)
    try reader.checkNames()
    let named = (scenarios: try reader.texts("scenarios"), traces: try reader.texts("traces"))
    policies = try reader.texts("policies") ?? policies
    // Whoever names traces alone does not mean the standard scenario too.
    settings = try reader.texts("set") ?? settings
    scenarios = named.scenarios ?? (named.traces == nil ? scenarios : [])
    traces = named.traces ?? traces
    capacities = try reader.texts("capacities") ?? capacities
    replicates = try reader.integer("replicates", in: Bounds.replicates) ?? replicates
    reference = try reader.text("reference")
    hasBounds = try reader.flag("bounds") ?? hasBounds
    isStrict = try reader.flag("strict") ?? isStrict
    conditions.requests = try reader.integer("requests", in: Bounds.requests)
    conditions.seed = try reader.seed() ?? conditions.seed
    conditions.shuffle = try reader.flag("shuffle") ?? conditions.shuffle
    conditions.profile = try reader.text("profile")
    conditions.price = try reader.number("price", in: Bounds.price) ?? conditions.price
    conditions.host = try reader.text("host")
    conditions.whenFull = try reader.choice("when_full") ?? conditions.whenFull
    conditions.loading = try reader.choice("loading") ?? conditions.loading
    conditions.bandwidth = try reader.number("bandwidth", in: Bounds.bandwidth) ?? conditions.bandwidth
    conditions.firstReads = try reader.choice("first_reads") ?? conditions.firstReads
    conditions.jitter = try reader.number("jitter", in: Bounds.jitter) ?? conditions.jitter
    conditions.tokenTime = try reader.number("token_time", in: Bounds.millis) ?? conditions.tokenTime
    conditions.startEmpty = try reader.flag("start_empty") ?? conditions.startEmpty
  }
}

/// Reads the fields of a grid's table; a field that is not there, or null, is nil.
private struct GridReader {
  let table: JSONValue
  let path: String

  func checkNames() throws(Fault) {
    guard let members = table.members else { throw Messages.gridIsNoTable(path) }
    if let stranger = members.map(\.name).sorted().first(where: { !Grid.fields.contains($0) }) {
      throw Messages.unknownGridField(stranger, path)
    }
  }

  func text(_ name: String) throws(Fault) -> String? {
    guard let value = value(name) else { return nil }
    return try text(value, name)
  }

  func texts(_ name: String) throws(Fault) -> [String]? {
    guard let value = value(name) else { return nil }
    switch value {
    case .array(let items):
      var texts: [String] = []
      for item in items { texts.append(try text(item, name)) }
      return texts
    // An empty table of Lua is no list yet.
    case .object(let members) where members.isEmpty: return []
    default: return [try text(value, name)]
    }
  }

  func integer(_ name: String, in range: ClosedRange<Int>) throws(Fault) -> Int? {
    guard let value = value(name) else { return nil }
    guard let whole = value.integer, range.contains(whole) else {
      throw Messages.wrongGridField(
        name, value, "a whole number, \(range.lowerBound) to \(range.upperBound)", path)
    }
    return whole
  }

  func seed() throws(Fault) -> UInt64? {
    guard let value = value("seed") else { return nil }
    if let seed = value.integer.flatMap({ UInt64(exactly: $0) }) ?? value.string.flatMap({ UInt64($0) }) {
      return seed
    }
    throw Messages.wrongGridField("seed", value, "a whole number, 0 or more", path)
  }

  func number(_ name: String, in range: ClosedRange<Double>) throws(Fault) -> Double? {
    guard let value = value(name) else { return nil }
    guard let number = value.number, range.contains(number) else {
      throw Messages.wrongGridField(
        name, value, "a number, \(shortest(range.lowerBound)) to \(shortest(range.upperBound))", path)
    }
    return number
  }

  func flag(_ name: String) throws(Fault) -> Bool? {
    guard let value = value(name) else { return nil }
    guard case .flag(let flag) = value else {
      throw Messages.wrongGridField(name, value, "true or false", path)
    }
    return flag
  }

  func choice<Choice: RawRepresentable & CaseIterable>(
    _ name: String
  ) throws(Fault) -> Choice? where Choice.RawValue == String {
    guard let value = value(name) else { return nil }
    guard let choice = value.string.flatMap({ Choice(rawValue: $0) }) else {
      let words = Choice.allCases.map { "'\($0.rawValue)'" }.joined(separator: " or ")
      throw Messages.wrongGridField(name, value, words, path)
    }
    return choice
  }

  private func value(_ name: String) -> JSONValue? {
    table[name].flatMap { $0 == .null ? nil : $0 }
  }

  /// Numbers are texts too: capacities.
  private func text(_ value: JSONValue, _ name: String) throws(Fault) -> String {
    switch value {
    case .string(let text): return text
    case .integer,
      .number where name == "capacities":
      return value.text
    default: throw Messages.wrongGridField(name, value, "a text, or a list of texts", path)
    }
  }
}
