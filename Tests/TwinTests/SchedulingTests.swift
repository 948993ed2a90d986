import Core
import Testing

@testable import Twin

@Suite("Scheduling by hand", .timeLimit(.minutes(60)))
struct SchedulingTests {
  @Test("a prompt longer than the budget is computed in chunks")
  func chunks() throws {
    let run = try twin(smallServer(budget: 10), [(0, 0, 25, 3)]).run(seed: Seed(1))
    // Steps 0 to 2 compute 10, 10 and 5 tokens; the first token comes with the third, the others one by one.
    #expect(run.told == "0+0 4.0")
    #expect(run.tally.firstToken.sum == 3)
    #expect(run.tally.perOutputToken.sum == 1)
    #expect(run.tally.promptTokensComputed == 25)
  }

  @Test("a chunk takes what decoding leaves of the budget")
  func chunkBesideDecoding() throws {
    let run = try twin(smallServer(budget: 10), [(0, 0, 6, 4), (0, 0, 10, 2)]).run(seed: Seed(1))
    // Step 0: 6 of request 0 and 4 of request 1; step 1: a token of 0 and the other 6 of 1; both decode from then on.
    #expect(run.told == "0+0 0+1 2.1 3.0")
    #expect(run.tally.firstToken.sum == 1 + 2)
  }

  @Test("where a block is missing the last of the batch leaves, and comes back with its tokens kept")
  func preemption() throws {
    let run = try twin(smallServer(kvBlocks: 5), [(0, 0, 7, 6), (0, 0, 8, 5)]).run(seed: Seed(1))
    // 4 blocks at step 0; request 1 takes the fifth at step 1, request 0 wants one at step 2. Request 1 leaves with 2
    // tokens, wants 3 blocks for 8 + 2 tokens and finds 2, so it waits until request 0 is done, and has 3 tokens to go.
    #expect(run.told == "0+0 0+1 2-1 5.0 6+1 8.1")
    #expect(run.tally.preemptions == 1)
    #expect(run.tally.tokensRecomputed == 9)
    #expect(run.tally.promptTokensComputed == 7 + 8 + 10)
    #expect(run.tally.tokensGenerated == 6 + 5)
  }

  @Test("no request is admitted in a step that preempts")
  func noAdmissionAfterPreemption() throws {
    let run = try twin(smallServer(kvBlocks: 5), [(0, 0, 7, 6), (0, 0, 8, 5), (1.5, 1, 1, 1)]).run(seed: Seed(1))
    // Request 2 waits at step 2, and 2 blocks are free then. At step 3 request 1 stands before it and does not fit, and
    // that ends the admission.
    #expect(run.told == "0+0 0+1 2-1 5.0 6+1 6+2 6.2 8.1")
  }

  @Test("a chunked prompt that finds no block leaves for want of its own")
  func chunkedLeaves() throws {
    let run = try twin(smallServer(kvBlocks: 4, budget: 8), [(0, 0, 3, 5), (0, 0, 9, 2)]).run(seed: Seed(1))
    // Step 0: 3 + 5 tokens in 1 + 2 blocks. Step 1: request 1 takes the fourth block for its last 4 tokens. Step 2: request
    // 0 wants a block, request 1 leaves. Step 3: 7 of its 10 tokens go into the two free blocks; step 4: none is left for
    // the other 3, and it leaves for want of its own. Step 5: 8 tokens; step 6: 2, with the last token.
    #expect(run.told == "0+0 0+1 2-1 3+1 4-1 4.0 5+1 6.1")
  }

  @Test("a request whose adapter has no slot is skipped and keeps its position")
  func adapterSkip() throws {
    let run = try twin(smallServer(slots: 1), [(0, 0, 2, 3), (0, 1, 2, 1), (0, 0, 2, 4), (2.5, 0, 2, 1)])
      .run(seed: Seed(1))
    // Request 1 waits until no request of adapter 0 runs; request 3 overtakes it.
    #expect(run.told == "0+0 0+2 2.0 3+3 3.2 3.3 4+1 4.1")
    #expect(run.tally.adapters[1].longestWaitSeconds == 4)
  }

  @Test("a page-in holds the whole step up, or runs beside it")
  func loads() throws {
    var server = smallServer(slots: 1)
    let requests = [(0.0, 0, 2, 1), (0.0, 1, 2, 1)]
    let blocking = try twin(server, requests, loadSeconds: 0.5).run(seed: Seed(1))
    // Adapter 1, the last, is on the GPU at the start: both must be brought in.
    #expect(blocking.loads == 2)
    #expect(blocking.tally.busySeconds == 3)
    server.loading = .overlapped
    let overlapped = try twin(server, requests, loadSeconds: 0.5).run(seed: Seed(1))
    #expect(overlapped.tally.busySeconds == 2)
    #expect(try twin(server, requests, loadSeconds: 3).run(seed: Seed(1)).tally.busySeconds == 6)
  }

  @Test("what is not done at the end counts as not done")
  func horizon() throws {
    let run = try twin(smallServer(), [(0, 0, 2, 3), (0.5, 0, 2, 9)], seconds: 4.5).run(seed: Seed(1))
    #expect(run.tally.finished == 1)
    #expect(run.open == 1)
    #expect(run.penalisedFirstTokenSeconds == (1 + 4.5) / 2)
    // A gauge shows what the step before left: 0, 1, 2, 1 requests for a second each, and 1 for half a second.
    #expect(run.gauges.meanRunning == (0 + 1 + 2 + 1 + 0.5) / 4.5)
  }

  @Test("clients that may hold one request open fail to send another, or send it when the first is done")
  func openLimit() throws {
    var server = smallServer()
    server.openRequestLimit = 1
    let failing = try twin(server, [(0, 0, 2, 2), (0, 0, 2, 2)]).run(seed: Seed(1))
    #expect(failing.told == "0+0 1.0")
    #expect(failing.tally.failed == 1)
    server.beyondLimit = .waits
    let run = try twin(server, [(0, 0, 2, 2), (0, 0, 2, 2)]).run(seed: Seed(1))
    #expect(run.told == "0+0 1.0 2+1 3.1")
    #expect(run.tally.firstToken.sum == 1 + 3)
  }

  @Test("a request larger than the cache is refused and the others continue")
  func refused() throws {
    let run = try twin(smallServer(kvBlocks: 2), [(0, 0, 7, 3), (0, 0, 8, 1)]).run(seed: Seed(1))
    #expect(run.tally.refused == 1)
    #expect(run.told == "0+1 0.1")
  }
}
