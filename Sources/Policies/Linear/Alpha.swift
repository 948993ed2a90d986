import Bandits
import Core

/// How far a linear bandit trusts its widths: α, fixed or by theory.
struct Alpha {
  private let fixed: Double?
  private let noise: Double
  private let norm: Double
  private let delta: Double
  private let ridge: Double
  private let dimension: Int

  init(_ setting: Setting) {
    let parameters = setting.parameters
    fixed = parameters.numberIfAny("alpha")
    noise = parameters.number("noise")
    norm = parameters.number("norm")
    delta = parameters.number("delta")
    ridge = parameters.number("ridge")
    dimension = setting.dimension
  }

  /// α before the request of step t.
  ///
  /// By theory R·sqrt(d·log((1 + t/(ρd))/δ)) + sqrt(ρ)·S: with it, all true utilities lie within α widths of the
  /// estimates at all steps with probability 1 − δ [AbbasiYadkori2011, Thm. 2, with log det bounded by its trace].
  func at(_ step: Step) -> Double {
    if let fixed { return fixed }
    let d = Double(dimension)
    let spread = d * naturalLog((1 + Double(step) / (ridge * d)) / delta)
    return noise * spread.squareRoot() + ridge.squareRoot() * norm
  }
}
