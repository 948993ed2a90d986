import Core
import Testing

@testable import Twin

@Suite("Least squares of 0 or more", .timeLimit(.minutes(60)))
struct LeastSquaresTests {
  /// A number, its rows, and what fits best: from scipy.optimize.nnls, or by hand.
  private static let known: [(rows: [[Double]], targets: [Double], best: [Double])] = [
    ([[1, 0], [0, 1]], [2, 3], [2, 3]),
    ([[1, 0], [0, 1]], [2, -3], [2, 0]),
    ([[1, 0], [1, 0], [0, 1]], [2, 1, 1], [1.5, 1]),
    ([[1, 0], [1, 0], [0, 1]], [-1, -1, -1], [0, 0]),
    ([[1, 2], [3, 4], [5, 6]], [7, 8, 9], [0, 50.0 / 28]),
    ([[1, 1, 0], [0, 1, 1], [1, 0, 1]], [1, 4, 1], [0, 5.0 / 3, 5.0 / 3]),
    ([[0, 1], [0, 2]], [3, 6], [0, 3]),
    ([[1, 1], [2, 2]], [3, 6], [3, 0]),
  ]

  @Test("known solutions are found", arguments: known.indices)
  func solutions(case index: Int) {
    let (rows, targets, best) = Self.known[index]
    let found = nonNegativeLeastSquares(rows, targets)
    for (a, b) in zip(found, best) { #expect(abs(a - b) < 1e-9, "\(found)") }
  }

  @Test("nothing near a solution is better, whatever the units", arguments: 0..<20)
  func optimality(seed: Int) {
    var stream = RandomStream(Seed(UInt64(seed)))
    let scales = [1, 1e-6, 1e4, 30, 0.2]
    let rows = (0..<40).map { _ in scales.map { $0 * stream.uniform() } }
    let truth = [3, 0, 2e-4, -0.1, 5]
    let targets = rows.map { row in zip(row, truth).reduce(stream.uniform()) { $0 + $1.0 * $1.1 } }
    let found = nonNegativeLeastSquares(rows, targets)
    func error(_ x: [Double]) -> Double {
      zip(rows, targets).reduce(0) { sum, row in
        let off = zip(row.0, x).reduce(-row.1) { $0 + $1.0 * $1.1 }
        return sum + off * off
      }
    }
    #expect(found.allSatisfy { $0 >= 0 })
    for column in found.indices {
      for step in [1e-3, -1e-3] {
        var other = found
        other[column] = max(0, found[column] + step / scales[column])
        #expect(error(other) >= error(found) * (1 - 1e-12))
      }
    }
  }

  @Test("a few wrong rows do not bend a regression")
  func robust() {
    var rows = (1...40).map { RelativeRegression.Row(features: [1, Double($0)], target: 10 + 0.5 * Double($0)) }
    rows[3].target *= 2
    rows[30].target *= 0.4
    let fit = RelativeRegression.fit(rows)
    #expect(abs(fit.coefficients[0] - 10) < 0.05)
    #expect(abs(fit.coefficients[1] - 0.5) < 0.005)
  }

  @Test(
    "a value is told with so many digits",
    arguments: [
      (0.0228249, 4, 0.02282), (307_529.4, 4, 307_500), (11.875, 4, 11.88), (9999.6, 4, 10_000), (0, 4, 0), (1, 4, 1),
      (0.00601234, 5, 0.0060123),
    ])
  func digits(value: Double, digits: Int, told: Double) { #expect(rounded(value, digits: digits) == told) }
}
