/// A field as RFC 4180 writes it: in quotes where it holds a delimiter, a quote or a line end.
public func delimitedField(_ text: String, delimiter: Unicode.Scalar = ",") -> String {
  let needsQuotes = text.unicodeScalars.contains { $0 == "\"" || $0 == "\n" || $0 == "\r" || $0 == delimiter }
  guard needsQuotes else { return text }
  var out = "\""
  for scalar in text.unicodeScalars {
    if scalar == "\"" { out += "\"\"" } else { out.unicodeScalars.append(scalar) }
  }
  return out + "\""
}

/// A row as RFC 4180 writes it, with its line feed; a row of one empty field is `""`, which no reader takes for an
/// empty line.
public func delimitedRow(_ fields: [String]) -> String {
  if fields == [""] { return "\"\"\n" }
  return fields.map { delimitedField($0) }.joined(separator: ",") + "\n"
}

/// How a report is written as CSV: for a spreadsheet, or for a program.
public enum CSVForm: Sendable {
  /// What a terminal would obey is spelled out, and a cell of text that a spreadsheet would take for a formula gets a `'`
  /// before it.
  case sheet
  /// Every cell as it is.
  case raw

  /// A row of a report, with its line feed.
  public func row(_ fields: [String]) -> String {
    delimitedRow(self == .raw ? fields : fields.map { Self.defused(shown($0)) })
  }

  /// Text that begins with `=`, `+`, `-` or `@`, also behind blanks and quotes and in full width, is a formula to a
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
