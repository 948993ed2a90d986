import Core
import Paging
import Testing

/// The ledger's numbers and the holds behind them, each by hand: loads take 1 s from storage, 0.125 s from host memory.
@Suite("The paging model's account", .timeLimit(.minutes(60)))
struct LedgerTests {
  private func model(
    _ setting: PagingConfiguration, host: Int = 4, _ change: (inout PagingConfiguration) -> Void = { _ in }
  ) throws -> PagingModel {
    var setting = setting
    change(&setting)
    return try PagingModel(setting, environment: Seed(1), hostEvictor: setting.host.map { _ in TestLRU(host) })
  }

  private func serve(
    _ model: PagingModel, _ lru: inout TestLRU, _ adapters: [Int], at time: Double? = nil, for service: Double = 0
  ) throws -> [Service] {
    try adapters.map { adapter in
      try model.serve(AdapterID(adapter), at: lru.clock, timeSeconds: time, serviceSeconds: service, asking: &lru)
    }
  }

  @Test("a service after a page-in holds its adapter until it ends, not only until it is loaded")
  func serviceAfterPageIn() throws {
    var lru = TestLRU(4)
    let model = try model(configuration(gpu: Capacity(1))) { $0.loading = .requestOnly }
    try model.start(notifying: &lru)
    // b is loaded at 1 and served until 3.
    #expect(try serve(model, &lru, [1], at: 0, for: 2).map(\.kind) == [.pageIn])
    #expect(try serve(model, &lru, [2], at: 2).map(\.kind) == [.bypass])
    #expect(model.state(of: AdapterID(1), in: .gpu) == .inUse(services: 1))
    #expect(try serve(model, &lru, [2], at: 3).map(\.kind) == [.pageIn])
    #expect(model.names == "c")
  }

  @Test("a service on a hit holds its adapter until it ends")
  func serviceAfterHit() throws {
    var lru = TestLRU(4)
    let model = try model(configuration(gpu: Capacity(1))) { $0.loading = .requestOnly }
    try model.start(notifying: &lru)
    _ = try serve(model, &lru, [0], at: 0, for: 2)
    #expect(try serve(model, &lru, [1], at: 1.5).map(\.kind) == [.bypass])
    #expect(try serve(model, &lru, [1], at: 2).map(\.kind) == [.pageIn])
  }

  @Test("a miss is a first touch where the adapter was never asked for, whether it was hit or missed before")
  func firstTouch() throws {
    var lru = TestLRU(4)
    let model = try model(configuration(gpu: Capacity(1)))
    try model.start(notifying: &lru)
    // a hits. b: first touch. a was hit before, b missed before: capacity. c: first touch.
    _ = try serve(model, &lru, [0, 1, 0, 1, 2])
    let gpu = model.ledger.gpu
    #expect((gpu.hits, gpu.firstTouchMisses, gpu.capacityMisses) == (1, 2, 2))
  }

  @Test("in the host tier a miss is a first touch until the adapter was looked for there")
  func firstTouchInHost() throws {
    var lru = TestLRU(4)
    let model = try model(configuration(gpu: Capacity(1), host: Capacity(1)))
    try model.start(notifying: &lru)
    // a is on the GPU and not looked for in the host; b, a and c are, for the first time; b then a second time.
    _ = try serve(model, &lru, [0, 1, 0, 2, 1])
    let host = try #require(model.ledger.host)
    #expect((host.hits, host.firstTouchMisses, host.capacityMisses) == (0, 3, 1))
  }

  @Test("jitter stretches what the host tier waits for storage as it stretches the load and its cost")
  func hostStall() throws {
    var lru = TestLRU(4)
    let model = try model(configuration(gpu: Capacity(1), host: Capacity(2))) { $0.jitter = 0.5 }
    try model.start(notifying: &lru)
    let load = try serve(model, &lru, [2])[0]
    // One second at a price of 1: the cost is the factor. The way from storage to the host is 0.875 of it.
    #expect(load.pagingCost != 1)
    #expect(load.stallSeconds == load.pagingCost)
    #expect(model.ledger.host?.stallSeconds == 0.875 * load.pagingCost)
  }

  @Test("the host tier's evictor hears of hits on the GPU")
  func hostHearsOfHits() throws {
    var lru = TestLRU(5)
    let model = try model(configuration(sizes: [1, 1, 1, 1, 1], gpu: Capacity(2), host: Capacity(3)), host: 5)
    try model.start(notifying: &lru)
    // a is hit and c comes in: b leaves the GPU, and is the oldest in the host when d comes. Had the host not heard of the
    // hit, a would be.
    _ = try serve(model, &lru, [0, 2, 3])
    #expect((model.names, model.hostNames) == ("cd", "acd"))
  }

  @Test("a load is thrash where fewer requests than the window lie between", arguments: [(1, 0), (2, 1)])
  func thrash(window: Int, loads: Int) throws {
    var lru = TestLRU(4)
    let model = try model(configuration(gpu: Capacity(1))) { $0.thrashWindow = window }
    try model.start(notifying: &lru)
    // The first request evicts a, the second brings it back: one request later.
    _ = try serve(model, &lru, [1, 0])
    #expect(model.ledger.gpu.thrash == loads)
  }

  @Test("a load that delays no other request adds no seconds to others, and one that does adds them once per request")
  func heldUp() throws {
    var lru = TestLRU(4)
    let model = try model(configuration(gpu: Capacity(3)))
    try model.start(notifying: &lru)
    _ = try serve(model, &lru, [3], at: 0)
    #expect(model.ledger.heldUpSeconds == 0)
    // a comes back, and both are in use. Then b and c take each other's place: two services stand still for a second, twice.
    _ = try serve(model, &lru, [0], at: 2, for: 9)
    _ = try serve(model, &lru, [3], at: 2, for: 9)
    #expect(model.ledger.heldUpSeconds == 0)
    _ = try serve(model, &lru, [1, 2], at: 3)
    #expect(model.ledger.heldUpSeconds == 4)
  }

  @Test("an adapter's share of residency counts the requests that met it, and the present stay from its start")
  func residency() throws {
    var lru = TestLRU(4)
    let model = try model(configuration(gpu: Capacity(1)))
    try model.start(notifying: &lru)
    // a is met by requests 0 and 1 (it is there when 1 comes), b by 2 and 3.
    _ = try serve(model, &lru, [0, 1, 1, 1])
    #expect(model.ledger.adapters.map(\.shareOfResidency) == [0.5, 0.5, 0, 0])
  }
}
