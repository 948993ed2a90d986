import Core

/// The difference of net reward between two policies on the same replicates, with its uncertainty.
public struct PairedDifference: Sendable, Equatable {
  /// The method of the interval.
  public enum Method: String, Sendable {
    /// Bootstrap BCa, widened for small samples: from 8 replicates.
    case bca = "BCa"
    /// Student's t: under 8 replicates, too few to resample.
    case studentT = "Student t"
    /// Every replicate gave the same difference.
    case allEqual = "all equal"
    /// One replicate has no interval.
    case single = "one replicate"
  }

  /// The conclusion from the interval.
  public enum Verdict: String, Sendable {
    /// The interval is above zero.
    case more
    /// The interval is below zero.
    case less
    /// The interval contains zero, or there is none.
    case open
  }

  /// The fewest replicates for the bootstrap.
  public static let fewestResampled = 8

  /// Replicates.
  public let count: Int
  public let mean: Double
  /// Standard deviation of the differences, with denominator n − 1.
  public let standardDeviation: Double
  /// The 95 % interval; nil with one replicate.
  public let interval: ClosedRange<Double>?
  public let method: Method
  /// Of the paired t test, two-sided; nil with one replicate. A bootstrap's p could not fall below 2 in 10 000, too
  /// coarse once it is adjusted for many pairs.
  public let p: Double?
  /// p adjusted over all pairs that are ranked together [Holm1979]; nil outside them.
  public var holm: Double?

  public var verdict: Verdict {
    guard let interval else { return .open }
    return interval.lowerBound > 0 ? .more : interval.upperBound < 0 ? .less : .open
  }

  /// Whether there is no significant difference: the interval contains zero or, with one replicate, both earned the
  /// same.
  public var holdsZero: Bool { interval.map { $0.contains(0) } ?? (mean == 0) }

  /// Zero, exactly.
  static let ofOneWithItself = PairedDifference(
    count: 0, mean: 0, standardDeviation: 0, interval: nil, method: .allEqual, p: nil, holm: nil)

  /// With the opposite sign.
  public var reversed: PairedDifference {
    PairedDifference(
      count: count, mean: -mean, standardDeviation: standardDeviation,
      interval: interval.map { -$0.upperBound ... -$0.lowerBound }, method: method, p: p, holm: holm)
  }

  /// More replicates needed to decide an open difference, with a power of 80 % if mean and spread stay the same; nil if
  /// it is decided, if the mean is zero, or with less than three replicates.
  ///
  /// The smallest n with (t₀.₉₇₅(n−1) + z₀.₈) s/√n ≤ |mean| [Lachin1981, with t for z], minus the existing ones; at
  /// least 1.
  public var replicatesToDecide: Int? {
    guard verdict == .open, count > 2, mean != 0, standardDeviation > 0 else { return nil }
    let power = normalQuantile(0.8)
    func decides(_ n: Int) -> Bool {
      let t = abs(mean) * Double(n).squareRoot() / standardDeviation - power
      return t > 0 && StudentT.twoSidedP(t, degrees: n - 1) <= 0.05
    }
    var low = 1
    var high = 2
    while !decides(high) {
      guard high < 1 << 40 else { return nil }
      low = high
      high *= 2
    }
    while high - low > 1 {
      let middle = (low + high) / 2
      if decides(middle) { high = middle } else { low = middle }
    }
    return max(1, high - count)
  }
}

extension PairedDifference {
  /// Evaluates the differences of one pair.
  /// - Parameter means: The means of resamples of the differences, for 8 replicates or more.
  static func judged(_ differences: Sample, means: [Double], scale: IntervalScale) -> PairedDifference {
    let count = differences.count
    let mean = differences.mean
    func result(_ method: Method, _ interval: ClosedRange<Double>?, spread: Double, p: Double?) -> PairedDifference {
      PairedDifference(
        count: count, mean: mean, standardDeviation: spread, interval: interval, method: method, p: p, holm: nil)
    }
    guard count > 1 else { return result(.single, nil, spread: 0, p: nil) }
    if differences.isConstant { return result(.allEqual, mean...mean, spread: 0, p: mean == 0 ? 1 : 0) }
    let spread = differences.standardDeviation
    let error = spread / Double(count).squareRoot()
    let p = StudentT.twoSidedP(abs(mean) / error, degrees: count - 1)
    guard count >= fewestResampled else {
      return result(.studentT, mean - scale.t * error...mean + scale.t * error, spread: spread, p: p)
    }
    return result(
      .bca, BCa.interval(of: differences, means: means, tail: scale.tail), spread: spread, p: p)
  }
}

/// The constants of intervals of n values, computed once for many.
struct IntervalScale {
  /// Student's t at 95 %.
  let t: Double
  /// The tail of BCa on either side.
  let tail: Double

  init(count n: Int) {
    t = n > 1 ? StudentT.quantile(level: 0.95, degrees: n - 1) : 0
    tail = n > 1 ? BCa.widenedTail(level: 0.95, count: n) : 0
  }
}
