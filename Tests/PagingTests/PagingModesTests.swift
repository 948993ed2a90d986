import Core
import Paging
import Testing

/// Each case can be worked out by hand: loads take 1 s from storage, 0.125 s from host memory, 4 s more at first.
@Suite("Paging model with time", .timeLimit(.minutes(60)))
struct PagingModesTests {
  private func model(_ change: (inout PagingConfiguration) -> Void) throws -> PagingModel {
    var setting = configuration()
    change(&setting)
    return try PagingModel(setting, environment: Seed(1), hostEvictor: setting.host.map { _ in TestLRU(4) })
  }

  private func serve(
    _ model: PagingModel, _ lru: inout TestLRU, _ adapter: Int, at time: Double?, for service: Double = 0
  ) throws -> Service {
    try model.serve(AdapterID(adapter), at: lru.clock, timeSeconds: time, serviceSeconds: service, asking: &lru)
  }

  @Test("a blocking load holds up later requests and the services in progress")
  func blocking() throws {
    var lru = TestLRU(4)
    let model = try model { $0.loading = .blocking }
    try model.start(notifying: &lru)
    #expect(try serve(model, &lru, 1, at: 0, for: 2).stallSeconds == 0)
    // c replaces a, and stops b's service for a second: it ends at 3.
    #expect(try serve(model, &lru, 2, at: 0.5) == Service(kind: .pageIn, pagingCost: 1, stallSeconds: 1))
    #expect(model.ledger.heldUpSeconds == 1)
    #expect(try serve(model, &lru, 2, at: 1) == Service(kind: .hit, pagingCost: 0, stallSeconds: 0.5))
    #expect(model.state(of: AdapterID(1), in: .gpu) == .inUse(services: 1))
    #expect(try serve(model, &lru, 2, at: 2.75).stallSeconds == 0)
    #expect(model.state(of: AdapterID(1), in: .gpu) == .inUse(services: 1))
    #expect(try serve(model, &lru, 2, at: 3).stallSeconds == 0)
    #expect(model.state(of: AdapterID(1), in: .gpu) == .resident)
    #expect(model.ledger.gpu.stallSeconds == 1.5)
    #expect(model.ledger.adapters[2].longestWaitSeconds == 1)
  }

  @Test("a load that delays only its request lets others pass; a request that finds it loading pays for the rest")
  func requestOnly() throws {
    var lru = TestLRU(4)
    let model = try model { $0.loading = .requestOnly }
    try model.start(notifying: &lru)
    #expect(try serve(model, &lru, 2, at: 0).stallSeconds == 1)
    #expect(model.state(of: AdapterID(2), in: .gpu) == .loading(sinceSeconds: 0, untilSeconds: 1))
    #expect(try serve(model, &lru, 1, at: 0.25) == Service(kind: .hit, pagingCost: 0, stallSeconds: 0))
    #expect(try serve(model, &lru, 2, at: 0.25) == Service(kind: .hit, pagingCost: 0.75, stallSeconds: 0.75))
    #expect(model.ledger.gpu.delayedHits == 1)
    // c is loading and may not leave: b goes, though c was used later only by b's measure.
    #expect(try serve(model, &lru, 3, at: 0.5).kind == .pageIn)
    #expect(model.names == "cd")
    #expect(try serve(model, &lru, 2, at: 1).pagingCost == 0)
  }

  @Test("overlapped loads share one link in order")
  func overlapped() throws {
    var lru = TestLRU(4)
    let model = try model {
      $0 = configuration(sizes: [10, 10, 10, 10])
      $0.loading = .overlapped(bytesPerSecond: 5)
    }
    try model.start(notifying: &lru)
    // Ten bytes take the link 2 s, more than the latency of 1 s.
    #expect(try serve(model, &lru, 2, at: 0).stallSeconds == 2)
    #expect(try serve(model, &lru, 3, at: 0.5).stallSeconds == 3.5)
    #expect(model.state(of: AdapterID(3), in: .gpu) == .loading(sinceSeconds: 2, untilSeconds: 4))
    // Both are loading: neither may leave, the link is free at 4, a is bypassed until 6.
    #expect(try serve(model, &lru, 0, at: 1) == Service(kind: .bypass, pagingCost: 1, stallSeconds: 5))
    // d has waited for the link until 2, and then half of its load is still to come at 3.
    #expect(try serve(model, &lru, 3, at: 3) == Service(kind: .hit, pagingCost: 0.5, stallSeconds: 1))
    #expect(model.ledger.gpu.bytesMoved == 30)
  }

  @Test("an adapter in use is never a victim: the others leave, or the request is bypassed, waits, or is an error")
  func inUse() throws {
    for rule in PagingConfiguration.NoVictim.allCases {
      var lru = TestLRU(4)
      let model = try model {
        $0.gpu = Capacity(1)
        $0.whenNoVictim = rule
        $0.loading = .requestOnly
        $0.traceName = "tiny"
      }
      _ = try serve(model, &lru, 0, at: 0, for: 10)
      switch rule {
      case .bypass: #expect(try serve(model, &lru, 1, at: 2) == Service(kind: .bypass, pagingCost: 1, stallSeconds: 1))
      case .wait: #expect(try serve(model, &lru, 1, at: 2) == Service(kind: .pageIn, pagingCost: 1, stallSeconds: 9))
      case .error:
        do {
          _ = try serve(model, &lru, 1, at: 2)
          Issue.record("no fault")
        } catch let fault as Fault {
          #expect(
            fault.described == "victim() answered nil for 'b', and the setting makes that an error\n"
              + "  at:     step 1 of tiny (capacity 1: a)\n"
              + "  fix:    choose to wait or to bypass when there is no victim")
        } catch {}
      }
    }
  }

  @Test("waiting where nothing will ever end is a fault")
  func nothingToWaitFor() throws {
    var lru = TestLRU(4)
    var setting = configuration(gpu: Capacity(1), pinned: [3])
    setting.whenNoVictim = .wait
    let model = try PagingModel(setting, environment: Seed(1))
    #expect(model.names == "d")
    #expect(model.state(of: AdapterID(3), in: .gpu) == .pinned)
    do {
      _ = try serve(model, &lru, 0, at: 0)
      Issue.record("no fault")
    } catch let fault as Fault {
      #expect(
        fault.described == "victim() answered nil for 'a', and no service or load is left to wait for\n"
          + "  at:     step 0 (capacity 1: d)\n"
          + "  fix:    pin fewer adapters, or choose to bypass when there is no victim")
    } catch {}
  }

  @Test("a plan waits for those in use before they leave")
  func planWaits() throws {
    var lru = TestLRU(4)
    let model = try model { $0.loading = .requestOnly }
    _ = try serve(model, &lru, 0, at: 0, for: 5)
    _ = try model.apply(plan: [AdapterID(1), AdapterID(2)], at: 1, timeSeconds: 1, notifying: &lru)
    #expect(model.names == "bc")
    // The load began at 5, when a was free.
    #expect(try serve(model, &lru, 2, at: 5.5) == Service(kind: .hit, pagingCost: 0.5, stallSeconds: 0.5))
  }

  @Test(
    "first reads pay their penalty once for each adapter, or once in the run",
    arguments: [
      (PagingConfiguration.FirstReads.never, [1.0, 1, 1]), (.eachAdapter, [5, 5, 1]), (.once, [5, 1, 1]),
    ])
  func firstReads(rule: PagingConfiguration.FirstReads, costs: [Double]) throws {
    var lru = TestLRU(4)
    let model = try model {
      $0.gpu = Capacity(1)
      $0.firstReads = rule
    }
    #expect(model.residents.pageInCost(of: AdapterID(1)) == costs[0])
    #expect(try [1, 2, 1].map { try serve(model, &lru, $0, at: nil).pagingCost } == costs)
  }

  @Test("jitter depends on the adapter and the number of its load, not on what else was loaded")
  func jitter() throws {
    func costs(_ adapters: [Int]) throws -> [Int: [Double]] {
      var lru = TestLRU(4)
      let model = try model {
        $0.gpu = Capacity(1)
        $0.jitter = 0.5
      }
      var costs: [Int: [Double]] = [:]
      for adapter in adapters {
        costs[adapter, default: []].append(try serve(model, &lru, adapter, at: nil).pagingCost)
      }
      return costs
    }
    let some = try costs([1, 2, 1, 3, 1])
    let others = try costs([3, 1, 3, 1, 2, 1])
    #expect(some[1] == others[1])
    #expect(some[2] == others[2])
    #expect(some[3]?[0] == others[3]?[0])
    #expect(Set(some[1] ?? []).count == 3)
  }

  @Test("jitter keeps the mean and has the given variation")
  func jitterMoments() throws {
    var lru = TestLRU(4)
    let model = try model {
      $0.gpu = Capacity(0)
      $0.jitter = 0.3
    }
    let costs = try (0..<20_000).map { try serve(model, &lru, $0 % 4, at: nil).pagingCost }
    let mean = costs.reduce(0, +) / 20_000
    let variance = costs.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / 20_000
    #expect(abs(mean - 1) < 0.01)
    #expect(abs(variance.squareRoot() - 0.3) < 0.01)
  }

  @Test("λ prices latency; costs that a trace fixes hold whatever the latency")
  func prices() throws {
    var lru = TestLRU(4)
    let priced = try model { $0.priceOfLatency = 3 }
    #expect(try serve(priced, &lru, 2, at: nil) == Service(kind: .pageIn, pagingCost: 3, stallSeconds: 1))
    let fixed = try model { $0.pageInCosts = [0, 0, 0.5, 0] }
    #expect(try serve(fixed, &lru, 2, at: nil) == Service(kind: .pageIn, pagingCost: 0.5, stallSeconds: 1))
  }

  @Test("an adapter evicted less than W requests ago is thrash when it comes back", arguments: [(2, 0), (3, 1)])
  func thrash(window: Int, count: Int) throws {
    var lru = TestLRU(4)
    let model = try model {
      $0.gpu = Capacity(1)
      $0.thrashWindow = window
    }
    // Request 0 evicts a, request 2 brings it back.
    for adapter in [1, 1, 0] { _ = try serve(model, &lru, adapter, at: nil) }
    #expect(model.ledger.gpu.thrash == count)
  }

  @Test("the ledger is one JSON object")
  func json() throws {
    var lru = TestLRU(4)
    let model = try model { $0 = configuration(sizes: [1, 1], gpu: Capacity(1)) }
    for adapter in [0, 1] { _ = try serve(model, &lru, adapter, at: nil) }
    #expect(
      model.ledger.json(adapterNames: letters).text == """
        {"type":"ledger","requests":2,"paging_cost":1.0,"load_cost":0.0,"held_up_seconds":0.0,\
        "gpu":{"hits":1,"delayed_hits":0,"misses":1,"first_touch_misses":1,"capacity_misses":0,"page_ins":1,\
        "bypasses":0,"plan_loads":0,"evictions":1,"victim_evictions":1,"plan_evictions":0,"host_evictions":0,\
        "bytes_moved":1,"stall_seconds":1.0,"thrash":0},\
        "adapters":[{"adapter":"a","requests":1,"hits":1,"longest_wait_seconds":0.0,"share_of_residency":1.0},\
        {"adapter":"b","requests":1,"hits":0,"longest_wait_seconds":1.0,"share_of_residency":0.0}]}
        """)
  }
}
