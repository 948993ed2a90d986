import Core
import Testing

@testable import Twin

@Suite("Faults of the published twin, by hand", .timeLimit(.minutes(60)))
struct AgulloFaultTests {
  @Test("lengths are redrawn from floored normals, a tenth longer")
  func normalLengths() throws {
    var workload = Workload(
      rates: [1], ranks: [8], lengths: LengthPool(inputs: [100], outputs: [50]), durationSeconds: 4000)
    workload.arrivals = .client(seed: 0)
    var twin = AgulloTwin(predictors: .llama31, slots: 1, slotRank: 8, kvTokens: 100_000, workload: workload)
    let drawn = try twin.run(seed: Seed(1))
    #expect((108...115).contains(Double(drawn.inputTokens) / Double(drawn.finished)))
    #expect((53...57).contains(Double(drawn.outputTokens) / Double(drawn.finished)))
    twin.faults.remove(.normalLengths)
    let exact = try twin.run(seed: Seed(1))
    #expect(exact.inputTokens == 100 * exact.finished)
    #expect(exact.outputTokens == 50 * exact.finished)
  }

  @Test("a prompt costs no time")
  func freePrefill() throws {
    var twin = world([(0, 0, 30, 2)])
    twin.predictors.perPromptToken = 100
    twin.faults.remove(.extraToken)
    #expect(try ttft(twin) == 1)
    #expect(try ttft(twin, without: .freePrefill) == 4)
  }

  @Test("a rank costs no time")
  func rankIgnored() throws {
    var twin = world([(0, 0, 30, 2)])
    twin.workload.ranks = [32, 8]
    twin.predictors.perAdapterRank = 10
    #expect(try ttft(twin) == 1)
    #expect(try ttft(twin, without: .rankIgnored) == 1.24)
  }

  /// Each takes 2 blocks. At the second step request 0 wants a third: request 1 leaves, with one token, until 0 is done.
  private func pressed(seconds: Double) -> AgulloTwin {
    world([(0, 0, 30, 18), (0, 0, 30, 18)], blocks: 4, seconds: seconds)
  }

  @Test("the preempted lose their tokens")
  func lostTokens() throws {
    // Request 1 comes back at second 18, and takes 18 steps or 17.
    var twin = pressed(seconds: 35)
    twin.faults.remove(.skippedScans)
    #expect(try twin.run(seed: Seed(0)).finished == 1)
    twin.faults.remove(.lostTokens)
    #expect(try twin.run(seed: Seed(0)).finished == 2)
  }

  @Test("without a flag the preempted wait for the next arrival")
  func skippedScans() throws {
    var twin = pressed(seconds: 100)
    let stuck = try twin.run(seed: Seed(0))
    #expect(stuck.finished == 1)
    #expect(stuck.waiting == 1)
    twin.faults.remove(.skippedScans)
    #expect(try twin.run(seed: Seed(0)).finished == 2)
  }

  /// At the second step 0 and 1 want a third block each, then 2 does: 3 leaves, then 2 itself. Two blocks are left, for
  /// one of them; 3 would be done with them after two steps.
  private var crowded: AgulloTwin {
    var twin = world([(0, 0, 30, 18), (0, 0, 30, 18), (0, 0, 30, 3), (0, 0, 30, 2)], blocks: 8, seconds: 4)
    twin.faults.remove(.skippedScans)
    return twin
  }

  @Test("the youngest of the preempted comes first")
  func youngestFirst() throws {
    var twin = crowded
    #expect(try twin.run(seed: Seed(0)).finished == 1)
    twin.faults.remove(.youngestFirst)
    #expect(try twin.run(seed: Seed(0)).finished == 0)
  }

  @Test("requests are admitted right after a preemption")
  func admissionAfterPreemption() throws {
    var twin = crowded
    #expect(try twin.run(seed: Seed(0)).finished == 1)
    twin.faults.remove(.admissionAfterPreemption)
    #expect(try twin.run(seed: Seed(0)).finished == 0)
    twin.workload.durationSeconds = 5
    #expect(try twin.run(seed: Seed(0)).finished == 1)
  }

  @Test("a scan continues among requests without a slot, and stops for lack of memory")
  func scanCounter() throws {
    var twin = world([(0, 0, 1, 9), (0.5, 1, 1, 9), (0.5, 1, 200, 9)], blocks: 4, slots: 1, seconds: 2)
    var server = AgulloServer(twin, arrivals: AgulloArrivals(twin, seed: Seed(0)))
    try server.play()
    #expect(server.flags.adapters && server.flags.memory)
    twin.faults.remove(.scanCounter)
    server = AgulloServer(twin, arrivals: AgulloArrivals(twin, seed: Seed(0)))
    try server.play()
    #expect(server.flags.adapters && !server.flags.memory)
  }

  @Test("max_num_seqs is not enforced")
  func unlimitedSequences() throws {
    var twin = world([(0, 0, 1, 9), (0, 0, 1, 9)], seconds: 1)
    twin.maxSequences = 1
    #expect(try twin.run(seed: Seed(0)).running == 2)
    twin.faults.remove(.unlimitedSequences)
    #expect(try twin.run(seed: Seed(0)).running == 1)
  }

  @Test("a prompt's last chunk takes the first output token along")
  func extraToken() throws {
    // 15 tokens of the prompt and the one that decodes fill the block; one more does not fit.
    var twin = world([(0, 0, 15, 2)], blocks: 1, seconds: 2)
    let run = try twin.run(seed: Seed(0))
    #expect(run.preemptions == 1)
    #expect(run.finished == 0)
    twin.faults.remove(.extraToken)
    #expect(try twin.run(seed: Seed(0)).finished == 1)
  }

  @Test("a prompt without budget for its next chunk is forgotten, its blocks are not freed", arguments: [true, false])
  func lostRequests(isLost: Bool) {
    var twin = world([], seconds: 100)
    twin.tokenBudget = 2
    if !isLost { twin.faults.remove(.lostRequests) }
    var server = AgulloServer(twin, arrivals: AgulloArrivals(twin, seed: Seed(0)))
    server.requests = (0..<3).map { _ in AgulloRequest(arrivalSeconds: 0, adapter: 0, input: 9, output: 9) }
    for id in 0..<2 {
      server.requests[id].promptLeft = 0
      server.requests[id].lastStep = 8
      server.requests[id].chunk = 1
    }
    server.requests[2].chunk = 4
    server.requests[2].blocks = 1
    server.running = [0, 1, 2]
    server.visits = [8, 8, 0]
    server.counts[0] = 3
    server.batchAdapters = [0]
    server.prefilling = 1
    server.usedBlocks = 3
    server.visitBatch(until: 1)
    #expect(server.result.lost == (isLost ? 1 : 0))
    #expect(server.running == (isLost ? [0, 1] : [0, 1, 2]))
    #expect(server.usedBlocks == 3)
    #expect(server.batchTokens == 2)
  }

  @Test("the queue takes one more than the measured run's longest")
  func queueCap() throws {
    var twin = world([(0, 0, 1, 9), (0, 0, 1, 9), (0, 0, 1, 9)], seconds: 1)
    twin.queueCap = 0
    #expect(try twin.run(seed: Seed(0)).running == 1)
    twin.faults.remove(.queueCap)
    #expect(try twin.run(seed: Seed(0)).running == 3)
  }

  @Test("the time between tokens is divided by the tokens")
  func itlByTokens() throws {
    var twin = world([(0, 0, 1, 3)])
    #expect(try twin.run(seed: Seed(0)).itlSeconds == 2.0 / 3)
    twin.faults.remove(.itlByTokens)
    #expect(try twin.run(seed: Seed(0)).itlSeconds == 1)
  }

  @Test("arrivals outside the queue have no part in the time to the first token")
  func ttftOfQueue() throws {
    var twin = world([(0, 0, 1, 2), (0, 0, 1, 2), (0, 0, 1, 2)], seconds: 2)
    twin.queueCap = 0
    #expect(try ttft(twin) == (1 + 2) / 2.0)
    #expect(try ttft(twin, without: .ttftOfQueue) == (1 + 2 * 2) / 3.0)
  }

  @Test("prompts cost as decoding does")
  func prefillsDecode() throws {
    var twin = world([(0, 0, 1, 2)])
    twin.predictors.perRunning = 500
    #expect(try ttft(twin) == 1.5)
    #expect(try ttft(twin, without: .prefillsDecode) == 1)
  }

  @Test("the run ends with the last arrival")
  func endsWithArrivals() throws {
    var twin = world([(0, 0, 1, 2)])
    #expect(try twin.run(seed: Seed(0)).finished == 1)
    twin.faults.insert(.endsWithArrivals)
    let run = try twin.run(seed: Seed(0))
    #expect(run.finished == 0)
    #expect(run.seconds == 1)
  }

  @Test("names are those of the list; the fault for another one suggests the nearest")
  func names() throws {
    #expect(try AgulloFault.named(["free-prefill", "queue-cap"]) == [.freePrefill, .queueCap])
    let fault = #expect(throws: Fault.self) { try AgulloFault.named(["free-prefil"]) }
    #expect(fault?.reason == "the published twin has no fault 'free-prefil'")
    #expect(fault?.fix?.hasPrefix("did you mean 'free-prefill'? it has normal-lengths, free-prefill, ") == true)
    let model = #expect(throws: Fault.self) { try AgulloPredictors.named("gpt-2") }
    #expect(model?.reason == "the published twin has no model 'gpt-2'")
    #expect(model?.fix == "its predictors were fitted for llama-3.1-8b and qwen-2.5-7b only")
  }

  private func ttft(_ twin: AgulloTwin, without fault: AgulloFault? = nil) throws -> Double {
    var twin = twin
    if let fault { twin.faults.remove(fault) }
    return try twin.run(seed: Seed(0)).ttftSeconds
  }

  /// A server whose steps take a second, and requests as (arrival, adapter, prompt, output); runs continue after the
  /// last.
  private func world(
    _ requests: [(Double, Int, Int32, Int32)], blocks: Int = 100, slots: Int = 2, seconds: Double = 100
  ) -> AgulloTwin {
    var workload = Workload(
      rates: [1, 1], ranks: [8, 8], lengths: LengthPool(inputs: [1], outputs: [1]), durationSeconds: seconds)
    workload.recorded = requests.enumerated().map { number, request in
      TwinRequest(
        number: number, arrivalSeconds: request.0, adapter: request.1, inputTokens: Int(request.2),
        outputTokens: Int(request.3))
    }
    var predictors = AgulloPredictors.llama31
    predictors.perRunning = 0
    predictors.base = 1000
    predictors.perAdapter = 0
    predictors.anyAdapter = 100
    predictors.loads = [AgulloPredictors.Loads(slotRank: 8, millis: [(8, 0), (32, 0)])]
    var twin = AgulloTwin(
      predictors: predictors, slots: slots, slotRank: 32, kvTokens: 16 * blocks, workload: workload)
    twin.faults.remove(.endsWithArrivals)
    return twin
  }
}

@Suite("Predictors of the published twin", .timeLimit(.minutes(60)))
struct AgulloPredictorsTests {
  @Test("a step's time is the product of two lines")
  func step() {
    let millis = AgulloPredictors.llama31.stepMillis(running: 100, adapters: 10)
    #expect(abs(millis - (4.37994 + 10.541748) * (19.301176 + 200.01448) / 100) < 1e-12)
  }

  @Test("the scheduler takes nothing from a small batch, and its coefficients come per unit from a large one")
  func scheduler() {
    #expect(AgulloPredictors.scheduleMillis(running: 40, waiting: 0, slotShare: 1) == 0)
    func millis(_ running: Int, _ waiting: Int, _ share: Double) -> Double {
      AgulloPredictors.scheduleMillis(running: running, waiting: waiting, slotShare: share)
    }
    #expect(abs(millis(301, 0, 0) - millis(300, 0, 0) - 0.004045) < 1e-6)
    #expect(abs(millis(300, 1000, 0) - millis(300, 0, 0) - 0.2272) < 1e-4)
    #expect(abs(millis(300, 1000, 0.5) - millis(300, 1000, 0) + 0.1341) < 1e-4)
  }

  @Test("page-ins are measured by slot rank and adapter rank; between them the next above counts")
  func loads() {
    let qwen = AgulloPredictors.qwen25
    #expect(qwen.loadMillis(rank: 16, slotRank: 32) == 3.507)
    #expect(qwen.loadMillis(rank: 4, slotRank: 8) == 3.060)
    #expect(qwen.loadMillis(rank: 9, slotRank: 10) == 2.990)
    #expect(qwen.loadMillis(rank: 64, slotRank: 64) == 3.044)
  }
}
