import System

/// Text from outside as one line without terminal control characters.
///
/// Control and invisible characters are spelled out: line ends and tabs as `\n`, `\r`, `\t`, bytes that
/// are not UTF-8 as `\xFF`, and as `\u{1B}` all other control characters, marks of reading direction, characters
/// without width, line and paragraph separators, private and unassigned code points. A backslash is left as it is, so
/// the form is for people; JSON output is exact. The function is idempotent.
///
/// Complexity: O(n).
public func shown(_ text: String) -> String {
  guard text.utf8.contains(where: { !(0x20..<0x7f).contains($0) }) else { return text }
  var out = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\n": out += "\\n"
    case "\r": out += "\\r"
    case "\t": out += "\\t"
    case _ where scalar.isUnseen:
      let byte = RawByte.value(of: scalar)
      let hex = String(byte.map(UInt32.init) ?? scalar.value, radix: 16, uppercase: true)
      out += byte == nil ? "\\u{\(hex)}" : "\\x\(hex)"
    default: out.unicodeScalars.append(scalar)
    }
  }
  return out
}

extension Unicode.Scalar {
  /// Whether a terminal or a page would act on the scalar, or show nothing.
  var isUnseen: Bool {
    if (0x20..<0x7f).contains(value) { return false }
    return switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: true
    default: properties.isDefaultIgnorableCodePoint
    }
  }

  /// Terminal columns of the scalar if it starts a character: two for East Asian wide scripts and emoji.
  fileprivate var columns: Int {
    switch value {
    case 0x1100...0x115f, 0x2e80...0x303e, 0x3041...0xa4cf, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe30...0xfe6f,
      0xff00...0xff60, 0xffe0...0xffe6, 0x1f300...0x1f64f, 0x1f680...0x1f6ff, 0x1f900...0x1f9ff, 0x20000...0x3fffd:
      2
    default: 1
    }
  }
}

extension String {
  /// Columns that the text takes on a terminal.
  public var columns: Int {
    guard utf8.contains(where: { $0 >= 0x80 }) else { return utf8.count }
    return reduce(0) { $0 + ($1.unicodeScalars.first?.columns ?? 0) }
  }

  /// The text, padded with blanks at the end to a width in columns.
  public func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - columns)) }

  /// The text, padded with blanks at the start to a width in columns.
  public func padding(to width: Int) -> String { String(repeating: " ", count: max(0, width - columns)) + self }
}
