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
    guard table.members != nil else { throw Messages.gridIsNoTable(path) }
    let fields = try Fields(
      LuaValue(json: table), "a tournament", Self.fields,
      in: .init(file: path, page: "docs/reference/tournament-store.md"))
    let named = (scenarios: try fields.optional("scenarios", .texts), traces: try fields.optional("traces", .texts))
    policies = try fields.optional("policies", .texts) ?? policies
    settings = try fields.optional("set", .texts) ?? settings
    // A table that names traces alone does not ask for the standard scenario too.
    scenarios = named.scenarios ?? (named.traces == nil ? scenarios : [])
    traces = named.traces ?? traces
    capacities = try fields.optional("capacities", .capacities) ?? capacities
    replicates = try fields.optional("replicates", .integer(Bounds.replicates)) ?? replicates
    reference = try fields.optional("reference", .text)
    hasBounds = try fields.optional("bounds", .flag) ?? hasBounds
    isStrict = try fields.optional("strict", .flag) ?? isStrict
    conditions.requests = try fields.optional("requests", .integer(Bounds.requests))
    conditions.seed = try fields.optional("seed", .seed) ?? conditions.seed
    conditions.shuffle = try fields.optional("shuffle", .flag) ?? conditions.shuffle
    conditions.profile = try fields.optional("profile", .text)
    conditions.price = try fields.optional("price", .number(Bounds.price)) ?? conditions.price
    conditions.host = try fields.optional("host", .text)
    conditions.whenFull = try fields.word("when_full") ?? conditions.whenFull
    conditions.loading = try fields.word("loading") ?? conditions.loading
    conditions.bandwidth = try fields.optional("bandwidth", .number(Bounds.bandwidth)) ?? conditions.bandwidth
    conditions.firstReads = try fields.word("first_reads") ?? conditions.firstReads
    conditions.jitter = try fields.optional("jitter", .number(Bounds.jitter)) ?? conditions.jitter
    conditions.tokenTime = try fields.optional("token_time", .number(Bounds.millis)) ?? conditions.tokenTime
    conditions.startEmpty = try fields.optional("start_empty", .flag) ?? conditions.startEmpty
  }
}

extension FieldKind where Value == [String] {
  /// Capacities: texts, or numbers as they are written, one or a list.
  fileprivate static var capacities: FieldKind {
    FieldKind("a capacity, or a list of them") { value in
      func one(_ value: LuaValue) -> String? {
        if case .number(_, let text) = value.content { text } else { value.text }
      }
      guard let entries = value.entries else { return one(value).map { [$0] } }
      let capacities = entries.compactMap { $0.name == nil ? one($0.value) : nil }
      return capacities.count == entries.count ? capacities : nil
    }
  }
}

extension FieldKind where Value == UInt64 {
  /// A seed: a whole number, or its text where a double would not keep it.
  fileprivate static var seed: FieldKind {
    FieldKind("a whole number, 0 or more") { value in
      value.integer.flatMap { UInt64(exactly: $0) } ?? value.text.flatMap { UInt64($0) }
    }
  }
}
