/// The texts of this room's faults; tested word for word.
enum Messages {
  static func unknownParameter(_ name: String, of owner: String, known: [String]) -> Fault {
    let suggestion = nearestName(to: name, among: known).map { "did you mean '\($0)'? " } ?? ""
    return Fault(
      "\(owner) has no parameter '\(name)'",
      mend: known.isEmpty
        ? "leave it out: \(owner) has no parameters"
        : "\(suggestion)\(owner) knows \(known.joined(separator: ", "))")
  }

  static func repeatedParameter(_ name: String, of owner: String) -> Fault {
    Fault("parameter '\(name)' of \(owner) is set twice", mend: "keep one of the two")
  }

  static func parameterOutOfRange(_ parameter: Parameter, value: String, of owner: String) -> Fault {
    Fault(
      "parameter '\(parameter.name)' of \(owner) is '\(value)'; expected \(parameter.range.described)",
      mend: "the default is \(parameter.standard)"
        + (parameter.summary.isEmpty ? "" : "; its card says \(excerpt(parameter.summary))"))
  }
}

// Files.
extension Messages {
  static func noPlainFile(_ path: String) -> Fault {
    Fault(
      "it is a pipe, a device or a folder; expected a regular file", place: Fault.Place(file: path),
      mend: "take it out of the folder, or put a file there")
  }

  static func waitingForInput(_ path: String) -> String { "waiting for input from \(path)" }

  static func waitingForReader(_ path: String) -> String { "waiting for a program that reads \(path)" }
}
