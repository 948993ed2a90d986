import Core

/// A scanner for the few Python literals of a `.npy` header.
struct PythonLiteral {
  enum Value: Equatable {
    case text(String)
    case flag(Bool)
    /// Of whole numbers.
    case tuple([Int])
    /// Of anything: a structured type.
    case list
    case dictionary([String: Value])
  }

  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The literal that the bytes contain, blanks around it allowed; nil for anything else.
  mutating func whole() -> Value? {
    guard let value = dictionary() else { return nil }
    skipBlanks()
    return position == bytes.count ? value : nil
  }

  private mutating func dictionary() -> Value? {
    guard take("{") else { return nil }
    var entries: [String: Value] = [:]
    while !take("}") {
      guard let key = text(), take(":"), let value = value() else { return nil }
      guard entries.updateValue(value, forKey: key) == nil else { return nil }
      if !take(",") {
        guard take("}") else { return nil }
        break
      }
    }
    return .dictionary(entries)
  }

  private mutating func value() -> Value? {
    skipBlanks()
    guard position < bytes.count else { return nil }
    switch bytes[position] {
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return text().map { .text($0) }
    case UInt8(ascii: "T"): return take("True") ? .flag(true) : nil
    case UInt8(ascii: "F"): return take("False") ? .flag(false) : nil
    case UInt8(ascii: "("): return tuple()
    case UInt8(ascii: "["): return list()
    default: return nil
    }
  }

  /// A string without escapes, in either quotes.
  private mutating func text() -> String? {
    skipBlanks()
    guard position < bytes.count else { return nil }
    let quote = bytes[position]
    guard quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else { return nil }
    guard let end = bytes[(position + 1)...].firstIndex(of: quote) else { return nil }
    defer { position = end + 1 }
    return String(validating: bytes[(position + 1)..<end], as: UTF8.self)
  }

  private mutating func tuple() -> Value? {
    guard take("(") else { return nil }
    var numbers: [Int] = []
    while !take(")") {
      guard let number = integer() else { return nil }
      numbers.append(number)
      if !take(",") {
        guard numbers.count > 1, take(")") else { return nil }
        break
      }
    }
    return .tuple(numbers)
  }

  private mutating func integer() -> Int? {
    skipBlanks()
    let start = position
    while position < bytes.count, bytes[position] == UInt8(ascii: "-") || bytes[position] &- 48 <= 9 { position += 1 }
    let value = bytes[start..<position].withUnsafeBufferPointer { strictInteger($0) }
    // Python 2 wrote long integers as `600L`.
    if value != nil, position < bytes.count, bytes[position] == UInt8(ascii: "L") { position += 1 }
    return value
  }

  /// Skips a list of any content with balanced brackets.
  private mutating func list() -> Value? {
    var depth = 0
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "[") { depth += 1 }
      if bytes[position] == UInt8(ascii: "]") { depth -= 1 }
      position += 1
      if depth == 0 { return .list }
    }
    return nil
  }

  private mutating func take(_ word: StaticString) -> Bool {
    skipBlanks()
    let word = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    guard bytes[position...].starts(with: word) else { return false }
    position += word.count
    return true
  }

  private mutating func skipBlanks() {
    while position < bytes.count, bytes[position] == 0x20 || bytes[position] == 0x0a { position += 1 }
  }
}
