import CKernels

/// The width multiplier that theory asks for: α_t = R·sqrt(d·log((1 + t/(ρd))/δ)) + sqrt(ρ)·S.
///
/// With it ⟨θ_a, x⟩ stays within α_t widths of θ̂_aᵀx for one arm at all steps at once, with probability at least 1 − δ,
/// where noise is R-sub-Gaussian, ‖θ_a‖ ≤ S and ‖x‖ ≤ 1. For all N arms together, give δ/N.
///
/// Source: [AbbasiYadkori2011, Thm. 2] with det A_a ≤ (ρ + t/d)ᵈ (its Lemma 10), rounded up as
/// [LiLi2026]'s router has it. Our choice: the defaults.
public struct TheoryAlpha: Sendable, Equatable {
  /// d.
  public var dimension: Int
  /// ρ.
  public var ridge: Double
  /// R, in utility.
  public var noise: Double
  /// S, the longest θ_a that is thought possible, in utility.
  public var norm: Double
  /// δ, above 0 and below 1.
  public var risk: Double

  public init(dimension: Int, ridge: Double, noise: Double = 1, norm: Double = 1, risk: Double = 0.05) {
    self.dimension = dimension
    self.ridge = ridge
    self.noise = noise
    self.norm = norm
    self.risk = risk
  }

  /// α_t after t observations; sqrt(ρ)·S where d = 0.
  public func at(_ step: Int) -> Double {
    let bias = ridge.squareRoot() * norm
    guard dimension > 0 else { return bias }
    let d = Double(dimension)
    return noise * (d * pb_log((1 + Double(step) / (ridge * d)) / risk)).squareRoot() + bias
  }
}
