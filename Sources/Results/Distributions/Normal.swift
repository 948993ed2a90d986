import Core

/// The standard normal distribution; its quantile is `normalQuantile` in `Core`.
public enum Normal {
  /// φ(x).
  public static func density(_ x: Double) -> Double { exponential(-x * x / 2) * 0.398942280401432677940 }

  /// Φ(x) = ½ Q(½, x²/2) for x ≤ 0, by symmetry above [AbramowitzStegun1964, 26.2, 26.4.19]: to full precision in
  /// the lower tail too.
  public static func cumulative(_ x: Double) -> Double {
    let tail = 0.5 * upperRegularisedGamma(0.5, x * x / 2)
    return x <= 0 ? tail : 1 - tail
  }
}
