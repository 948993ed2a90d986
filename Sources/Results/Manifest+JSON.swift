import Core
import System

extension Manifest {
  /// The file's text, with its check.
  public var text: String {
    var members: [JSONValue.Member] = [
      .init("type", .string("manifest")), .init("format", .integer(Self.format)), .init("build", build.json),
      .init("command", .string(command)), .init("settings_sha256", .string(settingsHash)),
      .init("shard", shard.map(\.json) ?? .null), .init("reference", .string(reference)), .init("grid", grid),
      .init("replicates", .integer(replicates)), .init("seed", Self.json(seed)),
      .init("cells", .integer(CellGrid(self).count)),
      .init("policies", .array(policies.map(\.json))), .init("traces", .array(traces.map(\.json))),
    ]
    members.append(.init("check", .string(Self.check(of: members))))
    return JSONValue.object(members).indentedText + "\n"
  }

  /// Reads the file's bytes. Another format is reported first, then an edited file.
  public init(parsing bytes: [UInt8], file: String) throws(Fault) {
    let place = Fault.Place(file: file)
    let value = try JSONValue(parsing: bytes, file: file)
    let fields = try StoreFields(value, at: place)
    guard value["type"] == .string("manifest") else {
      throw Messages.wrongField("'type'", value["type"]?.text ?? "missing", expected: "\"manifest\"", place)
    }
    guard value["format"]?.integer == Self.format else {
      throw Messages.otherFormat(
        value["format"]?.text ?? "unknown", place, version: value["build"]?["version"]?.string)
    }
    guard let members = value.members, members.last?.name == "check",
      members.last?.value == .string(Self.check(of: Array(members.dropLast())))
    else { throw Messages.editedManifest(place) }
    let shard = value["shard"] == .null ? nil : try fields.object("shard")
    self.init(
      build: try Build(try fields.object("build")), command: try fields.text("command"),
      settingsHash: try fields.text("settings_sha256"),
      shard: try shard.map { (fields) throws(Fault) in
        let count = try fields.integer("count", in: Bounds.shards)
        return Shard(index: try fields.integer("index", in: 1...count), count: count)
      },
      reference: try fields.text("reference"), grid: try fields.object("grid").value,
      replicates: try fields.integer("replicates", in: Bounds.replicates), seed: try Self.seed(fields),
      policies: try fields.objects("policies").map { (fields) throws(Fault) in try Policy(fields) },
      traces: try fields.objects("traces").map { (fields) throws(Fault) in try Trace(fields) })
    guard traces.allSatisfy({ trace in trace.entrants.allSatisfy { policies.indices.contains($0) } }),
      traces.allSatisfy({ Set($0.entrants).count == $0.entrants.count }), hasNamesApart
    else { throw Messages.editedManifest(place) }
    guard cellCount != nil else { throw Messages.tooManyCells(place) }
  }

  /// Whether cell ids are unique: no two policies, traces, or capacities of a trace have the same spelling.
  private var hasNamesApart: Bool {
    func areApart(_ names: [String]) -> Bool { Set(names).count == names.count }
    return areApart(policies.map(\.name)) && areApart(traces.map(\.name))
      && traces.allSatisfy { areApart($0.capacities.map(\.text)) }
  }

  package static func check(of members: [JSONValue.Member]) -> String {
    String(SHA256.hex(of: JSONValue.object(members).text).prefix(16))
  }

  /// Seeds have 64 bits without a sign; those that JSON readers may not keep exactly are written as texts.
  static func json(_ seed: UInt64) -> JSONValue {
    Int(exactly: seed).map { .integer($0) } ?? .string(String(seed))
  }

  private static func seed(_ fields: StoreFields) throws(Fault) -> UInt64 {
    if let seed = fields.value["seed"]?.string.flatMap({ UInt64($0) }) { return seed }
    return UInt64(max(0, try fields.integer("seed")))
  }
}

extension Manifest.Build {
  var json: JSONValue {
    .object([
      .init("version", .string(version)), .init("commit", commit.map { .string($0) } ?? .null),
      .init("dirty", isDirty.map { .flag($0) } ?? .null), .init("swift", .string(swift)),
      .init("lua", .string(lua)),
    ])
  }

  init(_ fields: StoreFields) throws(Fault) {
    self.init(
      version: try fields.text("version"), commit: try fields.optionalText("commit"),
      isDirty: try fields.optionalFlag("dirty"), swift: try fields.text("swift"), lua: try fields.text("lua"))
  }
}

extension Manifest.Shard {
  var json: JSONValue { .object([.init("index", .integer(index)), .init("count", .integer(count))]) }
}

extension Manifest.Policy {
  var json: JSONValue {
    .object([
      .init("name", .string(name)), .init("bound", .flag(isBound)), .init("parts", .array(parts.map(\.json))),
    ])
  }

  init(_ fields: StoreFields) throws(Fault) {
    self.init(
      name: try fields.text("name"), isBound: try fields.flag("bound"),
      parts: try fields.objects("parts").map { (fields) throws(Fault) in try Manifest.Part(fields) })
  }
}

extension Manifest.Part {
  var json: JSONValue {
    .object([
      .init("name", .string(name)), .init("title", .string(title)), .init("kind", .string(kind)),
      .init("parameters", Manifest.object(of: parameters)), .init("sources", .array(sources.map { .string($0) })),
      .init("file", file.map { .string($0) } ?? .null), .init("sha256", sha256.map { .string($0) } ?? .null),
    ])
  }

  init(_ fields: StoreFields) throws(Fault) {
    self.init(
      name: try fields.text("name"), title: try fields.text("title"), kind: try fields.text("kind"),
      parameters: try Manifest.texts(of: try fields.object("parameters")), sources: try fields.texts("sources"),
      file: try fields.optionalText("file"), sha256: try fields.optionalText("sha256"))
  }
}

extension Manifest.Capacity {
  var json: JSONValue {
    .object([
      .init("amount", .integer(amount)), .init("unit", .string(unit)),
      .init("page_bytes", pageBytes.map { .integer($0) } ?? .null), .init("text", .string(text)),
      .init("share", .number(share)),
    ])
  }

  init(_ fields: StoreFields) throws(Fault) {
    self.init(
      amount: try fields.integer("amount", in: Bounds.total), unit: try fields.text("unit"),
      pageBytes: try fields.optionalInteger("page_bytes", in: 1...Bounds.bytes.upperBound),
      text: try fields.text("text"),
      share: try fields.number("share"))
  }
}

extension Manifest.Trace {
  var json: JSONValue {
    .object([
      .init("name", .string(name)), .init("kind", .string(kind.rawValue)), .init("source", .string(source)),
      .init("sha256", .string(sha256)), .init("facts", Manifest.object(of: facts)),
      .init("requests", .integer(requests)), .init("dimension", .integer(dimension)),
      .init("adapters", .array(adapters.map { .string($0) })), .init("capacities", .array(capacities.map(\.json))),
      .init("has_rewards", .flag(hasRewards)), .init("means", .flag(usesMeans)),
      .init("names_adapters", .flag(namesAdapters)), .init("entrants", .array(entrants.map { .integer($0) })),
      .init("checkpoints", .array(checkpoints.map { .integer($0) })),
    ])
  }

  init(_ fields: StoreFields) throws(Fault) {
    let kind = try fields.text("kind")
    guard let known = Kind(rawValue: kind) else {
      throw Messages.wrongField("'kind'", "'\(kind)'", expected: "'scenario' or 'file'", fields.place)
    }
    let requests = try fields.integer("requests", in: Bounds.requests)
    let checkpoints = try fields.integers("checkpoints", in: 1...requests)
    guard zip(checkpoints, checkpoints.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw Messages.wrongField("'checkpoints'", "a list that falls", expected: "rising requests", fields.place)
    }
    self.init(
      name: try fields.text("name"), kind: known, source: try fields.text("source"),
      sha256: try fields.text("sha256"), facts: try Manifest.texts(of: try fields.object("facts")),
      requests: requests, dimension: try fields.integer("dimension"),
      adapters: try fields.texts("adapters"),
      capacities: try fields.objects("capacities").map { (fields) throws(Fault) in try Manifest.Capacity(fields) },
      hasRewards: try fields.flag("has_rewards"), usesMeans: try fields.flag("means"),
      namesAdapters: try fields.flag("names_adapters"), entrants: try fields.integers("entrants"),
      checkpoints: checkpoints)
  }
}

extension Manifest {
  static func object(of texts: [(name: String, value: String)]) -> JSONValue {
    .object(texts.map { .init($0.name, .string($0.value)) })
  }

  static func texts(of fields: StoreFields) throws(Fault) -> [(name: String, value: String)] {
    var all: [(name: String, value: String)] = []
    for member in fields.value.members ?? [] { all.append((member.name, try fields.text(member.name))) }
    return all
  }
}
