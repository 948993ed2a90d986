import Core
import Testing

@testable import Twin

@Suite("The twin against vLLM's scheduling written down literally", .timeLimit(.minutes(60)))
struct LiteralServerTests {
  /// Random small worlds: few blocks, few slots, small budgets, bursts.
  private static func world(_ seed: UInt64) -> Twin {
    var stream = RandomStream(Seed(seed))
    let adapters = 1 + stream.integer(below: 6)
    let blockTokens = [1, 3, 4, 16][stream.integer(below: 4)]
    var server = ServerSettings(
      slots: 1 + stream.integer(below: adapters), slotRank: 8, kvBlocks: (40 + stream.integer(below: 90)) / blockTokens)
    server.blockTokens = blockTokens
    server.tokenBudget = 6 + stream.integer(below: 30)
    server.maxSequences = 1 + stream.integer(below: 6)
    var model = StepModel()
    model[.base] = 100
    model[.sequences] = 7
    model[.resident] = 300
    model[.prompt] = 3
    model[.loraSequences] = 2
    model[.passedOver] = 700
    model[.beyondGraphs] = 17
    model.graphTokens = 16
    model.kernels = KernelShape(layers: 2, expandTiles: 10)
    model[.idleBlocks] = 2e4
    model[.adapterBlocks] = 5e3
    model[.expand] = 900
    model[.shrink] = 40
    var time = 0.0
    let requests = (0..<120).map { _ in
      time += stream.uniform() * stream.uniform() * 1.5
      return (time, stream.integer(below: adapters), 1 + stream.integer(below: 24), 1 + stream.integer(below: 14))
    }
    return twin(server, requests, adapters: adapters, seconds: 30, model: model)
  }

  @Test("the same decisions in the same steps", arguments: 0..<300 as Range<UInt64>)
  func decisions(seed: UInt64) throws {
    let twin = Self.world(seed)
    let run = try twin.run(seed: Seed(seed))
    var literal = LiteralServer(twin.server, twin.stepModel)
    literal.play(twin.workload.recorded!, until: twin.workload.durationSeconds)
    #expect(sorted(run.decisions) == sorted(literal.decisions))
    #expect(run.gauges.maxBlocks <= twin.server.kvBlocks)
    #expect(run.tally.tokensGenerated == literal.generated)
    #expect(run.tally.finished + run.open + run.tally.refused == run.tally.arrived)
  }

  /// The order of requests that finish in one step does not matter.
  private func sorted(_ decisions: [TwinDecision]) -> [TwinDecision] {
    decisions.enumerated().sorted { a, b in
      let (x, y) = (a.element, b.element)
      if x.step != y.step { return x.step < y.step }
      if (x.kind == .finished) != (y.kind == .finished) { return y.kind == .finished }
      return x.kind == .finished ? x.request < y.request : a.offset < b.offset
    }.map(\.element)
  }

  @Test("a scheduler that takes the first of the line changes nothing", arguments: 0..<20 as Range<UInt64>)
  func firstCome(seed: UInt64) throws {
    var twin = Self.world(seed)
    let plain = try twin.run(seed: Seed(seed))
    twin.scheduler = { FirstCome($0) }
    #expect(try twin.run(seed: Seed(seed)).decisions == plain.decisions)
  }
}
