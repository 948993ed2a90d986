import Core

/// Fault messages about trace folders.
extension Messages {
  static func luaExpected(_ what: String, _ found: String, _ place: Fault.Place) -> Fault {
    Fault(
      "\(found.isEmpty ? "the end of the line" : excerpt(found)); expected \(what)", place: place,
      fix: "write a table of plain values: return { name = \"text\" }")
  }

  static func luaNumber(_ text: String, _ place: Fault.Place) -> Fault {
    Fault("\(excerpt(text)) is not a number; expected a decimal number", place: place)
  }

  static func luaRepeated(_ name: String, _ place: Fault.Place) -> Fault {
    Fault("the name \(excerpt(name)) occurs twice in one table", place: place, fix: "keep one of the two")
  }

  static func luaTooDeep(_ limit: Int, _ place: Fault.Place) -> Fault {
    Fault("tables nest deeper than \(limit)", place: place)
  }

  static func luaOpenString(_ place: Fault.Place) -> Fault {
    Fault("the quote that opens this string is never closed on its line", place: place)
  }

  static func luaOpenComment(_ place: Fault.Place) -> Fault {
    Fault("this comment is never closed", place: place, fix: "close it by ]]")
  }

  static func luaEscape(_ place: Fault.Place) -> Fault {
    Fault(#"this escape is not known; expected \n \r \t \\ \" \' or three digits"#, place: place)
  }

  static func luaNotUTF8(_ place: Fault.Place) -> Fault {
    Fault("this string is not UTF-8", place: place, fix: "save the file as UTF-8")
  }

  static func notATrace(_ path: String) -> Fault {
    Fault(
      "this folder contains no trace: none of requests.csv, rewards.npy, contexts.npy", place: Fault.Place(file: path),
      fix: "see docs/reference/trace-format.md, or bring a file in by: polarbench trace import")
  }

  static func npyDimensions(_ shape: [Int], expected: String, _ file: String) -> Fault {
    Fault(
      "the shape is \(NpyHeader.described(shape)); expected \(expected)", place: Fault.Place(file: file),
      fix: "see docs/reference/trace-format.md for the shapes")
  }

  static func disagreement(_ what: String, _ count: Int, _ file: String, other: Int, _ otherFile: String) -> Fault {
    Fault(
      "\(what) is \(count) here and \(other) in \(otherFile)", place: Fault.Place(file: file),
      fix: "write both files from the same run")
  }

  static func timeGoesBack(_ value: Double, before: Double, _ place: Fault.Place) -> Fault {
    Fault(
      "time_s is \(value), which lies before \(before) of the row above; expected ascending times", place: place,
      fix: "sort the rows by time")
  }

  static func halfEmptyColumn(_ column: String, isEmpty: Bool, _ place: Fault.Place) -> Fault {
    Fault(
      "\(column) is \(isEmpty ? "empty" : "given") here and \(isEmpty ? "given" : "empty") in the rows above",
      place: place, fix: "fill the whole column, or leave it out")
  }

  static func unknownAdapter(_ name: String, _ known: [String], _ place: Fault.Place, listedIn file: String) -> Fault {
    let nearest = nearestName(to: name, among: known).map { "did you mean '\($0)'? " } ?? ""
    return Fault(
      "adapter is \(excerpt(name)), which \(file) does not list", place: place,
      fix: "\(nearest)\(file) lists \(known.prefix(8).joined(separator: ", "))\(known.count > 8 ? ", …" : "")")
  }

  static func repeatedAdapter(_ name: String, _ place: Fault.Place) -> Fault {
    Fault("the adapter \(excerpt(name)) is listed twice", place: place, fix: "keep one of the two")
  }

  static func tooManyAdapters(_ count: Int, _ file: String) -> Fault {
    Fault(
      "there are \(count) adapters; expected 1 to \(Bounds.adapters.upperBound)", place: Fault.Place(file: file),
      fix: "see whether rows and columns are the right way round")
  }

  static func negativeCost(_ value: Double, _ index: Int, _ file: String) -> Fault {
    Fault(
      "element \(index) (from 0) is \(value); expected a page-in cost, at least 0", place: Fault.Place(file: file),
      fix: "write costs in utility, as positive numbers")
  }

  static func noRows(_ file: String) -> Fault {
    Fault("the trace has no requests", place: Fault.Place(file: file), fix: "see whether the file is truncated")
  }
}
