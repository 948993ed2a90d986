/// The χ² distribution.
public enum ChiSquare {
  /// P(X ≥ x) = Q(ν/2, x/2), x ≥ 0 [AbramowitzStegun1964, 26.4.19].
  public static func survival(_ x: Double, degrees: Int) -> Double {
    upperRegularisedGamma(Double(degrees) / 2, x / 2)
  }
}

/// Snedecor's F distribution.
public enum FDistribution {
  /// P(X ≥ x), x ≥ 0, with ν₁ degrees of freedom above and ν₂ below [AbramowitzStegun1964, 26.6.2].
  public static func survival(_ x: Double, _ above: Int, _ below: Int) -> Double {
    let (above, below) = (Double(above), Double(below))
    return regularisedBeta(below / (below + above * x), below / 2, above / 2)
  }
}
