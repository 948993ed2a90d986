import Core

extension CommandMessages {
  static func oneEvictor(_ text: String) -> Fault {
    Fault("'\(text)' names several evictors; the twin's slots have one", mend: "name one: --evictor lru")
  }

  static func unknownHook(_ name: String, _ kind: Card.Kind, among names: [String]) -> Fault {
    let suggestion = nearestName(to: name, among: names).map { "did you mean '\($0)'? " } ?? ""
    return Fault(
      "there is no \(kind.rawValue) '\(name)'", mend: "\(suggestion)the twin knows \(names.joined(separator: ", "))")
  }

  static func noFutureInTwin(_ evictor: String) -> Fault {
    Fault(
      "'\(evictor)' is shown the future, and the twin has none to show",
      mend: "name another evictor: --evictor lru")
  }
}
