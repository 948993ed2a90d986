import System

extension LuaReader {
  /// A numeral, decimal or hexadecimal, a minus sign directly before it where it has one.
  mutating func number() throws(Fault) -> LuaValue.Content {
    let start = spot
    let begin = at
    _ = take(UInt8(ascii: "-"))
    var isExponent = false
    let isHexadecimal = next == UInt8(ascii: "0") && byte(after: 1).map { $0 | 0x20 } == UInt8(ascii: "x")
    while let byte = next {
      let isSign = byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
      guard isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: ".") || isSign && isExponent else { break }
      isExponent = byte | 0x20 == UInt8(ascii: isHexadecimal ? "p" : "e")
      at += 1
    }
    let digits = UnsafeBufferPointer(rebasing: bytes[begin..<at])
    let text = String(raw: digits)
    guard let value = isHexadecimal ? Self.hexadecimal(text) : strictNumber(digits) else {
      throw Messages.luaNumber(text, place(start))
    }
    return .number(value, spelled: text)
  }

  /// `-?0x`, digits, a point among them where there is a fraction, and `p` with a decimal power of two where there is one; nil
  /// for another form, for what is beyond a double, and for a whole number of more than 63 bits, which Lua would wrap.
  private static func hexadecimal(_ text: String) -> Double? {
    let isNegative = text.hasPrefix("-")
    let digits = text.dropFirst(isNegative ? 3 : 2)
    if digits.utf8.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) {
      return Int(digits, radix: 16).map { Double(isNegative ? -$0 : $0) }
    }
    // Of the other forms Swift reads what C does; it knows 'inf' and 'nan' too, but not behind '0x'.
    guard let value = Double(text), value.isFinite else { return nil }
    return value
  }
}
