extension LuaReader {
  /// A string in single or double quotes.
  mutating func quotedString() throws(Fault) -> String {
    let start = spot
    let quote = bytes[at]
    at += 1
    var text: [UInt8] = []
    while let byte = next, byte != quote {
      switch byte {
      case 0x0a, 0x0d: throw Messages.luaOpenString(place(start))
      case UInt8(ascii: "\\"): try escape(into: &text, of: start)
      default:
        text.append(byte)
        at += 1
      }
    }
    guard take(quote) else { throw Messages.luaOpenString(place(start)) }
    return try utf8(text, start)
  }

  /// What a backslash and the bytes after it stand for.
  private mutating func escape(into text: inout [UInt8], of string: LuaValue.Spot) throws(Fault) {
    let start = spot
    at += 1
    guard let byte = next else { throw Messages.luaOpenString(place(string)) }
    if byte == 0x0a || byte == 0x0d {
      text.append(0x0a)
      skipLineEnd()
      return
    }
    at += 1
    switch byte {
    case UInt8(ascii: "a"): text.append(0x07)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0c)
    case UInt8(ascii: "n"): text.append(0x0a)
    case UInt8(ascii: "r"): text.append(0x0d)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "v"): text.append(0x0b)
    case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "'"): text.append(byte)
    case UInt8(ascii: "z"):
      while let blank = next, blank == 0x20 || (0x09...0x0d).contains(blank) {
        if blank == 0x0a { endLine() } else { at += 1 }
      }
    case UInt8(ascii: "x"):
      guard let code = hexDigits(atMost: 2, atLeast: 2) else { throw Messages.luaEscape(place(start)) }
      text.append(UInt8(code))
    case UInt8(ascii: "u"):
      guard take(UInt8(ascii: "{")), let code = hexDigits(atMost: 8, atLeast: 1), take(UInt8(ascii: "}")),
        let scalar = Unicode.Scalar(code)
      else { throw Messages.luaEscape(place(start)) }
      text.append(contentsOf: UTF8.encode(scalar)!)
    case _ where isDigit(byte):
      var code = Int(byte) - 48
      for _ in 0..<2 {
        guard let digit = next, isDigit(digit) else { break }
        code = code * 10 + Int(digit) - 48
        at += 1
      }
      guard code < 256 else { throw Messages.luaEscape(place(start)) }
      text.append(UInt8(code))
    default: throw Messages.luaEscape(place(start))
    }
  }

  private mutating func hexDigits(atMost most: Int, atLeast least: Int) -> UInt32? {
    var code: UInt32 = 0
    var count = 0
    while count < most, let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue {
      code = code << 4 | UInt32(digit)
      count += 1
      at += 1
    }
    return count >= least ? code : nil
  }

  // MARK: - Long brackets

  /// The equals signs of the long bracket that opens here, `[[` or `[==[`; nil where none does.
  var longBracket: Int? {
    guard next == UInt8(ascii: "[") else { return nil }
    var level = 0
    while byte(after: 1 + level) == UInt8(ascii: "=") { level += 1 }
    return byte(after: 1 + level) == UInt8(ascii: "[") ? level : nil
  }

  /// Passes over what a long bracket holds, and over its end; false where it has none.
  mutating func skipLong(_ level: Int) -> Bool { longText(level) { _ in } }

  /// `[[ text ]]`; a line end at its front does not count, and each of the others is a line feed.
  mutating func longString() throws(Fault) -> String {
    let start = spot
    let level = longBracket ?? 0
    var text: [UInt8] = []
    guard longText(level, { text.append($0) }) else { throw Messages.luaOpenLong(level, place(start)) }
    return try utf8(text, start)
  }

  private mutating func longText(_ level: Int, _ keep: (UInt8) -> Void) -> Bool {
    at += level + 2
    if next == 0x0a || next == 0x0d { skipLineEnd() }
    while let byte = next {
      if byte == UInt8(ascii: "]"), closesLong(level) {
        at += level + 2
        return true
      }
      if byte == 0x0a || byte == 0x0d {
        skipLineEnd()
        keep(0x0a)
      } else {
        keep(byte)
        at += 1
      }
    }
    return false
  }

  private func closesLong(_ level: Int) -> Bool {
    guard byte(after: level + 1) == UInt8(ascii: "]") else { return false }
    return (0..<level).allSatisfy { byte(after: 1 + $0) == UInt8(ascii: "=") }
  }

  /// Passes over a line end: LF, CR, or one of each.
  private mutating func skipLineEnd() {
    let first = bytes[at]
    if first == 0x0a { endLine() } else { at += 1 }
    guard let second = next, second != first, second == 0x0a || second == 0x0d else { return }
    if second == 0x0a { endLine() } else { at += 1 }
  }

  private func utf8(_ text: [UInt8], _ start: LuaValue.Spot) throws(Fault) -> String {
    guard let text = String(validating: text, as: UTF8.self) else { throw Messages.luaNotUTF8(place(start)) }
    return text
  }
}
