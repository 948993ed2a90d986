import Core

/// LinUCB that subtracts the page-in cost of an adapter that is not resident.
///
/// score_a = ⟨θ̂_a, x⟩ + α·sqrt(xᵀA_a⁻¹x) − c_a·1[a ∉ C], arg max; the models learn utilities, not net rewards, as
/// costs are known. The router of POLAR and POLAR+, on its own.
/// Source: [LiLi2026] as published ("cache-aware LinUCB router"), the formula is our choice.
/// Ties go to the lowest index. O(N·d²) per request.
public struct LinUCBAware: Router, BuiltIn {
  public static let card = Card(
    name: "linucb-aware", title: "cache-aware LinUCB", kind: .router,
    summary: "Serves each request with the adapter of the highest upper confidence bound, less its page-in cost.",
    sources: ["LiLi2026", "Li2010"], parameters: LinearParameters.upperConfidence, traits: [.memory])

  private var bandit: LinearArms
  private let alpha: Alpha

  public init(_ setting: Setting) throws(Fault) {
    bandit = try LinearArms(setting, of: Self.card)
    alpha = Alpha(setting, dimension: bandit.dimension)
  }

  public mutating func route(_ request: Request, residents: ResidentView) throws(Fault) -> AdapterID {
    if let adapter = bandit.burnInAdapter(at: request.step) { return adapter }
    return try bandit.best(for: request, alpha: alpha.at(request.step), among: residents)
  }

  public mutating func learn(_ outcome: Outcome) throws(Fault) { try bandit.learn(outcome) }
}
