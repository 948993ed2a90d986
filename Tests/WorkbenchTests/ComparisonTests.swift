import Core
import Paging
import Testing
import Traces
import Workbench

@Suite("A comparison", .timeLimit(.minutes(60)))
struct ComparisonTests {
  /// A world that the environment's seed alone decides.
  private static func world(_ replicate: Int) -> Comparison.World {
    let stream = CounterStream(Cell.environment(seed: Seed(9), traceName: "small", replicate: replicate))
    let rewards = (0..<200).map { t in (0..<3).map { a in stream.uniform(t * 3 + a) } }
    let trace = SmallWorld.trace(rewards)
    return Comparison.World(trace: trace, paging: SmallWorld.paging(trace, capacity: 2))
  }

  private static func comparison(replicates: Int) -> Comparison {
    Comparison(
      entrants: [SmallWorld.lru([0, 1]), SmallWorld.lru([2, 1, 0])], replicates: replicates, seed: Seed(9),
      world: { (replicate: Int) throws(Fault) -> Comparison.World in world(replicate) })
  }

  @Test("any number of jobs gives the same results")
  func jobs() throws {
    let one = try Self.comparison(replicates: 7).results(jobs: 1) { _ in }
    let four = try Self.comparison(replicates: 7).results(jobs: 4) { _ in }
    #expect(one.map { $0.results.map(\.netReward) } == four.map { $0.results.map(\.netReward) })
    #expect(one.count == 7)
  }

  @Test("replicates differ, and a replicate does not depend on how many there are")
  func replicates() throws {
    let few = try Self.comparison(replicates: 2).results(jobs: 1) { _ in }
    let more = try Self.comparison(replicates: 3).results(jobs: 1) { _ in }
    #expect(few[1].results[0].reward == more[1].results[0].reward)
    #expect(more[0].results[0].reward != more[1].results[0].reward)
  }

  @Test("a fault stops the comparison and is thrown")
  func fault() {
    var comparison = Self.comparison(replicates: 3)
    comparison.entrants.append(SmallWorld.lru([99]))
    do {
      _ = try comparison.results(jobs: 2) { _ in }
      Issue.record("no fault")
    } catch {
      #expect(error.reason.contains("answered adapter 99"))
    }
  }

  @Test("references are those of hindsight")
  func references() throws {
    var trace = SmallWorld.trace([[1, 0, 0], [0, 1, 0], [0, 1, 0], [1, 0, 0.5]])
    trace.groups = [0, 1, 1, 0]
    trace.groupNames = ["x", "y"]
    let references = try #require(References(trace))
    #expect(references.bestAdapter == 0)
    #expect(references.bestSingle == 0.5)
    #expect(references.bestPerGroup == 1)
    #expect(references.bestPerRequest == 1)
  }

  @Test("a shuffle moves rows whole and leaves arrival times in place")
  func shuffle() {
    var trace = SmallWorld.trace((0..<50).map { [Double($0), Double($0) + 0.1, Double($0) + 0.2] })
    trace.timesSeconds = (0..<50).map(Double.init)
    trace.groups = (0..<50).map(Int32.init)
    let shuffled = trace.shuffled(Seed(3))
    #expect(shuffled.timesSeconds == trace.timesSeconds)
    #expect(shuffled.groups != trace.groups)
    #expect(Set(shuffled.groups) == Set(trace.groups))
    for t in 0..<50 {
      #expect(shuffled.rewards[t * 3 + 1] == Double(shuffled.groups[t]) + 0.1)
    }
    #expect(trace.shuffled(Seed(3)).groups == shuffled.groups)
    #expect(trace.prefix(3).rewards.count == 9)
  }
}
