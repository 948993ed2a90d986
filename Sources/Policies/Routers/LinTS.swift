import Core

/// Serves each request with the adapter that is best for a draw of the models from their posterior.
///
/// θ̃_a ~ N(θ̂_a, v²·A_a⁻¹), arg max ⟨θ̃_a, x⟩, one model per adapter. It ignores page-in costs.
/// Source: [Agrawal2013, Alg. 1] with disjoint models, v constant (our choice). Draws N normals per request, for ⟨θ̃_a,
/// x⟩ directly instead of θ̃_a. Ties go to the lowest index. O(N·d²) per request.
public struct LinTS: Router, BuiltIn {
  public static let card = Card(
    name: "lints", title: "LinTS", kind: .router,
    summary: "Serves each request with the adapter that is best for a draw of the models.", sources: ["Agrawal2013"],
    parameters: [
      Parameter("spread", "0.5", .number(0...1e9), unit: "utility", "v, how many widths a standard deviation is"),
      LinearParameters.ridge, LinearParameters.model, LinearParameters.discount,
    ], traits: [.stochastic, .memory])

  private var bandit: LinearArms
  private let spread: Double
  private var stream: RandomStream

  public init(_ setting: Setting) throws(Fault) {
    bandit = try LinearArms(setting, of: Self.card)
    spread = setting.parameters.number("spread")
    stream = RandomStream(setting.seed)
  }

  public mutating func route(_ request: Request, residents: ResidentView) throws(Fault) -> AdapterID {
    try bandit.best(for: request, spread: spread, drawnFrom: &stream)
  }

  public mutating func learn(_ outcome: Outcome) throws(Fault) { try bandit.learn(outcome) }
}
