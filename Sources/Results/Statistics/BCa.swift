import Core

/// The bias-corrected and accelerated bootstrap interval of a mean [Efron1987; Efron1993, 14.3].
///
/// Percentiles of the resampled means, corrected for the distance of their median from the sample's mean (z₀) and for
/// the change of the spread with the mean (the acceleration, from the jackknife): a skewed sample gets a skewed
/// interval.
public enum BCa {
  /// The interval that leaves `tail` on either side; nil for fewer than two values.
  ///
  /// Resampled means equal to the sample's count half on either side; equal within rounding counts as equal. A sample
  /// of equal values has that value as its interval. Percentiles between two resamples are interpolated.
  /// - Parameter means: The means of the sample's resamples.
  public static func interval(of sample: Sample, means: [Double], tail: Double) -> ClosedRange<Double>? {
    let n = sample.count
    guard n > 1 else { return nil }
    let mean = sample.mean
    if sample.isConstant { return mean...mean }
    var squares = 0.0
    var cubes = 0.0
    for value in sample.values {
      let off = value - mean
      squares += off * off
      cubes += off * off * off
    }
    let size = sample.values.reduce(0) { max($0, abs($1)) }
    let rounding = size * 1e-13
    let acceleration = cubes / (6 * squares * squares.squareRoot())
    let bias = normalQuantile(share(of: means, below: mean, rounding: rounding))
    let z = normalQuantile(tail)
    func moved(_ z: Double) -> Double { bias + (bias + z) / (1 - acceleration * (bias + z)) }
    let low = moved(z)
    let high = moved(-z)
    // Resampled means are about normal; if not, the guess below only costs time.
    let error = squares.squareRoot() / Double(n)
    let lower = OrderStatistics.quantile(Normal.cumulative(low), of: means, guess: mean + (low + 0.35) * error)
    let upper = OrderStatistics.upperQuantile(
      Normal.cumulative(-high), of: means, guess: mean + (high - 0.35) * error)
    return min(lower, upper)...max(lower, upper)
  }

  /// The tail for which the interval of n values covers `level`. Plain BCa takes the spread from n and the quantile
  /// from the normal, and covers too little: Φ(−t √(n/(n−1))) [Hesterberg2015], our choice.
  public static func widenedTail(level: Double, count n: Int) -> Double {
    let t = StudentT.quantile(level: level, degrees: n - 1)
    return Normal.cumulative(-t * (Double(n) / Double(n - 1)).squareRoot())
  }

  /// Kept off 0 and 1 by half a resample.
  private static func share(of means: [Double], below mean: Double, rounding: Double) -> Double {
    let low = mean - rounding
    let high = mean + rounding
    var below: UInt64 = 0
    var above: UInt64 = 0
    for value in means {  // sign bits: a branch here would be mispredicted every other time
      below &+= (value - low).bitPattern &>> 63
      above &+= (high - value).bitPattern &>> 63
    }
    let count = Double(means.count)
    return min(max((count + Double(below) - Double(above)) / (2 * count), 0.5 / count), 1 - 0.5 / count)
  }
}
