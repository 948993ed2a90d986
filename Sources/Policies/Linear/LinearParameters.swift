import Core

/// Parameters that several cards share.
enum LinearParameters {
  static let alpha = Parameter(
    "alpha", "0.5", .numberOrChoice(0...1e9, ["theory"]), unit: "utility",
    "α, how many widths a score adds to the mean; theory: α_t of the confidence bound")
  static let ridge = Parameter("ridge", "1", .number(1e-9...1e9), "ρ, the weight of the prior θ = 0")
  static let burnIn = Parameter(
    "burn_in", "0", .integer(0...Int.max), unit: "requests", "serves request t with adapter t mod N before this step")
  static let discount = Parameter(
    "discount", "1", .number(0.01...1),
    "γ, what an observation keeps of its weight at each later one; 1 forgets nothing")
  static let delta = Parameter(
    "delta", "0.05", .number(1e-12...0.999999), "δ of alpha=theory: how likely a bound may fail")
  static let noise = Parameter(
    "noise", "1", .number(0...1e9), unit: "utility",
    "R of alpha=theory: the noise is R-sub-Gaussian; ½ holds for rewards in [0, 1]")
  static let norm = Parameter("norm", "1", .number(0...1e9), unit: "utility", "S of alpha=theory: a bound on ‖θ_a‖₂")

  static let model = Parameter(
    "model", "disjoint", .choice(["disjoint", "pooled"]),
    "pooled: arms learn rewards less what one model of all adapters predicts, and have an intercept")

  /// The parameters of every LinUCB, in card order.
  static let upperConfidence = [alpha, ridge, model, burnIn, discount, delta, noise, norm]

  static let window = Parameter(
    "window", "2048", .integer(1...1_000_000_000), unit: "requests", "how many past contexts a plan looks at, at most")
}
