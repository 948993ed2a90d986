import Core
import Testing

@testable import Results

@Suite("Rankings", .timeLimit(.minutes(60)))
struct RankingTests {
  /// Four replicates about each level, alike but for small noise.
  private func samples(_ levels: [Double]) -> [Sample] {
    let noise: [[Double]] = [[1, -1, 2, -2], [-1, 2, 0, -1], [2, 1, -2, -1], [0, 1, -1, 0]]
    return levels.enumerated().map { i, level in Sample(noise[i % 4].map { level + $0 }) }
  }

  @Test("the order is by falling mean; policies without a significant difference to the first of a rank share it")
  func shared() {
    let ranking = Ranking(["low", "high", "middle", "high too"], samples([0, 50.5, 20, 50]), seed: Seed(1))
    #expect(ranking.order == [1, 3, 2, 0])
    #expect(ranking.ranks == [4, 1, 3, 1])
  }

  @Test("a rank is shared with its first, not with the neighbour: of A ≈ B, B ≈ C and A > C the ranks are 1, 1, 3")
  func leader() {
    // A is always 1 above C; B lies between, now like the one and now like the other.
    let a = Sample([1, 1.125, 0.875, 1])
    let b = Sample([0, 1, 0, 1])
    let c = Sample([0, 0.125, -0.125, 0])
    let ranking = Ranking(["A", "B", "C"], [a, b, c], seed: Seed(1))
    #expect(ranking.order == [0, 1, 2])
    #expect(ranking.difference(0, minus: 1).holdsZero)
    #expect(ranking.difference(1, minus: 2).holdsZero)
    #expect(!ranking.difference(0, minus: 2).holdsZero)
    #expect(ranking.ranks == [1, 1, 3])
  }

  @Test("the next rank begins with the first that is apart, and is measured from there")
  func secondRank() {
    let a = Sample([9, 9.125, 8.875, 9])
    let b = Sample([1, 1.125, 0.875, 1])
    let c = Sample([0, 1, 0, 1])
    let d = Sample([0, 0.125, -0.125, 0])
    let ranking = Ranking(["A", "B", "C", "D"], [a, b, c, d], seed: Seed(1))
    #expect(ranking.ranks == [1, 2, 2, 4])
  }

  @Test("equal means stand in the order given, bounds have no rank")
  func bounds() {
    let values = Sample([1, 2, 3])
    let ranking = Ranking(
      ["b", "bound", "a"], [values, Sample([9, 9, 9]), values], isBound: [false, true, false], seed: Seed(1))
    #expect(ranking.order == [0, 2])
    #expect(ranking.ranks == [1, nil, 1])
    #expect(ranking.difference(1, minus: 0).mean == 7)
    #expect(ranking.difference(1, minus: 0).holm == nil)
    #expect(ranking.difference(0, minus: 2).holm == 1)
  }

  @Test("Holm's adjustment runs over the pairs of the ranked")
  func holm() {
    let ranking = Ranking(["a", "b", "c"], samples([0, 3, 9]), seed: Seed(1))
    let pairs = [(0, 1), (0, 2), (1, 2)].map { ranking.difference($0.0, minus: $0.1) }
    #expect(pairs.map(\.holm) == Holm.adjusted(pairs.map { $0.p! }))
  }

  @Test("one more policy changes no other's interval")
  func onlooker() {
    let values = (0..<3).map { policy in
      Sample((0..<10).map { CounterStream(Seed(UInt64(policy))).normal($0) })
    }
    let two = Ranking(["a", "b"], Array(values[0...1]), seed: Seed(1))
    let three = Ranking(["a", "b", "c"], values, seed: Seed(1))
    #expect(two.difference(0, minus: 1).interval == three.difference(0, minus: 1).interval)
  }

  @Test("a single replicate ranks by what was earned")
  func single() {
    let ranking = Ranking(["a", "b", "c"], [Sample([1]), Sample([2]), Sample([2])], seed: Seed(1))
    #expect(ranking.ranks == [3, 1, 1])
  }
}
