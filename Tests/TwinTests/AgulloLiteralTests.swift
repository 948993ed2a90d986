import Core
import Testing

@testable import Twin

@Suite("The published twin against its loop written down literally", .timeLimit(.minutes(60)))
struct AgulloLiteralTests {
  @Test(
    "decides alike in small worlds, whichever faults it has",
    arguments: [[]] + AgulloFault.allCases.map { [$0] } + [AgulloFault.allCases])
  func alike(without: [AgulloFault]) throws {
    var preemptions = 0
    for world in 0..<15 {
      let (twin, requests) = small(world: world, without: without)
      var literal = LiteralAgullo(twin, requests)
      let expected = literal.play()
      let run = try twin.run(seed: Seed(0))
      preemptions += run.preemptions
      #expect(counts(run) == counts(expected), "world \(world)")
      #expect(abs(run.seconds - expected.seconds) < 1e-9)
      #expect(abs(run.itlSeconds - expected.itlSeconds) < 1e-9)
      #expect(abs(run.ttftSeconds - expected.ttftSeconds) < 1e-9)
    }
    #expect(preemptions > 20)
  }

  private func counts(_ run: AgulloRun) -> [Int] {
    [
      run.arrivals, run.finished, run.inputTokens, run.outputTokens, run.loads, run.steps, run.preemptions, run.lost,
      run.running, run.waiting,
    ]
  }

  /// A world in which budget, memory, slots and queue all bind, one or the other.
  private func small(world: Int, without: [AgulloFault]) -> (AgulloTwin, [TwinRequest]) {
    var stream = RandomStream(Seed(UInt64(world)))
    let adapters = 2 + stream.integer(below: 6)
    let slots = 1 + stream.integer(below: adapters)
    let pace = 0.01 + 0.1 * stream.uniform()
    var clock = 0.0
    let requests = (0..<150).map { number in
      clock += pace * stream.uniform()
      return TwinRequest(
        number: number, arrivalSeconds: clock, adapter: stream.integer(below: adapters),
        inputTokens: 1 + stream.integer(below: 90), outputTokens: 2 + stream.integer(below: 40))
    }
    var workload = Workload(
      rates: Array(repeating: 1, count: adapters), ranks: (0..<adapters).map { [8, 16, 32][$0 % 3] },
      lengths: LengthPool(inputs: [1], outputs: [1]), durationSeconds: clock + 1)
    workload.recorded = requests
    var twin = AgulloTwin(
      predictors: .llama31, slots: slots, slotRank: 32, kvTokens: 160 + 16 * stream.integer(below: 60),
      workload: workload)
    twin.tokenBudget = [8, 40, 200][stream.integer(below: 3)]
    twin.maxSequences = 1 + stream.integer(below: 12)
    twin.queueCap = stream.integer(below: 2) == 0 ? nil : stream.integer(below: 30)
    twin.faults.subtract(without)
    return (twin, requests)
  }
}
