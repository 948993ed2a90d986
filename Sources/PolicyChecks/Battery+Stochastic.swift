import Core

extension Battery {
  /// Whether another seed changes a decision in any situation, compared with the card's traits.
  func stochastic() -> Verdict.Outcome {
    let claims = candidate.card.traits.contains(.stochastic)
    var runs = 0
    for situation in situations where situation.reasonToSkip(candidate) == nil && !situation.isLarge {
      let one = play(situation)
      let two = play(situation, seed: seed.derived("another"))
      runs += 1
      guard let step = Decisions.firstDifference(one.decisions, two.decisions) else { continue }
      if claims { return .held }
      return .fell(parted(Messages.heedsSeed, at: step, of: situation, check: "stochastic"))
    }
    guard claims, runs > 0 else { return .held }
    var fault = Messages.ignoresSeed(runs: runs)
    fault.replay = command(only: "stochastic")
    return .fell(Finding("stochastic", nil, fault))
  }
}
