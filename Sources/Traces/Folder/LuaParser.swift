import Core
import System

/// Reads the subset of Lua that `LuaTable` names, by recursive descent.
struct LuaParser {
  private let bytes: [UInt8]
  private let file: String
  private var position = 0
  private var depth = 0
  /// The nesting limit of tables; deeper ones are refused to protect the stack.
  private static let deepest = 32

  init(_ bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
  }

  mutating func chunk() throws(Fault) -> LuaTable {
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { position = 3 }
    try skipBlanks()
    guard word() == "return" else { throw expected("'return {'") }
    try skipBlanks()
    guard next == UInt8(ascii: "{") else { throw expected("'{'") }
    let table = try value()
    try skipBlanks()
    if next == UInt8(ascii: ";") {
      position += 1
      try skipBlanks()
    }
    guard next == nil else { throw expected("the end of the file") }
    return table
  }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func value() throws(Fault) -> LuaTable {
    switch next {
    case UInt8(ascii: "{"): return try table()
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return .text(try string())
    case .some(let byte) where byte == UInt8(ascii: "-") || byte &- 48 <= 9: return try number()
    default:
      let start = position
      switch word() {
      case "true": return .flag(true)
      case "false": return .flag(false)
      default:
        position = start
        throw expected("a string, a number, true, false or a table")
      }
    }
  }

  private mutating func table() throws(Fault) -> LuaTable {
    guard depth < Self.deepest else { throw Messages.luaTooDeep(Self.deepest, place(position)) }
    depth += 1
    defer { depth -= 1 }
    position += 1
    var entries: [LuaTable.Entry] = []
    var names: Set<String> = []
    var bareCount = 0
    while true {
      try skipBlanks()
      if next == UInt8(ascii: "}") { break }
      let start = position
      var name = try key()
      if name == nil {
        bareCount += 1
        name = String(bareCount)
      }
      guard let name, names.insert(name).inserted else { throw Messages.luaRepeated(name ?? "", place(start)) }
      entries.append(LuaTable.Entry(name, try value()))
      try skipBlanks()
      if next == UInt8(ascii: ",") || next == UInt8(ascii: ";") {
        position += 1
      } else if next != UInt8(ascii: "}") {
        throw expected("',' or '}'")
      }
    }
    position += 1
    return .table(entries)
  }

  /// `name =` or `["name"] =`; nil before a bare value.
  private mutating func key() throws(Fault) -> String? {
    let start = position
    var name: String
    if next == UInt8(ascii: "[") {
      position += 1
      try skipBlanks()
      guard next == UInt8(ascii: "\"") || next == UInt8(ascii: "'") else { throw expected("a name in quotes") }
      name = try string()
      try skipBlanks()
      guard next == UInt8(ascii: "]") else { throw expected("']'") }
      position += 1
      try skipBlanks()
      guard next == UInt8(ascii: "=") else { throw expected("'='") }
    } else {
      name = word()
      try skipBlanks()
      guard !name.isEmpty, next == UInt8(ascii: "=") else {
        position = start
        return nil
      }
    }
    position += 1
    try skipBlanks()
    return name
  }

  /// Letters, digits and underscores, not starting with a digit; empty if there are none.
  private mutating func word() -> String {
    let start = position
    while let byte = next, isLetter(byte) || position > start && byte &- 48 <= 9 { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "_") }

  private mutating func number() throws(Fault) -> LuaTable {
    let start = position
    while let byte = next, isLetter(byte) || byte &- 48 <= 9 || [0x2b, 0x2d, 0x2e].contains(byte) { position += 1 }
    let text = bytes[start..<position]
    guard text.withUnsafeBufferPointer({ strictNumber($0) }) != nil else {
      throw Messages.luaNumber(String(raw: text), place(start))
    }
    return .number(String(decoding: text, as: UTF8.self))
  }

  private mutating func string() throws(Fault) -> String {
    let start = position
    let quote = bytes[position]
    position += 1
    var text: [UInt8] = []
    while let byte = next, byte != quote {
      position += 1
      switch byte {
      case UInt8(ascii: "\n"): throw Messages.luaOpenString(place(start))
      case UInt8(ascii: "\\"): text.append(try escape())
      default: text.append(byte)
      }
    }
    guard next == quote else { throw Messages.luaOpenString(place(start)) }
    position += 1
    guard let text = String(validating: text, as: UTF8.self) else { throw Messages.luaNotUTF8(place(start)) }
    return text
  }

  /// The byte that an escape sequence stands for.
  private mutating func escape() throws(Fault) -> UInt8 {
    let start = position - 1
    guard let byte = next else { throw Messages.luaOpenString(place(start)) }
    position += 1
    switch byte {
    case UInt8(ascii: "n"): return 0x0a
    case UInt8(ascii: "r"): return 0x0d
    case UInt8(ascii: "t"): return 0x09
    case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\n"): return byte
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      var code = Int(byte) - 48
      for _ in 0..<2 {
        guard let digit = next, digit &- 48 <= 9 else { break }
        code = code * 10 + Int(digit) - 48
        position += 1
      }
      guard code < 256 else { throw Messages.luaEscape(place(start)) }
      return UInt8(code)
    default: throw Messages.luaEscape(place(start))
    }
  }

  /// Skips blanks, `-- comments` and `--[[ comments ]]`.
  private mutating func skipBlanks() throws(Fault) {
    while let byte = next {
      if [0x20, 0x09, 0x0a, 0x0d].contains(byte) {
        position += 1
      } else if bytes[position...].starts(with: "--[[".utf8) {
        let start = position
        position += 4
        while !bytes[position...].starts(with: "]]".utf8) {
          guard position < bytes.count else { throw Messages.luaOpenComment(place(start)) }
          position += 1
        }
        position += 2
      } else if bytes[position...].starts(with: "--".utf8) {
        while let byte = next, byte != 0x0a { position += 1 }
      } else {
        return
      }
    }
  }

  private func expected(_ what: String) -> Fault {
    let rest = bytes[position...].prefix { $0 != 0x0a }.prefix(20)
    return Messages.luaExpected(what, String(raw: rest), place(position))
  }

  private func place(_ position: Int) -> Fault.Place {
    let before = bytes[..<position]
    let lineStart = before.lastIndex(of: 0x0a).map { $0 + 1 } ?? 0
    let line = before.reduce(1) { $1 == 0x0a ? $0 + 1 : $0 }
    return Fault.Place(file: file, line: line, column: position - lineStart + 1)
  }
}
