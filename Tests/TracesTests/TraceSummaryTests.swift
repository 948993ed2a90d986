import Core
import Testing

@testable import Traces

@Suite("Summaries and findings of traces", .timeLimit(.minutes(60))) struct TraceSummaryTests {
  @Test("a summary names spreads, yardsticks and groups")
  func summary() throws {
    var trace = Trace(name: "t", requestCount: 4, adapters: [Adapter(name: "a"), Adapter(name: "b")])
    trace.rewards = [1, 0, 1, 0, 0, 1, 0.5, 0.5]
    trace.groups = [0, 0, 1, 0]
    trace.groupNames = ["law", "chat"]
    trace.timesSeconds = [0, 1, 2, 8]
    trace.promptTokens = [1, 2, 3, 6]
    trace.dimension = 2
    trace.contexts = [3, 4, 0, 0, 1, 0, 0, 1]
    trace.asked = [0, -1, 1, -1]
    let summary = TraceSummary(trace)
    #expect(summary.spanSeconds == 8)
    #expect(summary.promptTokens == .init([1, 2, 3, 6]))
    #expect(summary.promptTokens?.mean == 3)
    #expect(summary.outputTokens == nil)
    #expect(summary.contextNorm?.greatest == 5)
    #expect(summary.asking == 2)
    #expect(summary.groups.map(\.name) == ["law", "chat"])
    #expect(summary.groups.map(\.count) == [3, 1])
    let rewards = try #require(summary.rewards)
    #expect(rewards.meanArm == 0.5)
    #expect(rewards.bestArm == 0.625)
    #expect(rewards.bestArmName == "a")
    #expect(rewards.bestPerGroup == 0.875)
    #expect(rewards.bestPerRequest == 0.875)
  }

  @Test("the best arm is the first of equals")
  func ties() {
    var trace = Trace(name: "t", requestCount: 1, adapters: [Adapter(name: "a"), Adapter(name: "b")])
    trace.rewards = [1, 1]
    #expect(TraceSummary(trace).rewards?.bestArmName == "a")
  }

  @Test("each finding says what was seen and what to try")
  func findings() {
    var trace = Trace(name: "t", requestCount: 60, adapters: [Adapter(name: "a"), Adapter(name: "b")])
    trace.timesSeconds = [Double](repeating: 3, count: 60)
    trace.dimension = 1
    trace.contexts = [2, 0] + [Double](repeating: 0.5, count: 58)
    trace.rewards = (0..<60).flatMap { [$0 % 2 == 0 ? 1.0 : 0, 0.25] }
    trace.groups = (0..<60).map { $0 / 30 }
    trace.groupNames = ["x", "y"]
    trace.asked = [Int32](repeating: 1, count: 60)
    #expect(
      TraceCheck.findings(trace) == [
        "trace.lua names no source: say where the trace is from",
        "trace.lua names no licence: say where the trace is from",
        "every request comes at 3.0 s: leave time_s out, or fix it",
        "1 contexts are longer than 1 (the longest 2.0000): LinUCB's theory wants at most 1; scale them",
        "1 contexts are all zero: no router learns from them",
        "b always earns 0.25: see whether its column is the right one",
        "1 of 2 adapters are never asked for",
        "the group changes 1 times where a shuffle has about 30: the trace drifts by its order; "
          + "--shuffle-seed on import mixes it",
      ])
  }
}
