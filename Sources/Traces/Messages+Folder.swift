import Core

/// Fault messages about trace folders.
extension Messages {
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
