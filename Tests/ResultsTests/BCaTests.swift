import Core
import Testing

@testable import Results

// Reference values: scripts/statistics-reference.py (scipy 1.17.1).
@Suite("BCa intervals", .timeLimit(.minutes(60)))
struct BCaTests {
  private static let skewed = [
    0.109789, 0.179683, 0.049917, 0.419724, 1.929653, 0.269921, 0.090334, 0.640240, 0.310212, 0.149778, 2.710029,
    0.219821,
  ]
  private static let close = [
    1.020738, 0.986685, 1.042772, 1.012342, 0.968263, 1.055245, 1.008240, 0.992755, 1.018848, 1.037102,
  ]
  /// Whole numbers: many resampled means tie with the sample's.
  private static let flat: [Double] = [1, -1, 2, -2, 1, -1, 3, -3, 0, 0]

  private func made(_ values: [Double], tail: Double, resamples: Int = Bootstrap.resamples) -> ClosedRange<Double>? {
    let means = Bootstrap.means(of: [values], seed: Seed(7), resamples: resamples)[0]
    return BCa.interval(of: Sample(values), means: means, tail: tail)
  }

  @Test(
    "on the same resamples they are scipy's",
    arguments: [
      (skewed, 0.025, 0.24905277740249449, 1.278252553279985), (skewed, 0.005, 0.20746531896605905, 1.5873853662584534),
      (close, 0.025, 0.9975502072255471, 1.0290638556238236), (close, 0.005, 0.9921862916418809, 1.0331997957070342),
      (flat, 0.025, -1.1, 1.1), (flat, 0.005, -1.3, 1.4),
    ])
  func sameResamples(values: [Double], tail: Double, low: Double, high: Double) throws {
    let interval = try #require(made(values, tail: tail))
    #expect(abs(interval.lowerBound - low) < 1e-6)
    #expect(abs(interval.upperBound - high) < 1e-6)
  }

  @Test("with 10 000 resamples they are within 1e-3 of scipy's with a million of its own")
  func ownResamples() throws {
    let interval = try #require(made(Self.close, tail: 0.025))
    #expect(abs(interval.lowerBound - 0.9980212) < 1e-3)
    #expect(abs(interval.upperBound - 1.0294752) < 1e-3)
  }

  @Test("equal values are their own interval, one value has none, no acceleration is no trouble")
  func degenerate() throws {
    #expect(made([2.5, 2.5, 2.5, 2.5, 2.5, 2.5, 2.5, 2.5], tail: 0.025) == 2.5...2.5)
    #expect(made([1], tail: 0.025) == nil)
    let symmetric = try #require(made([-2, -1, -1, 0, 0, 1, 1, 2], tail: 0.025))
    #expect(symmetric.contains(0))
    let two = try #require(made([0, 1], tail: 0.025))
    #expect(two.lowerBound == 0 && two.upperBound == 1)
  }

  @Test("one more sample does not change the resamples of others")
  func sharedDraws() {
    let alone = Bootstrap.means(of: [Self.close], seed: Seed(3), resamples: 50)
    let both = Bootstrap.means(of: [Self.flat, Self.close], seed: Seed(3), resamples: 50)
    #expect(alone[0] == both[1])
    #expect(alone != Bootstrap.means(of: [Self.close], seed: Seed(4), resamples: 50))
  }

  @Test("the selection finds what sorting finds")
  func selection() {
    var stream = RandomStream(Seed(5))
    let values = (0..<301).map { _ in Double(stream.integer(below: 40)) }
    let sorted = values.sorted()
    for place in [0, 1, 7, 150, 299, 300] {
      var shuffled = values
      shuffled.withUnsafeMutableBufferPointer { #expect(OrderStatistics.select(place, from: $0) == sorted[place]) }
    }
    let between = sorted[298] + 0.5 * (sorted[299] - sorted[298])
    #expect(abs(OrderStatistics.quantile(0.995, of: values) - between) < 1e-12)
    #expect(abs(OrderStatistics.upperQuantile(0.005, of: values) - between) < 1e-12)
    #expect(OrderStatistics.quantile(1, of: values) == sorted[300])
    for guess in [-100, 0, 3, 20, 100.0] {
      #expect(OrderStatistics.quantile(0.3, of: values, guess: guess) == sorted[90])
      #expect(OrderStatistics.upperQuantile(0.3, of: values, guess: guess) == sorted[210])
    }
  }
}
