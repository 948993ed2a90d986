import Core

/// The messages of the battery's findings; tested word for word.
enum Messages {
  static func noVictimDespiteChoice(_ free: Int) -> Fault {
    Fault(
      "victim() answered nil, though \(free == 1 ? "a resident" : "\(free) residents") may leave",
      fix: "answer an adapter that may leave, or the incoming one where it is not worth keeping")
  }

  static var notRepeatable: Fault {
    Fault(
      "two runs with the same seed part here",
      fix: "let no answer depend on the clock, on addresses or on the order of a hash table")
  }

  static var heedsSeed: Fault {
    Fault(
      "another seed changes what it does here, and its card does not claim 'stochastic'",
      fix: "claim the trait 'stochastic', or draw no random numbers")
  }

  static func ignoresSeed(runs: Int) -> Fault {
    Fault(
      "its card claims 'stochastic', but \(runs) runs with other seeds did the same",
      fix: "drop the trait, or draw from the cell's own stream")
  }

  static func remembers(at step: Step) -> Fault {
    Fault(
      "it treats adapters that come back unlike newcomers from step \(step) on, and its card does not claim 'memory'",
      fix: "claim the trait 'memory', or forget what leaves")
  }

  static func forgets(runs: Int) -> Fault {
    Fault(
      "its card claims 'memory', but in \(runs) runs it treated adapters that came back like newcomers",
      fix: "drop the trait")
  }

  static func growsBadly(from first: Step, to last: Step) -> Fault {
    Fault(
      "it decides otherwise between steps \(first) and \(last) of a replay where ids appear than where all are known",
      fix: "let no answer depend on how many adapters are known")
  }
}
