import Core

extension CommandMessages {
  /// A policy file in a place that is none of its kind.
  static func wrongHook(_ path: String, _ kind: Card.Kind, _ expected: Card.Kind) -> Fault {
    Fault(
      "the policy is of kind \(kind.rawValue); expected \(expected.rawValue)", place: .init(file: path),
      fix: place(of: kind))
  }

  static let doesNotRepeat = Fault("the same seed gave other decisions", kind: .answer)

  static func falseClaim(claims: Bool) -> Fault {
    claims
      ? Fault(
        "the card claims 'stochastic', and another seed changes nothing", fix: "leave the claim out", kind: .answer)
      : Fault(
        "another seed changes its decisions, and the card does not claim 'stochastic'",
        fix: "write traits = { \"stochastic\" }", kind: .answer)
  }

  static func servesFew(_ finished: Int, of engine: Int) -> Fault {
    Fault(
      "\(finished) requests were served where first come, first served serves \(engine)",
      fix: "choose() answers nil too often: a server with nothing else to do should admit somebody", kind: .answer)
  }

  /// Where a policy of a kind goes.
  static func place(of kind: Card.Kind) -> String {
    switch kind {
    case .scheduler: "a scheduler goes with 'polarbench twin run --scheduler'"
    case .replicaRouter: "a router over replicas goes with 'polarbench twin run --replicas 4 --router'"
    case .evictor: "an evictor goes with 'polarbench twin run --evictor', or with 'polarbench replay'"
    case .router: "a router goes with 'polarbench run', paired with an evictor: router+lru"
    case .joint, .bound: "a joint policy goes with 'polarbench run'"
    }
  }

  static func oneEvictor(_ text: String) -> Fault {
    Fault("'\(text)' names several evictors; the twin's slots have one", fix: "name one: --evictor lru")
  }

  static func unknownHook(_ name: String, _ kind: Card.Kind, among names: [String]) -> Fault {
    let suggestion = nearestName(to: name, among: names).map { "did you mean '\($0)'? " } ?? ""
    return Fault(
      "there is no \(kind.rawValue) '\(name)'", fix: "\(suggestion)the twin knows \(names.joined(separator: ", "))")
  }

  static func alreadyPredicted(_ table: String, _ column: String) -> Fault {
    Fault(
      "\(table) has a column '\(column)' already",
      fix: "give the table that was predicted from, or take the twin_ columns out")
  }

  static func nothingMeasured(_ table: String) -> Fault {
    Fault(
      "no row of \(table) was measured and could be played",
      fix: "a measured row has total_throughput or another column that 'twin validate --help' names")
  }

  static let twinFiguresNotDrawn =
    "no Python here has vl-convert, which draws the figures; scripts/setup installs it. Their numbers and specifications are there"

  static func noOptimum() -> Fault {
    Fault(
      "no server of these slots starts, or no number of adapters reaches them",
      fix: "'polarbench twin run' with one of them tells why")
  }

  static func noFutureInTwin(_ evictor: String) -> Fault {
    Fault(
      "'\(evictor)' is shown the future, and the twin has none to show",
      fix: "name another evictor: --evictor lru")
  }
}
