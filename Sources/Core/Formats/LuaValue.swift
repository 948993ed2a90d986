/// A value as a Lua file writes it, and where it stands: what profiles, surrogates and traces are made of.
///
/// Such a file is read, not run. It is `return { … }` with comments; values are strings in all of Lua's forms, numbers, `true`,
/// `false`, `nil` and tables of `name = value`, `["name"] = value` and bare values.
public struct LuaValue: Sendable {
  /// What it is.
  public indirect enum Content: Sendable, Equatable {
    /// `nil`: as if the field were not there.
    case nothing
    case flag(Bool)
    /// A finite number, and how it is written.
    case number(Double, spelled: String)
    case text(String)
    /// In the order of the file.
    case table([Entry])
  }

  /// What stands in a table.
  public struct Entry: Sendable, Equatable {
    /// nil for a bare value.
    public var name: String?
    public var value: LuaValue
    /// Where the name stands, or the bare value.
    public var spot: Spot
    /// Lines of comment to write above it; an empty one is an empty line. Reading keeps none.
    public var comments: [String] = []

    public init(_ name: String?, _ value: LuaValue, at spot: Spot = .none, comments: [String] = []) {
      self.name = name
      self.value = value
      self.spot = spot
      self.comments = comments
    }

    /// Compares what is said, not where.
    public static func == (a: Entry, b: Entry) -> Bool { a.name == b.name && a.value == b.value }
  }

  /// A line and a column in bytes, both counted from 1; 0 for what stands in no file.
  public struct Spot: Sendable, Equatable {
    public var line: Int32
    public var column: Int32

    public static let none = Spot(line: 0, column: 0)

    /// The place in a file.
    public func place(in file: String) -> Fault.Place {
      line == 0 ? Fault.Place(file: file) : Fault.Place(file: file, line: Int(line), column: Int(column))
    }
  }

  public var content: Content
  public var spot: Spot

  public init(_ content: Content, at spot: Spot = .none) {
    self.content = content
    self.spot = spot
  }
}

extension LuaValue: ExpressibleByDictionaryLiteral {
  /// A table of fields, in the order that they are given.
  public init(dictionaryLiteral fields: (String, LuaValue)...) {
    self.init(.table(fields.map { Entry($0, $1) }))
  }
}

extension LuaValue: Equatable {
  /// Compares what is said, not where.
  public static func == (a: LuaValue, b: LuaValue) -> Bool { a.content == b.content }
}

extension LuaValue {
  public init(_ text: String) { self.init(.text(text)) }
  public init(_ flag: Bool) { self.init(.flag(flag)) }
  public init(_ integer: Int) { self.init(.number(Double(integer), spelled: String(integer))) }
  /// A finite number, in the shortest form that reads back to the same bits.
  public init(_ number: Double) { self.init(.number(number, spelled: shortest(number))) }
  public init(_ texts: [String]) { self.init(list: texts.map { LuaValue($0) }) }
  public init(table: [Entry]) { self.init(.table(table)) }
  /// A list of values.
  public init(list: [LuaValue]) { self.init(table: list.map { Entry(nil, $0) }) }

  /// The number, or nil.
  public var number: Double? { if case .number(let value, _) = content { value } else { nil } }

  /// The whole number that it is, exactly; nil for others, and beyond 64 bits. 8.0 is one too.
  public var integer: Int? {
    guard case .number(let value, var text) = content else { return nil }
    return text.withUTF8 { strictInteger($0) } ?? Int(exactly: value)
  }

  public var text: String? { if case .text(let value) = content { value } else { nil } }
  public var entries: [Entry]? { if case .table(let entries) = content { entries } else { nil } }

  /// As a message shows it: `'text'`, a number as it is written, `a table`.
  public var described: String {
    switch content {
    case .nothing: "nil"
    case .flag(let flag): String(flag)
    case .number(_, let text): String(excerpt(text).dropFirst().dropLast())
    case .text(let text): text.isEmpty ? "empty" : excerpt(text)
    case .table(let entries): entries.isEmpty ? "an empty table" : "a table"
    }
  }

  /// The leaves in order, names of inner tables joined by dots: `units.time`; a bare value's name is its place, counted from 1.
  /// Numbers as they are written; `nil` is left out.
  public var leaves: [(name: String, value: String)] {
    switch content {
    case .nothing: return []
    case .text(let text): return [("", text)]
    case .number(_, let text): return [("", text)]
    case .flag(let flag): return [("", String(flag))]
    case .table(let entries):
      var bare = 0
      return entries.flatMap { entry in
        if entry.name == nil { bare += 1 }
        let name = entry.name ?? String(bare)
        return entry.value.leaves.map { ($0.name.isEmpty ? name : name + "." + $0.name, $0.value) }
      }
    }
  }
}
