import Core
import Results

/// Formats of numbers in tables.
enum Numbers {
  static let none = "–"

  /// Utility: per request with four decimals, summed over a trace with two.
  static func utility(_ value: Double, perRequest: Bool) -> String { fixed(value, perRequest ? 4 : 2) }

  /// "0.061 to 0.079".
  static func interval(_ interval: ClosedRange<Double>?, decimals: Int) -> String {
    interval.map { "\(fixed($0.lowerBound, decimals)) to \(fixed($0.upperBound, decimals))" } ?? none
  }

  /// With three decimals; "<0.001" below.
  static func p(_ value: Double?) -> String {
    value.map { $0 < 0.001 ? "<0.001" : fixed($0, 3) } ?? none
  }
}
