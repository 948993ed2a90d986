import Core
import Testing

@Suite("linucb-aware", .timeLimit(.minutes(60)))
struct LinUCBAwareTests {
  @Test("leaves the resident adapter only where another promises more than its page-in costs")
  func byHand() throws {
    // As linucb by hand, less 0.1 for adapter 1: 0.5·n/(n+1) + 1/√(n+1) against 0.9, later against 0.2 + 1/√2 − 0.1.
    let run = try TestHost.constant([0.5, 0.4], requests: 8).run("linucb-aware", [("alpha", "1")])
    #expect(run.adapters == [0, 0, 0, 1, 0, 0, 0, 1])
    #expect(run.hits == "+++-+++-")
  }

  @Test("is linucb where all are resident, and where page-ins are free")
  func sameAsLinUCB() throws {
    let all = TestHost.drawn(seed: 4, capacity: 6)
    #expect(try all.run("linucb-aware").adapters == all.run("linucb").adapters)
    let free = TestHost.drawn(seed: 4, cost: 0, capacity: 1)
    #expect(try free.run("linucb-aware").adapters == free.run("linucb").adapters)
  }

  @Test("burn-in serves request t with adapter t mod N, resident or not")
  func burnIn() throws {
    let run = try TestHost.drawn(seed: 1).run("linucb-aware", [("burn_in", "7")])
    #expect(Array(run.adapters.prefix(7)) == [0, 1, 2, 3, 4, 5, 0])
  }
}
