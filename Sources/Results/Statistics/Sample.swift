/// The values of a few replicates, and their mean with its uncertainty.
public struct Sample: Sendable, Equatable {
  public let values: [Double]

  /// At least one value.
  public init(_ values: [Double]) {
    precondition(!values.isEmpty)
    self.values = values
  }

  /// n.
  public var count: Int { values.count }

  /// The arithmetic mean, summed in index order.
  public var mean: Double { values.reduce(0, +) / Double(count) }

  /// Whether the values differ by no more than rounding.
  public var isConstant: Bool {
    let size = values.reduce(0) { max($0, abs($1)) }
    return values.max()! - values.min()! <= size * 1e-13
  }

  /// The standard deviation with denominator n − 1; 0 if n = 1.
  public var standardDeviation: Double {
    guard count > 1 else { return 0 }
    let mean = self.mean
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(count - 1)).squareRoot()
  }

  /// Half the width of the interval for the mean at `level`, by Student's t; nil if n = 1.
  public func halfWidth(level: Double = 0.95) -> Double? {
    guard count > 1 else { return nil }
    return StudentT.quantile(level: level, degrees: count - 1) * standardDeviation / Double(count).squareRoot()
  }

  /// The interval for the mean at `level`; nil if n = 1.
  public func interval(level: Double = 0.95) -> ClosedRange<Double>? {
    halfWidth(level: level).map { mean - $0...mean + $0 }
  }

  /// The paired differences self − other, replicate by replicate; both of one length.
  public func minus(_ other: Sample) -> Sample {
    precondition(count == other.count)
    return Sample(zip(values, other.values).map { $0 - $1 })
  }
}
