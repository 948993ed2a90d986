import Core
import Testing

@testable import Results

/// What `a` earned more than `b`.
private func difference(_ a: [Double], _ b: [Double]) -> PairedDifference {
  Ranking(["a", "b"], [Sample(a), Sample(b)], seed: Seed(1)).difference(0, minus: 1)
}

@Suite("Paired differences", .timeLimit(.minutes(60)))
struct PairedDifferenceTests {
  @Test("under 8 replicates the interval is Student's, from 8 it is BCa, and the result says so")
  func methods() throws {
    let seven = difference([3, 5, 4, 6, 7, 2, 3], [1, 2, 3, 4, 9, 1, 0])
    #expect(seven.method == .studentT)
    #expect(seven.interval == Sample([2, 3, 1, 2, -2, 1, 3]).interval())
    let eight = difference([3, 5, 4, 6, 7, 2, 3, 4], [1, 2, 3, 4, 9, 1, 0, 2])
    #expect(eight.method == .bca)
    let plain = try #require(Sample([2, 3, 1, 2, -2, 1, 3, 2]).interval())
    let interval = try #require(eight.interval)
    #expect(interval.lowerBound < plain.lowerBound, "the one bad replicate skews it to the left")
    #expect(interval.upperBound < plain.upperBound)
  }

  @Test("one replicate has neither interval nor p, and is open")
  func single() {
    let one = difference([2], [1])
    #expect(one.method == .single && one.interval == nil && one.p == nil && one.holm == nil)
    #expect(one.verdict == .open && !one.holdsZero && one.replicatesToDecide == nil)
    #expect(difference([1], [1]).holdsZero)
  }

  @Test("replicates that all agree are as sure as can be")
  func allEqual() {
    let apart = difference([2, 3, 4], [1, 2, 3])
    #expect(apart.method == .allEqual && apart.interval == 1...1 && apart.p == 0 && apart.verdict == .more)
    let same = difference([2, 3, 4], [2, 3, 4])
    #expect(same.interval == 0...0 && same.p == 1 && same.verdict == .open && same.replicatesToDecide == nil)
  }

  @Test("the other way round is the mirror image")
  func mirrored() throws {
    let values = ([1.0, 2, 3.5, 2, 4, 8, 1, 0], [0.0, 3, 2, 1, 1, 7, 2, 2])
    let there = Ranking(["a", "b"], [Sample(values.0), Sample(values.1)], seed: Seed(1))
    let back = there.difference(1, minus: 0)
    let forth = there.difference(0, minus: 1)
    #expect(back.mean == -forth.mean && back.p == forth.p && back.reversed == forth)
  }

  // Reference: statsmodels 0.15.0, TTestPower().solve_power(effect, power=0.8, alpha=0.05) is 198.2, 33.4 and 3141.5;
  // ours puts the normal in place of the noncentral t and may be off by two.
  @Test("the replicates that would decide meet statsmodels", arguments: [(0.2, 199), (0.5, 34), (0.05, 3142)])
  func replicatesToDecide(effect: Double, expected: Int) throws {
    // Four values of mean `effect` and standard deviation 1.
    let step = 0.75.squareRoot()
    let values = [effect - step, effect - step, effect + step, effect + step]
    let open = difference(values, [0, 0, 0, 0])
    #expect(open.verdict == .open && abs(open.standardDeviation - 1) < 1e-12)
    #expect(abs(try #require(open.replicatesToDecide) + 4 - expected) <= 2)
  }

  /// Differences of mean `effect`, standard deviation 1, from the stream of `seed`.
  private func simulated(_ pairs: Int, _ n: Int, effect: Double, seed: UInt64) -> [Sample] {
    let stream = CounterStream(Seed(seed))
    return (0..<pairs).map { pair in Sample((0..<n).map { effect + stream.normal(pair * n + $0) }) }
  }

  private func intervals(of samples: [Sample]) -> [ClosedRange<Double>] {
    let n = samples[0].count
    let resampled = n >= PairedDifference.fewestResampled
    // 2 000 resamples instead of 10 000, which change coverage little, for the sake of debug builds.
    let means =
      resampled
      ? Bootstrap.means(of: samples.map(\.values), seed: Seed(2), resamples: 2_000) : samples.map { _ in [] }
    let scale = IntervalScale(count: n)
    return samples.indices.map { PairedDifference.judged(samples[$0], means: means[$0], scale: scale).interval! }
  }

  @Test("of 400 pairs of equal policies the interval holds zero in 92 to 98 %", arguments: [5, 8, 10, 20])
  func coverage(replicates: Int) {
    let holding = intervals(of: simulated(400, replicates, effect: 0, seed: 1)).count { $0.contains(0) }
    #expect((368...392).contains(holding), "\(holding) of 400")
  }

  // Reference: statsmodels 0.15.0, TTestPower().power(0.5, n, 0.05) is 0.293, 0.565 and 0.869.
  @Test("power grows as stated: half a spread's difference", arguments: [(10, 0.293), (20, 0.565), (40, 0.869)])
  func power(replicates: Int, expected: Double) {
    let found = intervals(of: simulated(200, replicates, effect: 0.5, seed: 2)).count { $0.lowerBound > 0 }
    #expect(abs(Double(found) / 200 - expected) < 0.08, "\(found) of 200")
  }
}
