/// The texts of this room's faults; tested word for word.
enum Messages {
  static func unknownParameter(_ name: String, of card: Card) -> Fault {
    let known = card.parameters.map(\.name)
    let suggestion = nearestName(to: name, among: known).map { "did you mean '\($0)'? " } ?? ""
    return Fault(
      "\(card.name) has no parameter '\(name)'",
      mend: known.isEmpty
        ? "leave it out: \(card.name) has no parameters"
        : "\(suggestion)\(card.name) knows \(known.joined(separator: ", "))")
  }

  static func repeatedParameter(_ name: String, of card: Card) -> Fault {
    Fault("parameter '\(name)' of \(card.name) is set twice", mend: "keep one of the two")
  }

  static func parameterOutOfRange(_ parameter: Parameter, value: String, of card: Card) -> Fault {
    Fault(
      "parameter '\(parameter.name)' of \(card.name) is '\(value)'; expected \(parameter.range.described)",
      mend: "the default is \(parameter.standard): \(parameter.summary)")
  }
}
