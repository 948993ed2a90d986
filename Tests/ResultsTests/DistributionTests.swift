import Testing

@testable import Results

// Reference values: scripts/statistics-reference.py (scipy 1.17.1).
@Suite("Distributions", .timeLimit(.minutes(60)))
struct DistributionTests {
  @Test(
    "the normal distribution meets the reference, in its tail too",
    arguments: [
      (-8, 6.22096057427174e-16), (-2.5, 0.006209665325776132), (-1, 0.15865525393145707),
      (-0.1, 0.460172162722971), (0, 0.5), (0.3, 0.6179114221889526), (1.96, 0.9750021048517795),
      (4, 0.9999683287581669),
    ])
  func normal(x: Double, expected: Double) {
    #expect(abs(Normal.cumulative(x) - expected) < 1e-12 * expected)
  }

  @Test(
    "χ² meets the reference",
    arguments: [
      (0.5, 1, 0.47950012218695337), (3.84, 1, 0.05004352124870519), (5, 3, 0.1717971442967335),
      (50, 12, 1.3971121075428589e-06), (200, 49, 3.8447471714016256e-20), (0.001, 4, 0.9999998750416589),
    ])
  func chiSquare(x: Double, degrees: Int, expected: Double) {
    #expect(abs(ChiSquare.survival(x, degrees: degrees) - expected) < 1e-12 * expected)
  }

  @Test(
    "F meets the reference",
    arguments: [
      (3.28, 4, 12, 0.049126374009923424), (0.5, 2, 7, 0.6266545330387997), (25, 9, 171, 5.105069889180331e-27),
      (1, 1, 1, 0.5),
    ])
  func f(x: Double, above: Int, below: Int, expected: Double) {
    #expect(abs(FDistribution.survival(x, above, below) - expected) < 1e-11 * expected)
  }

  @Test(
    "two-sided p values of Student's t meet the reference",
    arguments: [
      (2.1, 19, 0.04931439824327345), (15, 9, 1.1281022108490593e-07), (0.01, 3, 0.992649111412852),
      (3, 99, 0.0034155079215788717),
    ])
  func student(t: Double, degrees: Int, expected: Double) {
    #expect(abs(StudentT.twoSidedP(t, degrees: degrees) - expected) < 1e-12 * expected)
  }

  @Test(
    "the studentised range meets the reference",
    arguments: [
      (0.95, 2, 2.771807648699355), (0.90, 2, 2.3261743073533476), (0.95, 3, 3.314493155398122),
      (0.90, 5, 3.478280550703068), (0.95, 5, 3.857655510378623), (0.95, 10, 4.474124221725907),
      (0.90, 20, 4.694104409490512), (0.95, 20, 5.0116887941184425), (0.95, 50, 5.646026026380527),
    ])
  func studentizedRange(level: Double, groups: Int, expected: Double) {
    #expect(abs(StudentizedRange.quantile(level: level, groups: groups) - expected) < 1e-8)
  }

  @Test("the studentised range's distribution function meets the reference")
  func studentizedRangeCumulative() {
    #expect(abs(StudentizedRange.cumulative(3.5, groups: 6) - 0.8684695524441017) < 1e-9)
  }
}
