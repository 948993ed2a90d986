/// The texts of faults in old files of keywords.
extension Messages {
  static func oldStart(_ first: String, _ place: Fault.Place) -> Fault {
    Fault(
      "no '\(first)' line begins the file", place: place,
      fix: "begin with '\(first)' and its value, or write a table: return { \(first) = …, }")
  }

  static func oldKeyword(_ key: String, _ known: [String], _ place: Fault.Place) -> Fault {
    let nearest = nearestName(to: key, among: known).map { "did you mean '\($0)'? " } ?? ""
    return Fault(
      "\(excerpt(key)) is no keyword here", place: place, fix: "\(nearest)there are \(known.joined(separator: ", "))")
  }

  static func oldTwice(_ key: String, _ place: Fault.Place) -> Fault {
    Fault("'\(key)' stands twice", place: place, fix: "keep one of the two")
  }

  static func oldLine(_ key: String, _ value: String, _ expected: String, _ place: Fault.Place) -> Fault {
    Fault(
      "'\(key)' is \(value.isEmpty ? "empty" : excerpt(value)); expected \(expected)", place: place,
      fix: "write the line so, words and signs included")
  }

  static func oldTree(_ number: Int, _ name: String, _ place: Fault.Place) -> Fault {
    Fault(
      "tree \(number) of \(excerpt(name)) cannot be read", place: place, fix: "the file is damaged: train it again")
  }

  static func oldTorn(_ expected: String, _ file: String, _ line: Int32) -> Fault {
    Fault(
      "the file ends where \(expected) was expected", place: Fault.Place(file: file, line: Int(line)),
      fix: "the file is cut short: take it from where it came from again")
  }

  static func oldAfterEnd(_ place: Fault.Place) -> Fault {
    Fault("a line follows the last one", place: place, fix: "remove what stands behind 'end'")
  }

  static func oldNotUTF8(_ file: String) -> Fault {
    Fault("it is not UTF-8", place: Fault.Place(file: file), fix: "save the file as UTF-8")
  }

  static func oldForm(_ file: String) -> String {
    "\(file) is in the old form, which is still read: scripts/convert \(ShellWord.quoted(file)) rewrites it"
  }
}
