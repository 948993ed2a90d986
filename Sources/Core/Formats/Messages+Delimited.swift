/// A value for a message: at most 40 characters, with invisible characters spelled out.
public func excerpt(_ text: String) -> String {
  let start = text.unicodeScalars.prefix(40)
  return "'" + shown(String(start)) + (start.endIndex < text.endIndex ? "…" : "") + "'"
}

extension Messages {
  static func badField(_ column: String, _ value: String, expected: String, _ place: Fault.Place) -> Fault {
    Fault("\(column) is \(value.isEmpty ? "empty" : excerpt(value)); expected \(expected)", place: place)
  }

  static func wholeNumber(_ range: ClosedRange<Int>) -> String {
    "a whole number" + (range.lowerBound == .min && range.upperBound == .max ? "" : ", \(described(range))")
  }

  private static func described(_ range: ClosedRange<Int>) -> String {
    if range.upperBound == .max { return "at least \(range.lowerBound)" }
    if range.lowerBound == .min { return "at most \(range.upperBound)" }
    return "\(range.lowerBound) to \(range.upperBound)"
  }

  static func finiteNumber(_ range: ClosedRange<Double>) -> String {
    let hasLower = range.lowerBound > -.greatestFiniteMagnitude
    let hasUpper = range.upperBound < .greatestFiniteMagnitude
    switch (hasLower, hasUpper) {
    case (false, false): return "a finite number"
    case (true, false): return "a finite number, at least \(shortest(range.lowerBound))"
    case (false, true): return "a finite number, at most \(shortest(range.upperBound))"
    case (true, true): return "a finite number, \(shortest(range.lowerBound)) to \(shortest(range.upperBound))"
    }
  }

  static func notUTF8(_ column: String, _ value: String, _ place: Fault.Place) -> Fault {
    Fault("\(column) is \(excerpt(value)), which is not UTF-8", place: place, fix: "save the file as UTF-8")
  }

  static func raggedRow(_ count: Int, header: Int, _ place: Fault.Place) -> Fault {
    Fault(
      "the row has \(count) \(count == 1 ? "field" : "fields"); the header has \(header)", place: place,
      fix: "look for a truncated line, or for a delimiter that is not in quotes")
  }

  static func noHeader(_ place: Fault.Place) -> Fault { Fault("the file is empty; expected a header", place: place) }

  static func repeatedColumn(_ name: String, _ place: Fault.Place) -> Fault {
    Fault("the column \(excerpt(name)) occurs twice in the header", place: place, fix: "rename one of the two")
  }

  static func missingColumn(_ name: String, _ names: [String], _ place: Fault.Place) -> Fault {
    let nearest = nearestName(to: name, among: names).map { "did you mean \(excerpt($0))? " } ?? ""
    let rest = names.count > 12 ? ", … (\(names.count) columns)" : ""
    return Fault(
      "there is no column '\(name)'", place: place,
      fix: nearest + "the header has " + names.prefix(12).map(excerpt).joined(separator: ", ") + rest)
  }

  static func strangeColumn(_ name: String, _ known: [String], _ place: Fault.Place) -> Fault {
    let nearest = nearestName(to: name, among: known).map { "did you mean '\($0)'? " } ?? ""
    return Fault(
      "the column \(excerpt(name)) is not known here", place: place,
      fix: "\(nearest)known are \(known.joined(separator: ", "))")
  }

  static func openQuote(_ place: Fault.Place) -> Fault {
    Fault(
      "the quote that opens this field is never closed", place: place, fix: "close it, or look for a truncated file")
  }

  static func textAfterQuote(_ place: Fault.Place) -> Fault {
    Fault(
      "text follows a closing quote; expected a delimiter or the end of the line", place: place,
      fix: #"write a quote inside a quoted field twice: """#)
  }

  static func strayQuote(_ place: Fault.Place) -> Fault {
    Fault(
      "there is a quote inside an unquoted field", place: place,
      fix: #"put the whole field in quotes, and write the quote inside it twice: """#)
  }

  static func loneReturn(_ place: Fault.Place) -> Fault {
    Fault(
      "there is a carriage return without a line feed", place: place, fix: #"end lines in LF or CR LF: tr '\r' '\n'"#)
  }

  static func notText(_ place: Fault.Place) -> Fault {
    Fault("a NUL byte: this is not a text file", place: place, fix: "see whether the file is compressed or binary")
  }

  static func utf16(_ place: Fault.Place) -> Fault {
    Fault("the file is UTF-16", place: place, fix: "save it as UTF-8: iconv -f UTF-16 -t UTF-8")
  }

  static func rowTooLong(_ limits: DelimitedReader.Limits, _ place: Fault.Place) -> Fault {
    Fault(
      "the row is longer than \(limits.rowBytes) bytes", place: place,
      fix: "see whether this is the right file, and whether a quote is left open")
  }

  static func tooManyColumns(_ limits: DelimitedReader.Limits, _ place: Fault.Place) -> Fault {
    Fault("the row has more than \(limits.columns) columns", place: place, fix: "see whether this is the right file")
  }
}
