/// The engine's API with spans. Lengths are checked once per call; the caller must reject infinite values and NaN.
extension RidgeArms {
  /// Scores every arm: θ̂_aᵀx + alpha·sqrt(xᵀA_a⁻¹x) − penalties[a].
  ///
  /// No width is computed if alpha is 0. O(N d²).
  /// - Parameters:
  ///   - x: the context, d long.
  ///   - penalties: N long; nil for none.
  ///   - scores: N long; written.
  /// - Throws: `BanditError.length`.
  public func score(
    _ x: Span<Double>, alpha: Double, penalties: Span<Double>? = nil, into scores: inout MutableSpan<Double>
  ) throws(BanditError) {
    try check(x, penalties)
    try Bandits.check("scores", scores.count, is: arms)
    x.withUnsafeBufferPointer { x in
      scores.withUnsafeMutableBufferPointer { scores in
        guard let x = x.baseAddress ?? Self.empty, let scores = scores.baseAddress else { return }
        Self.withPointer(penalties) { score(x, alpha: alpha, penalties: $0, into: scores) }
      }
    }
  }

  /// The arm with the highest score, as `score` gives it; ties go to the lowest index; 0 if there are no arms.
  ///
  /// Most arms are ruled out by a bound on their score; O(N d²) at worst.
  /// - Throws: `BanditError.length`.
  public func select(
    _ x: Span<Double>, alpha: Double, penalties: Span<Double>? = nil
  ) throws(BanditError) -> Int {
    try check(x, penalties)
    return x.withUnsafeBufferPointer { x in
      guard let x = x.baseAddress ?? Self.empty else { return 0 }
      return Self.withPointer(penalties) { select(x, alpha: alpha, penalties: $0) }
    }
  }

  /// The means θ̂_aᵀx and the widths sqrt(xᵀA_a⁻¹x) of every arm, N long both. O(N d²).
  ///
  /// - Throws: `BanditError.length`.
  public func evaluate(
    _ x: Span<Double>, means: inout MutableSpan<Double>, widths: inout MutableSpan<Double>
  ) throws(BanditError) {
    try check(x, nil)
    try Bandits.check("means", means.count, is: arms)
    try Bandits.check("widths", widths.count, is: arms)
    x.withUnsafeBufferPointer { x in
      means.withUnsafeMutableBufferPointer { means in
        widths.withUnsafeMutableBufferPointer { widths in
          guard let x = x.baseAddress ?? Self.empty, let means = means.baseAddress, let widths = widths.baseAddress
          else { return }
          evaluate(x, means: means, widths: widths)
        }
      }
    }
  }

  /// Learns that `arm` earned `reward` in context x. O(d²), and O(d³) at each rebuild.
  ///
  /// - Throws: `BanditError.length` for x, `.value` for an arm that is not 0 … N−1.
  public func learn(_ arm: Int, _ x: Span<Double>, reward: Double) throws(BanditError) {
    try check(x, nil)
    try check(arm)
    x.withUnsafeBufferPointer { x in
      if let x = x.baseAddress ?? Self.empty { learn(arm, x, reward: reward) }
    }
  }

  /// The number of observations of an arm. Throws `BanditError.value` for an arm that is not 0 … N−1.
  public func observations(of arm: Int) throws(BanditError) -> Int {
    try check(arm)
    return count(arm)
  }

  /// θ̂_a, d long. Throws `BanditError.value` for an arm that is not 0 … N−1. O(d²) at worst.
  public func coefficients(of arm: Int) throws(BanditError) -> [Double] {
    try check(arm)
    return theta(arm)
  }

  /// A hash over the bits of every A_a⁻¹ and θ̂_a as last computed; equal on every path of the processor.
  public var fingerprint: UInt64 { stateHash }

  private func check(_ x: Span<Double>, _ penalties: Span<Double>?) throws(BanditError) {
    try Bandits.check("the context", x.count, is: dimension)
    if let penalties { try Bandits.check("penalties", penalties.count, is: arms) }
  }

  private func check(_ arm: Int) throws(BanditError) {
    guard arm >= 0, arm < arms else { throw .value("the arm", "\(arm)", expected: "0 to \(arms - 1)") }
  }

  /// The address of an empty context; never read.
  private static var empty: UnsafePointer<Double>? { UnsafePointer(bitPattern: 64) }

  private static func withPointer<Value>(
    _ span: Span<Double>?, _ body: (UnsafePointer<Double>?) -> Value
  ) -> Value {
    guard let span else { return body(nil) }
    return span.withUnsafeBufferPointer { body($0.baseAddress) }
  }
}
