import Core

/// The Student t distribution with ν degrees of freedom [AbramowitzStegun1964, 26.7].
public enum StudentT {
  /// P(|T| ≤ t) for t ≥ 0: one minus the regularised incomplete beta function at ν / (ν + t²).
  public static func centralProbability(_ t: Double, degrees nu: Int) -> Double {
    let nu = Double(nu)
    return 1 - regularisedBeta(nu / (nu + t * t), nu / 2, 0.5)
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

  /// I_x(a, b) by Lentz's continued fraction [Press2007, 6.4].
  static func regularisedBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    guard x > 0 else { return 0 }
    guard x < 1 else { return 1 }
    let front = exponential(
      logGamma(a + b) - logGamma(a) - logGamma(b) + a * naturalLog(x) + b * naturalLog(1 - x))
    return x < (a + 1) / (a + b + 2)
      ? front * betaFraction(x, a, b) / a
      : 1 - front * betaFraction(1 - x, b, a) / b
  }

  private static func betaFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let tiny = 1e-300
    func awayFromZero(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
    var c = 1.0
    var d = 1 / awayFromZero(1 - (a + b) * x / (a + 1))
    var h = d
    for m in 1...10_000 {
      let m = Double(m)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / awayFromZero(1 + even * d)
      c = awayFromZero(1 + even / c)
      h *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / awayFromZero(1 + odd * d)
      c = awayFromZero(1 + odd / c)
      let factor = d * c
      h *= factor
      if abs(factor - 1) < 1e-16 { break }
    }
    return h
  }

  /// ln Γ(x) for x > 0: Stirling's series after shifting x above 10.
  static func logGamma(_ x: Double) -> Double {
    var x = x
    var shift = 0.0
    while x < 10 {
      shift += naturalLog(x)
      x += 1
    }
    let z = 1 / (x * x)
    let series = (((1.0 / 1188 * z - 1.0 / 1680) * z + 1.0 / 1260) * z - 1.0 / 360) * z + 1.0 / 12
    return (x - 0.5) * naturalLog(x) - x + 0.918938533204672741780 + series / x - shift
  }
}
