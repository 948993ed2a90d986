import Core

extension Messages {
  static func unknownAgulloFault(_ name: String, _ known: [String]) -> Fault {
    let near = nearestName(to: name, among: known).map { "did you mean '\($0)'? " } ?? ""
    return Fault(
      "the published twin has no fault '\(name)'", fix: near + "it has \(known.joined(separator: ", "))")
  }

  static func noAgulloPredictors(_ model: String, _ known: [String]) -> Fault {
    Fault(
      "the published twin has no model '\(model)'",
      fix: "its predictors were fitted for \(known.joined(separator: " and ")) only")
  }
}
