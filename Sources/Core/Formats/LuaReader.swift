import System

extension LuaValue {
  /// What a file may hold at most.
  public struct Limits: Sendable {
    /// Bytes of the text.
    public var bytes: Int
    /// Values, tables and all that is in them: what is kept takes some 100 bytes for each.
    public var values: Int

    public init(bytes: Int = 1 << 20, values: Int = 1 << 18) {
      self.bytes = bytes
      self.values = values
    }
  }

  /// Tables may nest this deep; deeper ones are refused before they fill the stack.
  public static let depthLimit = 128

  /// Reads `return { … }`, comments around it, without running anything.
  ///
  /// Strict: no name twice in a table, valid UTF-8, no number beyond a double.
  ///
  /// - Parameter file: the file's name, for messages.
  /// - Throws: a fault with file:line:column; columns count bytes from 1.
  /// - Complexity: O(bytes).
  public init(parsing bytes: [UInt8], file: String, limits: Limits = Limits()) throws(Fault) {
    guard bytes.count <= limits.bytes else { throw Messages.fileTooLong(file, limits.bytes) }
    let result = bytes.withUnsafeBufferPointer { buffer in
      Result { () throws(Fault) in
        var reader = LuaReader(buffer, file: file, values: limits.values)
        return try reader.chunk()
      }
    }
    self = try result.get()
  }
}

/// Recursive descent over bytes.
struct LuaReader {
  let bytes: UnsafeBufferPointer<UInt8>
  let file: String
  var at = 0
  /// Of the line at hand: its number from 1, and where it begins.
  private var line: Int32 = 1
  private var lineStart = 0
  private var depth = 0
  private var valuesLeft: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>, file: String, values: Int) {
    self.bytes = bytes
    self.file = file
    valuesLeft = values
  }

  mutating func chunk() throws(Fault) -> LuaValue {
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { at = 3 }
    try skipBlanks()
    let start = spot
    let text = rest
    guard word() == "return" else { throw Messages.luaExpected("'return {'", text, start.place(in: file)) }
    try skipBlanks()
    guard next == UInt8(ascii: "{") else { throw expected("'{'") }
    let table = try value()
    try skipBlanks()
    if take(UInt8(ascii: ";")) { try skipBlanks() }
    guard next == nil else { throw expected("the end of the file") }
    return table
  }

  // MARK: - Values

  private mutating func value() throws(Fault) -> LuaValue {
    let start = spot
    guard valuesLeft > 0 else { throw Messages.luaTooMany(place(start)) }
    valuesLeft -= 1
    switch next {
    case UInt8(ascii: "{"): return LuaValue(.table(try table()), at: start)
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return LuaValue(.text(try quotedString()), at: start)
    case UInt8(ascii: "[") where longBracket != nil: return LuaValue(.text(try longString()), at: start)
    case .some(let byte) where byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || isDigit(byte):
      return LuaValue(try number(), at: start)
    default:
      let text = rest
      switch word() {
      case "true": return LuaValue(.flag(true), at: start)
      case "false": return LuaValue(.flag(false), at: start)
      case "nil": return LuaValue(.nothing, at: start)
      default:
        throw Messages.luaExpected("a string, a number, true, false, nil or a table", text, place(start))
      }
    }
  }

  private mutating func table() throws(Fault) -> [LuaValue.Entry] {
    guard depth < LuaValue.depthLimit else { throw Messages.luaTooDeep(LuaValue.depthLimit, place(spot)) }
    depth += 1
    defer { depth -= 1 }
    at += 1
    var entries: [LuaValue.Entry] = []
    var names: Set<String> = []
    while true {
      try skipBlanks()
      if take(UInt8(ascii: "}")) { return entries }
      let start = spot
      let name = try key()
      if let name, !names.insert(name).inserted { throw Messages.luaRepeated(name, place(start)) }
      entries.append(LuaValue.Entry(name, try value(), at: start))
      try skipBlanks()
      guard take(UInt8(ascii: ",")) || take(UInt8(ascii: ";")) || next == UInt8(ascii: "}") else {
        throw expected("',' or '}'")
      }
    }
  }

  /// `name =` or `["name"] =`; nil before a bare value.
  private mutating func key() throws(Fault) -> String? {
    var name: String
    if next == UInt8(ascii: "["), longBracket == nil {
      at += 1
      try skipBlanks()
      if next == UInt8(ascii: "\"") || next == UInt8(ascii: "'") {
        name = try quotedString()
      } else if next == UInt8(ascii: "["), longBracket != nil {
        name = try longString()
      } else {
        throw expected("a name in quotes")
      }
      try skipBlanks()
      guard take(UInt8(ascii: "]")) else { throw expected("']'") }
      try skipBlanks()
      guard take(UInt8(ascii: "=")) else { throw expected("'='") }
    } else {
      let (start, startLine, startOfLine) = (at, line, lineStart)
      name = word()
      if !name.isEmpty { try skipBlanks() }
      guard !name.isEmpty, next == UInt8(ascii: "="), byte(after: 1) != UInt8(ascii: "=") else {
        (at, line, lineStart) = (start, startLine, startOfLine)
        return nil
      }
      at += 1
    }
    try skipBlanks()
    return name
  }

  /// Letters, digits and underscores, a digit not first; empty where there are none.
  private mutating func word() -> String {
    let start = at
    while let byte = next, isLetter(byte) || at > start && isDigit(byte) { at += 1 }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  // MARK: - Blanks

  /// Passes over blanks, `-- comments` and `--[[ comments ]]`.
  mutating func skipBlanks() throws(Fault) {
    while let byte = next {
      switch byte {
      case 0x0a: endLine()
      case 0x20, 0x09, 0x0b, 0x0c, 0x0d: at += 1
      case UInt8(ascii: "-") where self.byte(after: 1) == UInt8(ascii: "-"):
        let start = spot
        at += 2
        if let level = longBracket {
          guard skipLong(level) else { throw Messages.luaOpenComment(level, place(start)) }
        } else {
          while let byte = next, byte != 0x0a { at += 1 }
        }
      default: return
      }
    }
  }

  // MARK: - Bytes and places

  var next: UInt8? { at < bytes.count ? bytes[at] : nil }

  func byte(after count: Int) -> UInt8? { at + count < bytes.count ? bytes[at + count] : nil }

  mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    at += 1
    return true
  }

  /// Passes over a line feed.
  mutating func endLine() {
    at += 1
    line += 1
    lineStart = at
  }

  var spot: LuaValue.Spot { LuaValue.Spot(line: line, column: Int32(at - lineStart + 1)) }

  func place(_ spot: LuaValue.Spot) -> Fault.Place { spot.place(in: file) }

  /// The text at hand, as a message shows it.
  private var rest: String { String(raw: bytes[at...].prefix(20).prefix { $0 != 0x0a && $0 != 0x0d }) }

  private func expected(_ what: String) -> Fault { Messages.luaExpected(what, rest, place(spot)) }

  func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "_") }
  func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") <= 9 }
}
