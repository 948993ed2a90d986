import Core

/// Converts the trees' answers to a probability of starvation: a logistic curve over the classifier's margin and the
/// distance of the predicted share from nine tenths [Platt1999]; the second input is our choice.
public struct Calibration: Sendable, Equatable {
  public var constant = 0.0
  /// Coefficient of the classifier's margin.
  public var margin = 1.0
  /// Coefficient of the logarithm of the predicted share over 0.9.
  public var share = 0.0

  public init() {}

  /// The probability of starvation for these answers.
  package func probability(margin: Double, share: Double) -> Double {
    1 / (1 + exponential(-(constant + self.margin * margin + self.share * Self.distance(share))))
  }

  private static func distance(_ share: Double) -> Double { naturalLog(max(share, 1e-3) / 0.9) }

  /// Fits the curve by Newton's method, with slight regularisation, which keeps it finite if the classes do not
  /// overlap.
  package static func fitted(to answers: [(margin: Double, share: Double, isStarved: Bool)]) -> Calibration {
    var weights = [0.0, 0, 0]
    for _ in 0..<50 {
      var gradient = weights.map { -1e-3 * $0 }
      var curvature = [[1e-3, 0, 0], [0, 1e-3, 0], [0, 0, 1e-3]]
      for answer in answers {
        let x = [1, answer.margin, distance(answer.share)]
        let p = 1 / (1 + exponential(-(x[0] * weights[0] + x[1] * weights[1] + x[2] * weights[2])))
        for i in 0..<3 {
          gradient[i] += ((answer.isStarved ? 1 : 0) - p) * x[i]
          for j in 0..<3 { curvature[i][j] += p * (1 - p) * x[i] * x[j] }
        }
      }
      let step = solved(curvature, gradient)
      for i in 0..<3 { weights[i] += step[i] }
      if step.allSatisfy({ abs($0) < 1e-9 }) { break }
    }
    var fitted = Calibration()
    (fitted.constant, fitted.margin, fitted.share) = (weights[0], weights[1], weights[2])
    return fitted
  }

  /// Gauss without pivots: the matrix is positive definite.
  private static func solved(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
    var (a, b) = (matrix, right)
    for i in 0..<3 {
      for j in (i + 1)..<3 {
        let factor = a[j][i] / a[i][i]
        for k in i..<3 { a[j][k] -= factor * a[i][k] }
        b[j] -= factor * b[i]
      }
    }
    for i in (0..<3).reversed() {
      for k in (i + 1)..<3 { b[i] -= a[i][k] * b[k] }
      b[i] /= a[i][i]
    }
    return b
  }
}
