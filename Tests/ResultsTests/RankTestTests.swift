import Testing

@testable import Results

/// Four methods on 14 data sets [Demsar2006, Table 6]: the 10th ties all, others tie two.
private let scores: [[Double]] = [
  [0.763, 0.768, 0.771, 0.798], [0.599, 0.591, 0.590, 0.569], [0.954, 0.971, 0.968, 0.967],
  [0.628, 0.661, 0.654, 0.657], [0.882, 0.888, 0.886, 0.898], [0.936, 0.931, 0.916, 0.931],
  [0.661, 0.668, 0.609, 0.685], [0.583, 0.583, 0.563, 0.625], [0.775, 0.838, 0.866, 0.875],
  [1.000, 1.000, 1.000, 1.000], [0.940, 0.962, 0.965, 0.962], [0.619, 0.666, 0.614, 0.669],
  [0.972, 0.981, 0.9751, 0.975], [0.957, 0.978, 0.946, 0.970],
]

// Reference values: scripts/statistics-reference.py (scipy 1.17.1, statsmodels 0.15.0).
@Suite("Tests by ranks", .timeLimit(.minutes(60)))
struct RankTestTests {
  @Test("Holm's adjustment meets statsmodels")
  func holm() {
    let adjusted = Holm.adjusted([0.01, 0.04, 0.03, 0.005, 0.5, 0.04])
    for (mine, expected) in zip(adjusted, [0.05, 0.12, 0.12, 0.03, 0.5, 0.12]) { #expect(abs(mine - expected) < 1e-12) }
    #expect(Holm.adjusted([]).isEmpty)
  }

  @Test("Friedman's test with ties meets scipy, Iman and Davenport's F too")
  func friedman() throws {
    let friedman = try #require(Friedman(scores))
    for (mine, expected) in zip(friedman.meanRanks, [3.142857142857143, 2.0, 2.892857142857143, 1.9642857142857142]) {
      #expect(abs(mine - expected) < 1e-12)
    }
    #expect(abs(friedman.statistic - 10.228346456692925) < 1e-9)
    #expect(abs(friedman.p - 0.016721580328441323) < 1e-9)
    #expect(abs(try #require(friedman.f) - 4.1851301115241695) < 1e-9)
    #expect(abs(try #require(friedman.fP) - 0.011620659515310975) < 1e-9)
  }

  @Test("the critical difference meets scipy's studentised range, and joins all four")
  func nemenyi() throws {
    let nemenyi = Nemenyi(try #require(Friedman(scores)))
    #expect(abs(nemenyi.criticalDifference - 1.2535591471176057) < 1e-8)
    #expect(nemenyi.groups == [[3, 1, 2, 0]])
  }

  @Test("boards that all tie say nothing; where all agree F would be infinite and is left out")
  func extremes() throws {
    let tied = try #require(Friedman([[1, 1, 1], [2, 2, 2]]))
    #expect(tied.statistic == 0 && tied.p == 1 && tied.fP == 1)
    let agreed = try #require(Friedman([[3, 2, 1], [6, 5, 4], [9, 8, 7]]))
    #expect(agreed.f == nil && agreed.fP == nil && agreed.bestP == agreed.p)
    #expect(abs(agreed.statistic - 6) < 1e-12)
    #expect(Friedman([[1, 2]]) == nil)
    #expect(Friedman([[1], [2]]) == nil)
  }

  @Test(
    "groups are the longest runs of neighbours within reach",
    arguments: [
      ([1.0, 2, 3, 4], 1.0, [[0, 1], [1, 2], [2, 3]]), ([4.0, 1, 2, 1.5], 1.2, [[1, 3, 2]]),
      ([1.0, 5], 1.0, []), ([2.0, 2, 2], 0.5, [[0, 1, 2]]), ([1.0, 1.5, 2.4, 2.6], 1.4, [[0, 1, 2], [1, 2, 3]]),
    ])
  func groups(ranks: [Double], reach: Double, expected: [[Int]]) {
    #expect(Nemenyi.groups(ranks, within: reach) == expected)
  }
}
