import Core
import Testing

@testable import Twin

@Suite("The times of preempted requests", .timeLimit(.minutes(60)))
struct PreemptionTests {
  /// Five blocks of one token. Both requests begin at once, and each holds one token more after each step.
  private func run() throws -> TwinRun {
    var server = smallServer(kvBlocks: 5, blockTokens: 1)
    server.maxSequences = 8
    return try twin(server, [(0, 0, 1, 4), (0, 1, 1, 4)]).run(seed: Seed(1))
  }

  @Test("by hand: the later one leaves for want of a block, and comes back when the first is done")
  func decisions() throws {
    let run = try run()
    #expect(run.tally.preemptions == 1)
    #expect(run.tally.finished == 2)
    #expect(run.told.contains("-1"))
  }

  @Test("every token but each request's first has a time since the one before, the one after a preemption too")
  func betweenTokens() throws {
    let run = try run()
    #expect(run.tally.outputTokens == 8)
    #expect(run.tally.betweenTokens.weight == Double(8 - 2))
    // Gaps add up to the time from each first token to the last: pace · 3 for each of the two.
    let spans = run.tally.adapters.reduce(0.0) { $0 + 3 * $1.perOutputTokenSeconds }
    #expect(abs(run.tally.betweenTokens.sum - spans) < 1e-9)
    #expect(spans > 6)
  }

  @Test("the tokens of the cache that are lost are counted, and the wait for the first step only once")
  func counts() throws {
    let run = try run()
    #expect(run.tally.tokensRecomputed > 0)
    #expect(run.tally.promptTokensComputed == 2 + run.tally.tokensRecomputed + 1)
    #expect(run.tally.adapters.map(\.longestWaitSeconds) == [0, 0])
    #expect(run.tally.adapters.map(\.preemptions) == [0, 1])
  }
}
