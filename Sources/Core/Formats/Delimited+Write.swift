/// A field in RFC 4180 form: quoted if it contains a delimiter, a quote or a line end.
public func delimitedField(_ text: String, delimiter: Unicode.Scalar = ",") -> String {
  let needsQuotes = text.unicodeScalars.contains { $0 == "\"" || $0 == "\n" || $0 == "\r" || $0 == delimiter }
  guard needsQuotes else { return text }
  var out = "\""
  for scalar in text.unicodeScalars {
    if scalar == "\"" { out += "\"\"" } else { out.unicodeScalars.append(scalar) }
  }
  return out + "\""
}

/// A row in RFC 4180 form, with its line feed. A row of one empty field is written `""`, so that it is not read as an
/// empty line.
public func delimitedRow(_ fields: [String]) -> String {
  if fields == [""] { return "\"\"\n" }
  return fields.map { delimitedField($0) }.joined(separator: ",") + "\n"
}

/// How a report is written as CSV: for a spreadsheet, or for a program.
public enum CSVForm: Sendable {
  /// Terminal control characters are spelled out. A text cell that a spreadsheet would read as a formula gets a leading
  /// `'`.
  case sheet
  /// Every cell as it is.
  case raw

  /// A row of a report, with its line feed.
  public func row(_ fields: [String]) -> String {
    delimitedRow(self == .raw ? fields : fields.map { Self.defused(shown($0)) })
  }

  /// Text that begins with `=`, `+`, `-` or `@`, also after blanks or quotes and as full-width forms, is a formula to a
  /// spreadsheet; numbers stay numbers.
  private static func defused(_ text: String) -> String {
    guard let first = text.unicodeScalars.first(where: { !" '\"\u{a0}".unicodeScalars.contains($0) }),
      "=+-@＝＋－＠".unicodeScalars.contains(first), !isNumber(text)
    else { return text }
    return "'" + text
  }

  private static func isNumber(_ text: String) -> Bool {
    var text = text
    return text == "-inf" || text.withUTF8(strictNumber) != nil
  }
}
