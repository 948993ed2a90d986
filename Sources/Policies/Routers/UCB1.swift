import Bandits
import Core

/// Serves with the adapter of the highest upper confidence bound on its mean reward, without contexts.
///
/// mean_a + scale·sqrt(2·ln t / n_a), each adapter once before that, in index order. It ignores page-in costs.
/// Source: [Auer2002, Fig. 1] as published; rewards need not lie in [0, 1] here; `scale` enlarges the bonus for wider
/// ranges (our choice). Ties go to the lowest index. O(N).
public struct UCB1: Router, BuiltIn {
  public static let card = Card(
    name: "ucb1", title: "UCB1", kind: .router,
    summary: "Serves with the adapter of the highest upper confidence bound on its mean reward.",
    sources: ["Auer2002"],
    parameters: [
      Parameter("scale", "1", .number(0...1e9), unit: "utility", "the length of the interval that rewards lie in")
    ], traits: [.memory])

  private var arms: UCB1Arms

  public init(_ setting: Setting) {
    arms = UCB1Arms(arms: setting.adapterCount, scale: setting.parameters.number("scale"))
  }

  public mutating func route(_ request: Request, residents: ResidentView) -> AdapterID { AdapterID(arms.select()) }

  public mutating func learn(_ outcome: Outcome) { arms.learn(outcome.adapter.index, reward: outcome.reward) }
}
