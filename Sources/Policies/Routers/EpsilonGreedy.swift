import Core

/// Serves with the adapter of the highest estimated utility, and sometimes with one drawn uniformly.
///
/// Ridge estimates ⟨θ̂_a, x⟩, one model per adapter. Each request draws one number; if it is below ε, a second
/// one draws the adapter among all N. It ignores page-in costs.
/// Source: [SuttonBarto2018, §2.2] with linear models for the sample means (our choice). Ties go to the lowest index.
/// O(N·d) to choose, O(d²) to learn.
public struct EpsilonGreedy: Router, BuiltIn {
  public static let card = Card(
    name: "epsilon-greedy", title: "ε-greedy", kind: .router,
    summary: "Serves with the adapter of the highest estimated utility, and at times with a random one.",
    sources: ["SuttonBarto2018"],
    parameters: [
      Parameter("epsilon", "0.1", .number(0...1), "ε, how often the adapter is drawn"), LinearParameters.ridge,
      LinearParameters.model, LinearParameters.discount,
    ], traits: [.stochastic, .memory])

  private let bandit: LinearArms
  private let epsilon: Double
  private var stream: RandomStream

  public init(_ setting: Setting) throws(Fault) {
    bandit = try LinearArms(setting, of: Self.card)
    epsilon = setting.parameters.number("epsilon")
    stream = RandomStream(setting.seed)
  }

  public mutating func route(_ request: Request, residents: ResidentView) throws(Fault) -> AdapterID {
    if stream.uniform() < epsilon { return AdapterID(stream.integer(below: bandit.count)) }
    return try bandit.best(for: request, alpha: 0)
  }

  public mutating func learn(_ outcome: Outcome) throws(Fault) { try bandit.learn(outcome) }
}
