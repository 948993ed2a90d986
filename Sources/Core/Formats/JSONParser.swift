extension JSONValue {
  /// Arrays and objects may nest this deep.
  public static let depthLimit = 128

  /// Parses the whole text as one value.
  ///
  /// Strict: no comments, no trailing commas, no NaN, no repeated name in one object, valid UTF-8, no lone surrogates,
  /// no number beyond a double, at most `depthLimit` levels. Blanks around the value are skipped.
  ///
  /// - Parameters:
  ///   - file: the file's name, for messages.
  ///   - line: the line on which the text begins, for JSON Lines.
  /// - Throws: a fault with file:line:column; columns count bytes from 1.
  /// - Complexity: O(bytes).
  public init(parsing bytes: UnsafeBufferPointer<UInt8>, file: String, line: Int = 1) throws(Fault) {
    var parser = JSONParser(bytes: bytes, file: file, line: line)
    self = try parser.wholeText()
  }

  /// Parses the whole text as one value.
  public init(parsing bytes: [UInt8], file: String, line: Int = 1) throws(Fault) {
    let result = bytes.withUnsafeBufferPointer { buffer in
      Result { () throws(Fault) in try JSONValue(parsing: buffer, file: file, line: line) }
    }
    self = try result.get()
  }
}

/// Recursive descent over bytes.
private struct JSONParser {
  let bytes: UnsafeBufferPointer<UInt8>
  let file: String
  let line: Int
  private var at = 0
  private var depth = 0

  init(bytes: UnsafeBufferPointer<UInt8>, file: String, line: Int) {
    self.bytes = bytes
    self.file = file
    self.line = line
  }

  mutating func wholeText() throws(Fault) -> JSONValue {
    skipBlanks()
    let value = try value()
    skipBlanks()
    if at < bytes.count { throw unexpected("the end of the text") }
    return value
  }

  private mutating func value() throws(Fault) -> JSONValue {
    guard at < bytes.count else { throw unexpected("a value") }
    switch bytes[at] {
    case UInt8(ascii: "{"): return try nested { (parser) throws(Fault) in try parser.object() }
    case UInt8(ascii: "["): return try nested { (parser) throws(Fault) in try parser.array() }
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .flag(true))
    case UInt8(ascii: "f"): return try word("false", .flag(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: throw unexpected("a value")
    }
  }

  private mutating func nested(
    _ body: (inout JSONParser) throws(Fault) -> JSONValue
  ) throws(Fault) -> JSONValue {
    guard depth < JSONValue.depthLimit else { throw Messages.jsonTooDeep(place(at)) }
    depth += 1
    at += 1
    let value = try body(&self)
    depth -= 1
    return value
  }

  private mutating func object() throws(Fault) -> JSONValue {
    var members: [JSONValue.Member] = []
    var names = Set<String>()
    skipBlanks()
    if take(UInt8(ascii: "}")) { return .object(members) }
    while true {
      skipBlanks()
      guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else { throw unexpected("a name in quotes") }
      let start = at
      let name = try string()
      guard names.insert(name).inserted else { throw Messages.jsonRepeatedName(name, place(start)) }
      skipBlanks()
      guard take(UInt8(ascii: ":")) else { throw unexpected("':'") }
      skipBlanks()
      members.append(JSONValue.Member(name, try value()))
      skipBlanks()
      if take(UInt8(ascii: "}")) { return .object(members) }
      guard take(UInt8(ascii: ",")) else { throw unexpected("',' or '}'") }
    }
  }

  private mutating func array() throws(Fault) -> JSONValue {
    var values: [JSONValue] = []
    skipBlanks()
    if take(UInt8(ascii: "]")) { return .array(values) }
    while true {
      skipBlanks()
      values.append(try value())
      skipBlanks()
      if take(UInt8(ascii: "]")) { return .array(values) }
      guard take(UInt8(ascii: ",")) else { throw unexpected("',' or ']'") }
    }
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(Fault) -> JSONValue {
    guard bytes[at...].starts(with: word.utf8) else { throw unexpected("'\(word)'") }
    at += word.utf8.count
    return value
  }

  // MARK: - Numbers

  private mutating func number() throws(Fault) -> JSONValue {
    let start = at
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) { try digits() }
    var isWhole = true
    if take(UInt8(ascii: ".")) {
      isWhole = false
      try digits()
    }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      isWhole = false
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      try digits()
    }
    let text = UnsafeBufferPointer(rebasing: bytes[start..<at])
    if isWhole, let value = strictInteger(text) { return .integer(value) }
    guard let value = strictNumber(text) else { throw Messages.jsonNumberTooLarge(place(start)) }
    return .number(value)
  }

  private mutating func digits() throws(Fault) {
    let start = at
    while at < bytes.count, bytes[at] &- UInt8(ascii: "0") <= 9 { at += 1 }
    if at == start { throw unexpected("a digit") }
  }

  // MARK: - Strings

  private mutating func string() throws(Fault) -> String {
    let start = at
    at += 1
    var text: [UInt8] = []
    var runStart = at
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\""):
        text.append(contentsOf: bytes[runStart..<at])
        at += 1
        guard let string = String(validating: text, as: UTF8.self) else { throw Messages.jsonNotUTF8(place(start)) }
        return string
      case UInt8(ascii: "\\"):
        text.append(contentsOf: bytes[runStart..<at])
        text.append(contentsOf: String(try escape()).utf8)
        runStart = at
      case 0..<0x20: throw Messages.jsonControl(bytes[at], place(at))
      default: at += 1
      }
    }
    throw Messages.jsonOpenString(place(start))
  }

  private mutating func escape() throws(Fault) -> Unicode.Scalar {
    let start = at
    at += 2
    guard at <= bytes.count else { throw Messages.jsonBadEscape(place(start)) }
    switch bytes[at - 1] {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): break
    default: throw Messages.jsonBadEscape(place(start))
    }
    let unit = try fourHexDigits(of: start)
    if let scalar = Unicode.Scalar(unit) { return scalar }
    // A high surrogate; its low one must follow.
    guard unit < 0xdc00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
      throw Messages.jsonBadEscape(place(start))
    }
    let low = try fourHexDigits(of: start)
    guard low >= 0xdc00, low < 0xe000 else { throw Messages.jsonBadEscape(place(start)) }
    return Unicode.Scalar(0x10000 + (unit - 0xd800) << 10 + (low - 0xdc00))!
  }

  private mutating func fourHexDigits(of start: Int) throws(Fault) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard at < bytes.count, let digit = Character(Unicode.Scalar(bytes[at])).hexDigitValue else {
        throw Messages.jsonBadEscape(place(start))
      }
      unit = unit << 4 | UInt32(digit)
      at += 1
    }
    return unit
  }

  // MARK: - Places

  private mutating func skipBlanks() {
    while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x0a || bytes[at] == 0x0d || bytes[at] == 0x09 { at += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard at < bytes.count, bytes[at] == byte else { return false }
    at += 1
    return true
  }

  private func unexpected(_ expected: String) -> Fault {
    guard at < bytes.count else { return Messages.jsonTorn(expected: expected, place(at)) }
    return Messages.jsonUnexpected(bytes[at...].prefix(12), expected: expected, place(at))
  }

  private func place(_ offset: Int) -> Fault.Place {
    var lines = 0
    var lineStart = 0
    for i in 0..<offset where bytes[i] == 0x0a {
      lines += 1
      lineStart = i + 1
    }
    return Fault.Place(file: file, line: line + lines, column: offset - lineStart + 1)
  }
}
