/// A number with a fixed count of decimals, rounded half away from zero in the binary value's exact decimal expansion
/// up to 2⁶² units of the last decimal; larger values, infinities and NaN are written as Swift writes them.
public func fixed(_ value: Double, _ decimals: Int) -> String {
  var scale = 1.0
  for _ in 0..<decimals { scale *= 10 }
  let scaled = (value.magnitude * scale).rounded()
  guard scaled.isFinite, scaled < 0x1p62 else { return "\(value)" }
  let units = Int(scaled)
  let sign = value < 0 && units != 0 ? "-" : ""
  guard decimals > 0 else { return sign + String(units) }
  let whole = units / Int(scale)
  let part = String(units % Int(scale))
  return sign + String(whole) + "." + String(repeating: "0", count: decimals - part.count) + part
}

/// A whole number with digits grouped by blanks: 1234567 → "1 234 567".
public func grouped(_ value: Int) -> String {
  let digits = String(value.magnitude)
  var text = ""
  for (i, digit) in digits.enumerated() {
    if i > 0, (digits.count - i) % 3 == 0 { text += " " }
    text.append(digit)
  }
  return (value < 0 ? "-" : "") + text
}

/// One JSON object on one line, with its keys in the order they were added.
///
/// Numbers are written as Swift's shortest round-trip form; NaN and infinities, which JSON lacks, as null.
public struct JSONLine: Sendable {
  private var body = ""

  public init() {}

  public mutating func add(_ key: String, _ value: String) { append(key, Self.quoted(value)) }
  public mutating func add(_ key: String, _ value: Int) { append(key, String(value)) }
  public mutating func add(_ key: String, _ value: Bool) { append(key, value ? "true" : "false") }
  public mutating func add(_ key: String, _ value: Double) { append(key, Self.number(value)) }
  public mutating func add(_ key: String, _ value: Int?) { append(key, value.map(String.init) ?? "null") }
  public mutating func add(_ key: String, _ value: Double?) { append(key, value.map(Self.number) ?? "null") }
  public mutating func add(_ key: String, _ value: String?) { append(key, value.map(Self.quoted) ?? "null") }
  public mutating func add(_ key: String, _ value: JSONLine) { append(key, value.text) }
  public mutating func add(_ key: String, _ values: [JSONLine]) {
    append(key, "[" + values.map(\.text).joined(separator: ",") + "]")
  }
  public mutating func add(_ key: String, _ values: [String]) {
    append(key, "[" + values.map(Self.quoted).joined(separator: ",") + "]")
  }
  public mutating func add(_ key: String, _ values: [[String]]) {
    let lists = values.map { "[" + $0.map(Self.quoted).joined(separator: ",") + "]" }
    append(key, "[" + lists.joined(separator: ",") + "]")
  }
  public mutating func add(_ key: String, _ values: [Int]) {
    append(key, "[" + values.map { String($0) }.joined(separator: ",") + "]")
  }
  public mutating func add(_ key: String, _ values: [Double]) {
    append(key, "[" + values.map(Self.number).joined(separator: ",") + "]")
  }

  private mutating func append(_ key: String, _ value: String) {
    if !body.isEmpty { body += "," }
    body += Self.quoted(key) + ":" + value
  }

  /// The object.
  public var text: String { "{" + body + "}" }

  private static func number(_ value: Double) -> String { value.isFinite ? "\(value)" : "null" }

  /// A JSON string literal; characters that `shown` spells out are escaped, so that it is safe on a terminal.
  public static func quoted(_ text: String) -> String {
    quotedLiteral(text) { scalar in
      guard scalar.isUnseen else { return nil }
      return String(scalar).utf16.map { unit in
        let hex = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      }.joined()
    }
  }
}

/// A string literal in double quotes, with the escapes that Lua and JSON share.
///
/// - Parameter escape: how any other scalar is written; nil for one that stays as it is.
func quotedLiteral(_ text: String, escape: (Unicode.Scalar) -> String?) -> String {
  var out = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": out += "\\\""
    case "\\": out += "\\\\"
    case "\n": out += "\\n"
    case "\r": out += "\\r"
    case "\t": out += "\\t"
    default: if let escaped = escape(scalar) { out += escaped } else { out.unicodeScalars.append(scalar) }
    }
  }
  return out + "\""
}
