import Core

/// The Student t distribution with ν degrees of freedom [AbramowitzStegun1964, 26.7].
public enum StudentT {
  /// P(|T| ≤ t) for t ≥ 0: one minus the regularised incomplete beta function at ν / (ν + t²).
  public static func centralProbability(_ t: Double, degrees nu: Int) -> Double {
    let nu = Double(nu)
    return 1 - regularisedBeta(nu / (nu + t * t), nu / 2, 0.5)
  }

  /// P(|T| ≥ t) for t ≥ 0, the two-sided p value: exact far into the tail, where one minus the above would cancel.
  public static func twoSidedP(_ t: Double, degrees nu: Int) -> Double {
    let nu = Double(nu)
    return regularisedBeta(nu / (nu + t * t), nu / 2, 0.5)
  }

  /// The t with P(|T| ≤ t) = `level`, 0 < level < 1, by bisection to full precision.
  ///
  ///     StudentT.quantile(level: 0.95, degrees: 19)  // 2.0930…
  public static func quantile(level: Double, degrees: Int) -> Double {
    var low = 0.0
    var high = 1.0
    while centralProbability(high, degrees: degrees) < level { high *= 2 }
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if middle == low || middle == high { break }
      if centralProbability(middle, degrees: degrees) < level { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
