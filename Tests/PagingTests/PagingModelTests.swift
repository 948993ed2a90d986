import Core
import Paging
import Testing

@Suite("Paging model in POLAR's setting", .timeLimit(.minutes(60)))
struct PagingModelTests {
  @Test("adapters 0 … K−1 are resident at the start, free, and are reported to the policy in rising order")
  func start() throws {
    var lru = TestLRU(4)
    let model = try PagingModel(configuration(), environment: Seed(1))
    try model.start(notifying: &lru)
    #expect(model.names == "ab")
    #expect(lru.told == [.placed, .placed])
    #expect(lru.lastUse == [1, 2, -1, -1])
    #expect(model.ledger.gpu == Ledger.TierCounts())
    #expect(model.ledger.pagingCost + model.ledger.loadCost == 0)
  }

  @Test("a hit is free, a miss pays c_a and evicts the victim, one decision after the other")
  func golden() throws {
    var setting = configuration()
    setting.pageInCosts = [0.1, 0.2, 0.3, 0.4]
    var lru = TestLRU(4)
    let model = try PagingModel(setting, environment: Seed(1))
    try model.start(notifying: &lru)
    var lines: [String] = []
    for (step, index) in [0, 2, 0, 1, 3, 3, 2].enumerated() {
      let service = try model.serve(AdapterID(index), at: step, timeSeconds: nil, asking: &lru)
      lines.append("\(letters[index]) \(service.kind) \(service.pagingCost) \(model.names)")
    }
    #expect(
      lines == [
        "a hit 0.0 ab", "c pageIn 0.3 ac", "a hit 0.0 ac", "b pageIn 0.2 ab", "d pageIn 0.4 bd", "d hit 0.0 bd",
        "c pageIn 0.3 cd",
      ])
    let ledger = model.ledger
    #expect(ledger.gpu.hits == 3)
    #expect(ledger.gpu.firstTouchMisses == 3)
    #expect(ledger.gpu.capacityMisses == 1)
    #expect(ledger.gpu.pageIns == 4)
    #expect(ledger.gpu.victimEvictions == 4)
    #expect(ledger.pagingCost == 0.3 + 0.2 + 0.4 + 0.3)
    #expect(ledger.adapters.map(\.requests) == [2, 1, 2, 2])
    // b: resident for requests 0, 1 and 4, 5, 6 of 7.
    #expect(ledger.adapters[1].shareOfResidency == 5.0 / 7)
  }

  @Test(
    "no admission, no victim, the newcomer as victim, and a newcomer larger than the tier are bypasses that keep the set",
    arguments: [
      (FixedAnswers(victim: AdapterID(0), admits: false), 2), (FixedAnswers(victim: nil), 2),
      (FixedAnswers(victim: AdapterID(2)), 2), (FixedAnswers(victim: AdapterID(0)), 3),
    ])
  func bypasses(answers: FixedAnswers, adapter: Int) throws {
    var policy = answers
    let model = try PagingModel(
      configuration(sizes: [1, 1, 2, 9], gpu: Capacity(2, .bytes)), environment: Seed(1))
    let service = try model.serve(AdapterID(adapter), at: 0, timeSeconds: 0, asking: &policy)
    #expect(service == Service(kind: .bypass, pagingCost: 1, stallSeconds: 1))
    #expect(model.names == "ab")
    #expect(model.ledger.gpu.bypasses == 1)
  }

  @Test("a plan pays for its new adapters once, and reports them in rising order")
  func plan() throws {
    var setting = configuration()
    setting.pageInCosts = [0.1, 0.2, 0.3, 0.4]
    var lru = TestLRU(4)
    let model = try PagingModel(setting, environment: Seed(1))
    let cost = try model.apply(
      plan: [AdapterID(3), AdapterID(1)], at: 0, timeSeconds: nil, notifying: &lru)
    #expect(cost == 0.4)
    #expect(model.names == "bd")
    #expect(model.ledger.gpu.planLoads == 1)
    #expect(model.ledger.gpu.planEvictions == 1)
    #expect(try model.apply(plan: [AdapterID(1), AdapterID(3)], at: 1, timeSeconds: nil, notifying: &lru) == 0)
  }

  @Test(
    "capacity in pages counts whole pages, in bytes the bytes",
    arguments: [
      (Capacity(3, .pages(pageBytes: 4)), "ab", 3), (Capacity(12, .bytes), "abc", 10), (Capacity(2), "ab", 2),
      (Capacity(0), "", 0),
    ])
  func capacities(capacity: Capacity, names: String, used: Int) throws {
    let model = try PagingModel(configuration(sizes: [5, 3, 2, 9], gpu: capacity), environment: Seed(1))
    #expect(model.names == names)
    #expect(model.residents.used == used)
  }
}
