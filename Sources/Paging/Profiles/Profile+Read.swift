import Core

extension Profile {
  static let page = "docs/reference/profile-format.md"
  /// The names of a profile's fields, in the order that we write.
  static let fields = [
    "profile", "model", "engine", "gpu", "basis", "sources", "notes", "parameters_per_rank", "item_bytes",
    "link_bytes_per_second", "paths",
  ]
  static let pathFields = ["path", "base_ms", "ms_per_rank", "ms_per_mb", "points"]
  static let pointFields = ["size", "ms", "low_ms", "high_ms", "events"]

  /// Reads the profile that a file holds: a table, or the old form of lines.
  public init(file path: String) throws(Fault) { try self.init(bytes: try readWhole(path, limit: 1 << 20), file: path) }

  /// Reads a profile from its text; `file` names it in messages.
  public init(text: String, file: String) throws(Fault) { try self.init(bytes: Array(text.utf8), file: file) }

  private init(bytes: [UInt8], file: String) throws(Fault) {
    let table = try LuaValue(parsing: bytes, file: file, old: .profile)
    let fields = try Fields(table, "the profile", Self.fields, in: .init(file: file, page: Self.page))
    self.init(name: try fields.required("profile", .text))
    model = try fields.optional("model", .text)
    engine = try fields.optional("engine", .text)
    gpu = try fields.optional("gpu", .text)
    basis = try fields.word("basis", Basis.self) ?? .measured
    sources = try fields.optional("sources", .texts) ?? []
    notes = try fields.optional("notes", .texts) ?? []
    // Their product is below 2⁴⁶.
    parametersPerRank = try fields.optional("parameters_per_rank", .integer(1...(1 << 40)))
    itemBytes = try fields.optional("item_bytes", .integer(1...64))
    linkBytesPerSecond = try fields.optional(
      "link_bytes_per_second", .number(1...Bounds.bandwidth.upperBound * 1e9))
    for fields in try fields.records("paths", Self.pathFields) {
      let path = try Path(fields)
      if self.path(path.route) != nil { throw Messages.repeatedPath(path.route, fields.place(of: "path")) }
      paths.append(path)
    }
    if paths.isEmpty { throw fields.missing("paths", "a list of at least one path") }
  }
}

extension Profile.Path {
  fileprivate init(_ fields: Fields) throws(Fault) {
    guard let route = try fields.word("path", Profile.Route.self) else {
      throw fields.missing("path", FieldKind<Profile.Route>.word.expected)
    }
    let base = try fields.required("base_ms", .number(-Bounds.millis.upperBound...Bounds.millis.upperBound))
    let byRank = try fields.optional("ms_per_rank", .number(Bounds.millis))
    let byMegabyte = try fields.optional("ms_per_mb", .number(Bounds.millis))
    if byRank != nil, byMegabyte != nil { throw Messages.twoMeasures(fields.place(of: "ms_per_mb")) }
    guard let slope = byRank ?? byMegabyte else {
      throw fields.missing("ms_per_rank", "or ms_per_mb, " + FieldKind<Double>.number(Bounds.millis).expected)
    }
    self.init(route: route, measure: byRank == nil ? .megabytes : .rank, baseMillis: base, slopeMillis: slope)
    for point in try fields.records("points", Profile.pointFields) { points.append(try Profile.Point(point)) }
  }
}

extension Profile.Point {
  fileprivate init(_ fields: Fields) throws(Fault) {
    let millis = FieldKind<Double>.number(Bounds.millis)
    let size = try fields.required("size", .number(Double.leastNonzeroMagnitude...Bounds.millis.upperBound))
    let only = try fields.optional("ms", millis)
    let low = try fields.optional("low_ms", millis)
    let high = try fields.optional("high_ms", millis)
    events = try fields.optional("events", .integer(1...1_000_000_000)) ?? 0
    self.size = size
    switch (only, low, high) {
    case (let only?, nil, nil): (lowMillis, highMillis) = (only, only)
    case (nil, let low?, let high?) where low <= high: (lowMillis, highMillis) = (low, high)
    default: throw Messages.badPoint(fields.place)
    }
  }
}
