import Core
import Paging
import Testing

@Suite("Paging model with a host tier", .timeLimit(.minutes(60)))
struct HostTierTests {
  private func serve(_ model: PagingModel, _ lru: inout TestLRU, _ adapters: [Int]) throws -> [String] {
    try adapters.map { adapter in
      let service = try model.serve(AdapterID(adapter), at: lru.clock, timeSeconds: nil, asking: &lru)
      return "\(letters[adapter]) \(service.kind) \(service.pagingCost) \(model.names)/\(model.hostNames)"
    }
  }

  @Test("an adapter that leaves the GPU stays in the host; one that leaves the host leaves the GPU too")
  func golden() throws {
    var lru = TestLRU(5)
    let model = try PagingModel(
      configuration(sizes: [1, 1, 1, 1, 1], gpu: Capacity(2), host: Capacity(3)), environment: Seed(1),
      hostEvictor: TestLRU(5))
    try model.start(notifying: &lru)
    #expect(
      try serve(model, &lru, [2, 0, 3, 4]) == [
        "c pageIn 1.0 bc/abc",  // a leaves the GPU alone
        "a pageIn 0.125 ac/abc",  // from the host; b leaves the GPU
        "d pageIn 1.0 ad/acd",  // b leaves the host, c the GPU
        "e pageIn 1.0 de/ade",  // c leaves the host, a the GPU
      ])
    let ledger = model.ledger
    #expect(ledger.gpu.misses == 4)
    #expect((ledger.host?.hits, ledger.host?.misses) == (1, 3))
    #expect(ledger.host?.victimEvictions == 2)
    #expect(ledger.gpu.victimEvictions == 4)
    #expect((ledger.gpu.bytesMoved, ledger.host?.bytesMoved) == (4, 3))
    #expect(ledger.host?.stallSeconds == 3 * 0.875)
  }

  @Test("a host eviction frees GPU capacity, and no other adapter has to leave")
  func hostEviction() throws {
    var lru = TestLRU(4)
    let model = try PagingModel(
      configuration(gpu: Capacity(2), host: Capacity(2)), environment: Seed(1), hostEvictor: TestLRU(4))
    try model.start(notifying: &lru)
    #expect(try serve(model, &lru, [2]) == ["c pageIn 1.0 bc/bc"])
    #expect(model.ledger.gpu.hostEvictions == 1)
    #expect(model.ledger.gpu.victimEvictions == 0)
    #expect(model.ledger.gpu.evictions == 1)
  }

  @Test("what the host cannot keep, the GPU does not keep either")
  func hostBypass() throws {
    var lru = TestLRU(4)
    let model = try PagingModel(
      configuration(gpu: Capacity(3), host: Capacity(2)), environment: Seed(1), hostEvictor: FixedAnswers(victim: nil))
    #expect(model.names == "ab")
    #expect(try serve(model, &lru, [2]) == ["c bypass 1.0 ab/ab"])
    #expect(model.ledger.host?.bypasses == 1)
  }

  @Test("the catalogue sets the tiers at the start")
  func starts() throws {
    var setting = configuration(gpu: Capacity(2), host: Capacity(3))
    setting.adapters[1].startsIn = .host
    setting.adapters[3].startsIn = .gpu
    let model = try PagingModel(setting, environment: Seed(1), hostEvictor: TestLRU(4))
    #expect((model.names, model.hostNames) == ("d", "bd"))
    #expect(model.residents.pageInCost(of: AdapterID(1)) == 0.125)
    #expect(model.residents.pageInCost(of: AdapterID(0)) == 1)
    setting.startsEmpty = true
    let empty = try PagingModel(setting, environment: Seed(1), hostEvictor: TestLRU(4))
    #expect((empty.names, empty.hostNames) == ("", ""))
  }

  @Test("a plan may not lose to the host tier what it names itself")
  func planInHost() throws {
    var lru = TestLRU(4)
    let model = try PagingModel(
      configuration(gpu: Capacity(2), host: Capacity(3)), environment: Seed(1), hostEvictor: TestLRU(4))
    try model.start(notifying: &lru)
    _ = try serve(model, &lru, [1, 2])
    #expect((model.names, model.hostNames) == ("bc", "abc"))
    // a was used longest ago and would leave the host for d, but the plan names it.
    #expect(try model.apply(plan: [AdapterID(0), AdapterID(3)], at: 3, timeSeconds: nil, notifying: &lru) == 1.125)
    #expect((model.names, model.hostNames) == ("ad", "acd"))
    #expect(model.ledger.loadCost == 1.125)
    #expect(model.ledger.host?.planLoads == 1)
  }

  @Test("a newcomer of a plan does not drive a later one of the plan out of the host tier")
  func planKeepsItsOwn() throws {
    var lru = TestLRU(4)
    let model = try PagingModel(
      configuration(gpu: Capacity(2), host: Capacity(3)), environment: Seed(1), hostEvictor: TestLRU(4))
    try model.start(notifying: &lru)
    _ = try serve(model, &lru, [3, 1, 0])
    #expect((model.names, model.hostNames) == ("ab", "abd"))
    // c comes from storage. d was used longest ago and would leave for it, but the plan names it: b leaves.
    #expect(try model.apply(plan: [AdapterID(2), AdapterID(3)], at: 3, timeSeconds: nil, notifying: &lru) == 1.125)
    #expect((model.names, model.hostNames) == ("cd", "acd"))
  }

  @Test("a plan of one adapter more than the GPU holds is a fault")
  func planTooLarge() throws {
    var lru = TestLRU(4)
    let model = try PagingModel(
      configuration(gpu: Capacity(2)), environment: Seed(1))
    do {
      _ = try model.apply(plan: [0, 1, 2].map { AdapterID($0) }, at: 3, timeSeconds: nil, notifying: &lru)
      Issue.record("no fault")
    } catch { #expect(error.fix == "name fewer adapters") }
  }

  @Test("a wrong answer of the host tier's evictor is reported as its own")
  func wrongAnswer() throws {
    var lru = TestLRU(4)
    let model = try PagingModel(
      configuration(gpu: Capacity(1), host: Capacity(1)), environment: Seed(1),
      hostEvictor: FixedAnswers(victim: AdapterID(3)))
    do {
      _ = try serve(model, &lru, [2])
      Issue.record("no fault")
    } catch let fault as Fault {
      #expect(
        fault.described == "the host tier's victim() answered 'd', which is not resident\n"
          + "  at:     step 0 (host capacity 1: a)\n  fix:    return one of the ids in `residents`")
    } catch {}
  }
}
