import Core

/// Means of resamples drawn with replacement [Efron1993, ch. 6].
public enum Bootstrap {
  /// How many resamples an interval is made from.
  public static let resamples = 10_000

  /// For each of the samples, all of one length n, the means of its resamples: `[sample][resample]`.
  ///
  /// Replicates are drawn, and all samples go along: the same draws serve every sample. So the resampled difference of
  /// two policies is the difference of their resampled means, and P policies cost P·n·B additions instead of P²·n·B.
  /// This is valid for each interval, which needs its own draws to be uniform and asks nothing of another's; it only
  /// means that the small errors of resampling are alike from pair to pair. One sample more changes no other's means.
  /// - Parameter seed: The draws follow from it and n alone.
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
