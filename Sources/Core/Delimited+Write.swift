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
