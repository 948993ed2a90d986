/// The fields of one table of a file, each read by its name: what a table may hold is said once, and every fault has the place, the
/// value, what was expected and a remedy.
public struct Fields: Sendable {
  /// The file that the table is in, for messages.
  public struct Source: Sendable {
    public var file: String
    /// The page that has the form.
    public var page: String

    public init(file: String, page: String) {
      self.file = file
      self.page = page
    }
  }

  /// What messages call the table: "the profile", "kv[3]".
  public let name: String
  public let source: Source
  /// The names that it may have, in the order that messages list them.
  public let known: [String]
  private let table: LuaValue
  private let values: [String: LuaValue]

  /// - Throws: for what is no table, a name that is not known, with the nearest that is, and a value without a name.
  public init(_ value: LuaValue, _ name: String, _ known: [String], in source: Source) throws(Fault) {
    (table, self.name, self.known, self.source) = (value, name, known, source)
    guard let entries = value.entries else {
      throw Messages.noTable(name, value, known, value.spot.place(in: source.file))
    }
    var values: [String: LuaValue] = [:]
    for entry in entries {
      let place = entry.spot.place(in: source.file)
      guard let field = entry.name else { throw Messages.bareValue(name, entry.value, known, place) }
      guard known.contains(field) else { throw Messages.unknownField(field, name, known, place) }
      // `nil` says that the field is not there.
      if entry.value.content != .nothing { values[field] = entry.value }
    }
    self.values = values
  }

  /// Where the table stands.
  public var place: Fault.Place { table.spot.place(in: source.file) }

  /// Where a field's value stands; the table's place for one that is not there.
  public func place(of field: String) -> Fault.Place { values[field]?.spot.place(in: source.file) ?? place }

  public func has(_ field: String) -> Bool { values[field] != nil }

  /// The field's value; nil where it is not there.
  public func optional<Value>(_ field: String, _ kind: FieldKind<Value>) throws(Fault) -> Value? {
    guard let value = values[field] else { return nil }
    guard let read = kind.read(value) else { throw wrong(field, value, kind.expected) }
    return read
  }

  /// The field's value; a fault where it is not there.
  public func required<Value>(_ field: String, _ kind: FieldKind<Value>) throws(Fault) -> Value {
    guard let value = try optional(field, kind) else { throw missing(field, kind.expected) }
    return value
  }

  /// The field's word; nil where it is not there. The fault for another word suggests the nearest.
  public func word<Word: RawRepresentable & CaseIterable & Sendable>(
    _ field: String, _ type: Word.Type = Word.self
  ) throws(Fault) -> Word? where Word.RawValue == String {
    guard let value = values[field] else { return nil }
    let kind = FieldKind<Word>.word
    if let word = kind.read(value) { return word }
    let nearest = value.text.flatMap { nearestName(to: $0, among: Word.allCases.map(\.rawValue)) }
    throw Messages.wrongField(field, value, kind.expected, nearest: nearest, source.page, place(of: field))
  }

  /// The fields of an inner table; nil where it is not there.
  public func record(_ field: String, _ known: [String]) throws(Fault) -> Fields? {
    guard let value = values[field] else { return nil }
    return try Fields(value, "'\(field)'", known, in: source)
  }

  /// The fields of an inner table; a fault where it is not there.
  public func requiredRecord(_ field: String, _ known: [String]) throws(Fault) -> Fields {
    guard let record = try record(field, known) else { throw missing(field, Messages.tableOf(known)) }
    return record
  }

  /// The fields of each table of a list; none where it is not there.
  public func records(_ field: String, _ known: [String]) throws(Fault) -> [Fields] {
    var records: [Fields] = []
    for item in try items(field, "a list of tables { \(Messages.tableOf(known)) }") {
      records.append(try Fields(item, "'\(field)', item \(records.count + 1)", known, in: source))
    }
    return records
  }

  /// The values of a list; none where it is not there.
  public func items(_ field: String, _ expected: String) throws(Fault) -> [LuaValue] {
    guard let value = values[field] else { return [] }
    guard let entries = value.entries else { throw wrong(field, value, expected) }
    if let named = entries.first(where: { $0.name != nil }) {
      throw Messages.namedItem(named.name ?? "", field, expected, named.spot.place(in: source.file))
    }
    return entries.map(\.value)
  }

  /// That a field is not there.
  public func missing(_ field: String, _ expected: String) -> Fault {
    Messages.missingField(field, name, expected, place)
  }

  /// That a value is not what its field must be.
  public func wrong(_ field: String, _ value: LuaValue, _ expected: String) -> Fault {
    Messages.wrongField(field, value, expected, nearest: nil, source.page, value.spot.place(in: source.file))
  }
}
