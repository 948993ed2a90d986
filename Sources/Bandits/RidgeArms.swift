import CKernels

/// N disjoint ridge regressions of dimension d: A_a = ρI + Σ x xᵀ, b_a = Σ r x, θ̂_a = A_a⁻¹ b_a.
///
/// All contextual routers use it: LinUCB, LinTS, ε-greedy, POLAR. Arms are 0 … N−1; contexts are d long; scores, means,
/// widths and penalties are N long. The host must reject NaN. Nothing is allocated after `init`.
///
/// A_a⁻¹ is kept by Sherman–Morrison, and rebuilt by Cholesky from A_a every `rebuildEvery` observations of the arm, when
/// xᵀA_a⁻¹x falls below zero, and when it is above 10⁴ as an arm learns (only a small ridge or long contexts reach that).
///
/// With a discount γ < 1 each observation of any arm ages every arm, except its ridge: A_a ← γA_a + (1−γ)ρI + x xᵀ
/// and b_a ← γb_a + r x for the arm that served, the same without x for all others. That is D-LinUCB [Russac2019] on
/// contexts placed in the block of their arm, so that the widths of unused arms grow again. Our choice: the width is
/// sqrt(xᵀA_a⁻¹x), never below the paper's, which needs a second matrix. Each arm is rebuilt when it is next used: O(N
/// d³) a step.
///
/// Wide models, d > 256, or d > 32 with a discount, keep a factor A_a = UᵀU instead and rebuild nothing. A choice is then
/// O(N d²) with a discount too, and an observation O(d²), with a discount O(N d² (1 + d(1−γ))).
///
/// Source: [Li2010, Alg. 1]. O(N d²) for a choice, O(d²) to learn. Results are the same to the last bit on every path.
package protocol RidgeModel {
  /// N.
  var arms: Int { get }
  /// d.
  var dimension: Int { get }
  var engine: OpaquePointer { get }
}

/// A model that owns its memory.
public final class RidgeArms: RidgeModel {
  /// N.
  public let arms: Int
  /// d.
  public let dimension: Int
  package let engine: OpaquePointer

  /// Arms without observations: A_a = ρI, θ̂_a = 0.
  ///
  /// - Parameters:
  ///   - arms: N, 0 or more.
  ///   - dimension: d, 0 or more.
  ///   - ridge: ρ, finite and above 0.
  ///   - discount: γ, above 0 and at most 1.
  ///   - rebuildEvery: observations of an arm, 1 or more.
  /// - Throws: `BanditError.value` for a value out of range, `.memory` if memory is short.
  public init(
    arms: Int, dimension: Int, ridge: Double, discount: Double = 1, rebuildEvery: Int = 4096,
    path: KernelPath = .current
  ) throws(BanditError) {
    guard arms >= 0 else { throw .value("arms", "\(arms)", expected: "0 or more") }
    guard dimension >= 0 else { throw .value("dimension", "\(dimension)", expected: "0 or more") }
    guard ridge > 0, ridge.isFinite else { throw .value("ridge", "\(ridge)", expected: "a finite number above 0") }
    guard discount > 0, discount <= 1 else {
      throw .value("discount", "\(discount)", expected: "a number above 0, at most 1")
    }
    guard rebuildEvery > 0 else { throw .value("rebuildEvery", "\(rebuildEvery)", expected: "1 or more") }
    guard
      let engine = pb_ridge_create(
        Int64(arms), Int64(dimension), ridge, discount, Int64(rebuildEvery), path.kernel)
    else { throw .memory(arms: arms, dimension: dimension) }
    self.arms = arms
    self.dimension = dimension
    self.engine = engine
  }

  deinit { pb_ridge_destroy(engine) }
}

/// A model in memory that the caller owns and frees.
package struct RidgePlace: RidgeModel {
  package let arms: Int
  package let dimension: Int
  package let engine: OpaquePointer

  /// Bytes of such a model; it never needs more. nil if no machine has as many.
  package static func bytes(arms: Int, dimension: Int, discount: Double) -> Int? {
    let bytes = pb_ridge_bytes(Int64(arms), Int64(dimension), discount)
    return bytes < 0 ? nil : Int(bytes)
  }

  /// Makes arms without observations, like `RidgeArms`, in that many zero bytes, aligned to 64.
  package init(in zeros: UnsafeMutableRawPointer, arms: Int, dimension: Int, ridge: Double, discount: Double) {
    engine = pb_ridge_place(
      zeros, Int64(arms), Int64(dimension), ridge, discount, 4096, KernelPath.current.kernel)
    self.arms = arms
    self.dimension = dimension
  }

  /// The model that was made at this address.
  package init(at engine: OpaquePointer, arms: Int, dimension: Int) {
    self.engine = engine
    self.arms = arms
    self.dimension = dimension
  }
}

extension RidgeModel {
  /// Scores every arm: θ̂_aᵀx + alpha·sqrt(xᵀA_a⁻¹x) − penalties[a]; nil for no penalties.
  ///
  /// No width is computed if alpha is 0.
  package func score(
    _ x: UnsafePointer<Double>, alpha: Double, penalties: UnsafePointer<Double>?,
    into scores: UnsafeMutablePointer<Double>
  ) {
    pb_ridge_score(engine, x, alpha, penalties, scores)
  }

  /// The arm with the highest score; ties go to the lowest index; 0 if there are no arms.
  package func select(_ x: UnsafePointer<Double>, alpha: Double, penalties: UnsafePointer<Double>?) -> Int {
    Int(pb_ridge_select(engine, x, alpha, penalties))
  }

  /// The means θ̂_aᵀx and the widths sqrt(xᵀA_a⁻¹x) of every arm.
  package func evaluate(
    _ x: UnsafePointer<Double>, means: UnsafeMutablePointer<Double>, widths: UnsafeMutablePointer<Double>
  ) {
    pb_ridge_evaluate(engine, x, means, widths)
  }

  /// θ̂_aᵀx of one arm. O(d).
  package func mean(_ arm: Int, _ x: UnsafePointer<Double>) -> Double {
    pb_ridge_mean(engine, checked(arm), x)
  }

  /// sqrt(xᵀA_a⁻¹x) of one arm. O(d²).
  package func width(_ arm: Int, _ x: UnsafePointer<Double>) -> Double {
    pb_ridge_width(engine, checked(arm), x)
  }

  /// Learns that `arm` earned `reward` in context x. Returns the multiplications of a rebuild; 0 if none was due.
  @discardableResult
  package func learn(_ arm: Int, _ x: UnsafePointer<Double>, reward: Double) -> Int {
    Int(pb_ridge_learn(engine, checked(arm), x, reward))
  }

  /// Estimated multiplications to score `rows` contexts with an arm, or with all of them (nil), with or without widths.
  /// Includes the updates that are due first. `Int.max` if it is more.
  package func work(_ arm: Int? = nil, rows: Int = 1, widths: Bool) -> Int {
    Int(pb_ridge_work(engine, arm.map(checked) ?? -1, Int64(rows), widths))
  }

  /// The same for an observation, without a rebuild.
  package var learningWork: Int { Int(pb_ridge_learn_work(engine)) }

  /// The number of observations of the arm.
  package func count(_ arm: Int) -> Int { Int(pb_ridge_count(engine, checked(arm))) }

  /// θ̂_a, d long.
  package func theta(_ arm: Int) -> [Double] {
    [Double](unsafeUninitializedCapacity: dimension) { theta, count in
      if let base = theta.baseAddress { pb_ridge_theta(engine, checked(arm), base) }
      count = dimension
    }
  }

  /// mean + alpha·width of every arm in many contexts: `[count × d]` into `[count × N]`, row-major.
  ///
  /// No width is computed if alpha is 0.
  package func utilities(
    _ contexts: UnsafePointer<Double>, count: Int, alpha: Double, into utilities: UnsafeMutablePointer<Double>
  ) {
    for row in 0..<count {
      score(contexts + row * dimension, alpha: alpha, penalties: nil, into: utilities + row * arms)
    }
  }

  /// A hash over the bits of every A_a⁻¹ and θ̂_a as last computed; equal on every path.
  package var stateHash: UInt64 { pb_ridge_hash(engine) }

  private func checked(_ arm: Int) -> Int64 {
    precondition(arm >= 0 && arm < arms, "arms are 0 … N−1")
    return Int64(arm)
  }
}
