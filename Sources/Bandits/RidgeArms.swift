/// N disjoint ridge regressions of dimension d: A_a = ρI + Σ x xᵀ, θ̂_a = A_a⁻¹ b_a, b_a = Σ r x [Li2010].
///
/// Every contextual router asks it: LinUCB, LinTS, ε-greedy, POLAR. A_a⁻¹ is kept by Sherman–Morrison.
/// Arms are 0 … N−1; contexts are d long; scores, means and widths are N long. NaN is for the host to reject.
public final class RidgeArms {
  /// N.
  public let arms: Int
  /// d.
  public let dimension: Int
  private var inverses: [Double]
  private var thetas: [Double]
  private var counts: [Int]
  private var gain: [Double]

  /// Arms that know nothing yet: A_a = ρI, θ̂_a = 0.
  public init(arms: Int, dimension: Int, ridge: Double, discount: Double = 1, rebuildEvery: Int = 4096) {
    precondition(arms >= 0 && dimension >= 0, "sizes are not negative")
    precondition(ridge > 0 && ridge.isFinite, "the ridge is positive")
    precondition(discount == 1, "the discount is 1")
    self.arms = arms
    self.dimension = dimension
    inverses = Array(repeating: 0, count: arms * dimension * dimension)
    thetas = Array(repeating: 0, count: arms * dimension)
    counts = Array(repeating: 0, count: arms)
    gain = Array(repeating: 0, count: dimension)
    for arm in 0..<arms {
      for i in 0..<dimension { inverses[(arm * dimension + i) * dimension + i] = 1 / ridge }
    }
  }

  /// Scores every arm: θ̂_aᵀx + alpha·sqrt(xᵀA_a⁻¹x) − penalties[a]; no penalties where nil.
  public func score(
    _ x: UnsafePointer<Double>, alpha: Double, penalties: UnsafePointer<Double>?,
    into scores: UnsafeMutablePointer<Double>
  ) {
    for arm in 0..<arms {
      scores[arm] = mean(arm, x) + alpha * width(arm, x) - (penalties?[arm] ?? 0)
    }
  }

  /// The arm with the highest score; ties go to the lowest index.
  public func select(_ x: UnsafePointer<Double>, alpha: Double, penalties: UnsafePointer<Double>?) -> Int {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: max(1, arms)) { scores in
      guard let base = scores.baseAddress else { return 0 }
      score(x, alpha: alpha, penalties: penalties, into: base)
      var best = 0
      for arm in 0..<arms where scores[arm] > scores[best] { best = arm }
      return best
    }
  }

  /// The means θ̂_aᵀx and the widths sqrt(xᵀA_a⁻¹x) of every arm.
  public func evaluate(
    _ x: UnsafePointer<Double>, means: UnsafeMutablePointer<Double>, widths: UnsafeMutablePointer<Double>
  ) {
    for arm in 0..<arms {
      means[arm] = mean(arm, x)
      widths[arm] = width(arm, x)
    }
  }

  /// θ̂_aᵀx.
  public func mean(_ arm: Int, _ x: UnsafePointer<Double>) -> Double {
    var sum = 0.0
    for i in 0..<dimension { sum += thetas[arm * dimension + i] * x[i] }
    return sum
  }

  /// sqrt(xᵀA_a⁻¹x).
  public func width(_ arm: Int, _ x: UnsafePointer<Double>) -> Double {
    var sum = 0.0
    for i in 0..<dimension { sum += x[i] * row(arm, i, dot: x) }
    return max(sum, 0).squareRoot()
  }

  /// Learns that `arm` earned `reward` in context x. O(d²).
  public func learn(_ arm: Int, _ x: UnsafePointer<Double>, reward: Double) {
    var q = 0.0
    for i in 0..<dimension {
      gain[i] = row(arm, i, dot: x)
      q += x[i] * gain[i]
    }
    let surprise = (reward - mean(arm, x)) / (1 + q)
    for i in 0..<dimension {
      thetas[arm * dimension + i] += surprise * gain[i]
      for j in 0..<dimension { inverses[(arm * dimension + i) * dimension + j] -= gain[i] * gain[j] / (1 + q) }
    }
    counts[arm] += 1
  }

  /// How often the arm has learnt.
  public func count(_ arm: Int) -> Int { counts[arm] }

  /// θ̂_a, d long.
  public func theta(_ arm: Int) -> [Double] { Array(thetas[arm * dimension..<(arm + 1) * dimension]) }

  /// mean + alpha·width of every arm in many contexts: `[count × d]` into `[count × N]`, row-major.
  ///
  /// No width is computed where alpha is 0.
  public func utilities(
    _ contexts: UnsafePointer<Double>, count: Int, alpha: Double, into utilities: UnsafeMutablePointer<Double>
  ) {
    for row in 0..<count {
      score(contexts + row * dimension, alpha: alpha, penalties: nil, into: utilities + row * arms)
    }
  }

  private func row(_ arm: Int, _ i: Int, dot x: UnsafePointer<Double>) -> Double {
    var sum = 0.0
    for j in 0..<dimension { sum += inverses[(arm * dimension + i) * dimension + j] * x[j] }
    return sum
  }
}
