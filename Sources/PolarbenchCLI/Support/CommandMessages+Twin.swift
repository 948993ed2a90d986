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

  static func alreadyPredicted(_ table: String, _ column: String) -> Fault {
    Fault(
      "\(table) has a column '\(column)' already",
      mend: "give the table that was predicted from, or take the twin_ columns out")
  }

  static func nothingMeasured(_ table: String) -> Fault {
    Fault(
      "no row of \(table) was measured and could be played",
      mend: "a measured row has total_throughput or another column that 'twin validate --help' names")
  }

  static func noOptimum() -> Fault {
    Fault(
      "no server of these slots starts, or no number of adapters reaches them",
      mend: "'polarbench twin run' with one of them tells why")
  }

  static func noFutureInTwin(_ evictor: String) -> Fault {
    Fault(
      "'\(evictor)' is shown the future, and the twin has none to show",
      mend: "name another evictor: --evictor lru")
  }
}
