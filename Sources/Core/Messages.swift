/// The fault messages of this module; tested word for word.
enum Messages {
  static func unknownParameter(_ name: String, of owner: String, known: [String]) -> Fault {
    let suggestion = nearestName(to: name, among: known).map { "did you mean '\($0)'? " } ?? ""
    return Fault(
      "\(owner) has no parameter '\(name)'",
      fix: known.isEmpty
        ? "leave it out: \(owner) has no parameters"
        : "\(suggestion)\(owner) has \(known.joined(separator: ", "))")
  }

  static func repeatedParameter(_ name: String, of owner: String) -> Fault {
    Fault("parameter '\(name)' of \(owner) is set twice", fix: "keep one of the two")
  }

  static func parameterOutOfRange(_ parameter: Parameter, value: String, of owner: String) -> Fault {
    Fault(
      "parameter '\(parameter.name)' of \(owner) is '\(value)'; expected \(parameter.range.described)",
      fix: "the default is \(parameter.standard)"
        + (parameter.summary.isEmpty ? "" : "; its card says \(excerpt(parameter.summary))"))
  }
}
