import Core

/// Serves each request with the adapter of the highest upper confidence bound; it ignores page-in costs.
///
/// Disjoint linear models, one per adapter: score_a = ⟨θ̂_a, x⟩ + α·sqrt(xᵀA_a⁻¹x), arg max.
/// Source: [Li2010, Alg. 1] as published, with ridge ρ in place of 1; `burn_in` and `discount` [Russac2019] are
/// options. Ties go to the lowest index. O(N·d²) per request.
public struct LinUCB: Router, BuiltIn {
  public static let card = Card(
    name: "linucb", title: "LinUCB", kind: .router,
    summary: "Serves each request with the adapter of the highest upper confidence bound.",
    sources: ["Li2010"], parameters: LinearParameters.upperConfidence, traits: [.memory])

  private let bandit: LinearArms
  private let alpha: Alpha

  public init(_ setting: Setting) throws(Fault) {
    bandit = try LinearArms(setting, of: Self.card)
    alpha = Alpha(setting, dimension: bandit.dimension)
  }

  public mutating func route(_ request: Request, residents: ResidentView) throws(Fault) -> AdapterID {
    if let adapter = bandit.burnInAdapter(at: request.step) { return adapter }
    return try bandit.best(for: request, alpha: alpha.at(request.step))
  }

  public mutating func learn(_ outcome: Outcome) throws(Fault) { try bandit.learn(outcome) }
}
