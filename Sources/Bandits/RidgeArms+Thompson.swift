import CKernels

extension RidgeModel {
  /// Thompson scores of every arm: θ̃_aᵀx − penalties[a] with θ̃_a drawn from N(θ̂_a, spread²·A_a⁻¹); nil for no
  /// penalties.
  ///
  /// `normals` are N standard normal numbers, new ones for each call; the caller owns the stream. No vector is drawn:
  /// θ̃_aᵀx is itself normal, with mean θ̂_aᵀx and deviation spread·sqrt(xᵀA_a⁻¹x), and as the arms are disjoint the N
  /// numbers are independent. So mean + spread·width·normal has exactly the law of the published score, at O(d²) an arm
  /// and without a root of A⁻¹.
  ///
  /// Source: [Agrawal2013, Alg. 1], whose one θ is here a block for each arm; `spread` is its v.
  package func sample(
    _ x: UnsafePointer<Double>, spread: Double, normals: UnsafePointer<Double>, penalties: UnsafePointer<Double>?,
    into scores: UnsafeMutablePointer<Double>
  ) {
    pb_ridge_sample(engine, x, spread, normals, penalties, scores)
  }
}
