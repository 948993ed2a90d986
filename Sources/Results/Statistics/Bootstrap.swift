import Core

/// Means of resamples drawn with replacement [Efron1993, ch. 6].
public enum Bootstrap {
  /// The number of resamples of an interval.
  public static let resamples = 10_000

  /// For each sample, all of length n, the means of its resamples: `[sample][resample]`.
  ///
  /// The draws of replicates are shared: the same draws are used for every sample. So the resampled difference of
  /// two policies is the difference of their resampled means, and P policies cost P·n·B additions instead of P²·n·B.
  /// This is valid for each interval, because its draws are uniform; only the small errors of resampling are correlated
  /// between pairs. One more sample does not change the means of the others.
  /// - Parameter seed: The draws depend on it and n only.
  public static func means(of samples: [[Double]], seed: Seed, resamples: Int = resamples) -> [[Double]] {
    guard let n = samples.first?.count, n > 0 else { return [] }
    precondition(samples.allSatisfy { $0.count == n })
    let width = samples.count
    // [replicate][sample], so that a draw adds one run of memory to another.
    let rows = (0..<n).flatMap { replicate in samples.map { $0[replicate] } }
    var stream = RandomStream(seed.derived("bootstrap", String(n)))
    var means = samples.map { _ in [Double](repeating: 0, count: resamples) }
    var sums = [Double](repeating: 0, count: width)
    for resample in 0..<resamples {
      sums.withUnsafeMutableBufferPointer { sums in
        rows.withUnsafeBufferPointer { rows in
          for i in 0..<width { sums[i] = 0 }
          for _ in 0..<n {
            let start = stream.integer(below: n) * width
            for i in 0..<width { sums[i] += rows[start + i] }
          }
        }
      }
      for i in 0..<width { means[i][resample] = sums[i] / Double(n) }
    }
    return means
  }
}
