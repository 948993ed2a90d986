import Results
import Testing

@Suite("Student t", .timeLimit(.minutes(60)))
struct StudentTTests {
  // Reference values: scipy.stats.t.ppf((1 + level) / 2, degrees), scipy 1.17.1.
  @Test(
    "quantiles meet the reference",
    arguments: [
      (0.95, 1, 12.706204736174694), (0.95, 2, 4.302652729749462), (0.95, 9, 2.262157162798205),
      (0.95, 19, 2.0930240544083087), (0.99, 4, 4.604094871349992), (0.95, 1000, 1.9623390808264083),
      (0.5, 7, 0.7111417780817866),
    ])
  func quantiles(level: Double, degrees: Int, expected: Double) {
    #expect(abs(StudentT.quantile(level: level, degrees: degrees) - expected) < 1e-9 * expected)
  }

  @Test("the interval of a paired difference is the textbook one")
  func interval() throws {
    let difference = Sample([3, 5, 4, 6]).minus(Sample([1, 2, 3, 4]))
    #expect(difference.values == [2, 3, 1, 2])
    let interval = try #require(difference.interval())
    // mean 2, s = √(2/3), t(3) = 3.182446305284263
    #expect(abs(interval.lowerBound - 0.7007717) < 1e-6)
    #expect(abs(interval.upperBound - 3.2992283) < 1e-6)
  }

  @Test("one replicate has no interval")
  func single() {
    #expect(Sample([1]).interval() == nil)
  }
}
