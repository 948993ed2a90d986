import Core
import Policies

extension CommandMessages {
  static func unknownEvictor(_ name: String) -> Fault {
    let names = Shelf.evictors.map(\.card.name)
    let suggestion = nearestName(to: name, among: names).map { "did you mean '\($0)'? " } ?? ""
    return Fault("there is no evictor '\(name)'", fix: "\(suggestion)known are \(names.joined(separator: ", "))")
  }

  static func notAnEvictor(_ card: Card) -> Fault {
    Fault(
      "'\(card.name)' is no evictor, but a \(card.kind.rawValue); an id trace leaves nothing to route",
      fix: "use polarbench run, or name evictors: \(Shelf.evictors.map(\.card.name).joined(separator: ", "))")
  }

  static func evictorTwice(_ name: String) -> Fault {
    Fault("'\(name)' is named twice", fix: "keep one of the two, or give them other parameters")
  }

  static func settingOfNobody(_ name: String, _ policies: [String]) -> Fault {
    Fault(
      "--set \(name)=… names none of \(policies.joined(separator: ", "))",
      fix: "write --set policy.name=value, as in --set gdsf.order=insert-first")
  }
}
