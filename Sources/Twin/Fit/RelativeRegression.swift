import Core

/// A robust regression with coefficients of 0 or more, on relative residuals, for the twin's coefficients.
///
/// Each row counts by its relative residual r and its weight; rows with a large r count less, by 1 / √(1 + (r / 2 %)²),
/// in 25 rounds. Our choice: errors of measured means are relative as often as absolute, and some rows are wrong.
struct RelativeRegression: Sendable {
  /// One measured mean: `target` ≈ `known` + coefficients · `features`.
  struct Row: Sendable {
    var features: [Double]
    /// The part that is not fitted.
    var known = 0.0
    /// Above 0.
    var target: Double
    var weight = 1.0
  }

  struct Result: Sendable {
    var coefficients: [Double]
    /// Of each row, (fitted − measured) / measured.
    var residuals: [Double]
  }

  static let rounds = 25
  static let scale = 0.02

  static func fit(_ rows: [Row]) -> Result {
    var result = Result(coefficients: [], residuals: Array(repeating: 0, count: rows.count))
    for _ in 0..<rounds {
      let weights = zip(rows, result.residuals).map { row, residual in
        row.weight / (row.target * (1 + (residual / scale) * (residual / scale)).squareRoot())
      }
      result.coefficients = nonNegativeLeastSquares(
        zip(rows, weights).map { row, weight in row.features.map { $0 * weight } },
        zip(rows, weights).map { row, weight in (row.target - row.known) * weight })
      result.residuals = rows.map { row in
        (row.known + dot(result.coefficients, row.features) - row.target) / row.target
      }
    }
    return result
  }

  private static func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
}

/// The errors of a fit on some rows.
public struct FitResiduals: Sendable, Equatable {
  public var name: String
  public var rows: Int
  /// Mean absolute relative residual, in per cent.
  public var mape: Double
  /// Mean relative residual, in per cent; above 0 if the fit is too slow.
  public var bias: Double

  init(_ name: String, _ residuals: [Double], weights: [Double]? = nil) {
    let weights = weights ?? Array(repeating: 1, count: residuals.count)
    let sum = max(weights.reduce(0, +), .leastNonzeroMagnitude)
    self.name = name
    rows = residuals.count
    mape = 100 * zip(residuals, weights).reduce(0) { $0 + abs($1.0) * $1.1 } / sum
    bias = 100 * zip(residuals, weights).reduce(0) { $0 + $1.0 * $1.1 } / sum
  }
}
