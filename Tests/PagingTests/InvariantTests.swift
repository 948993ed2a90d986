import Core
import Paging
import Testing

/// Answers at random, within the rules; sometimes it does not admit, or returns no victim.
private struct RandomAnswers: Evictor {
  var random: RandomStream
  var mayDecline: Bool

  mutating func admit(_ incoming: Use, among residents: ResidentView) -> Bool { random.integer(below: 10) > 0 }

  mutating func victim(for incoming: Use, among residents: ResidentView) -> AdapterID? {
    let free = residents.adapters.filter { residents.mayLeave($0) }
    return free.isEmpty || mayDecline && random.integer(below: 20) == 0 ? nil : free[random.integer(below: free.count)]
  }
}

@Suite("Paging model over random runs", .timeLimit(.minutes(60)))
struct InvariantTests {
  @Test(
    "hits + misses = requests, tiers keep their capacity and nest, pinned adapters stay, and held ones are no victims",
    arguments: 0..<60)
  func invariants(seed: Int) throws {
    var random = RandomStream(Seed(UInt64(seed)))
    let count = 3 + random.integer(below: 90)
    let setting = setting(count, &random)
    func answers(_ offset: Int) -> RandomAnswers {
      RandomAnswers(random: RandomStream(Seed(UInt64(seed + offset))), mayDecline: setting.whenNoVictim == .bypass)
    }
    let model: PagingModel
    do {
      model = try PagingModel(
        setting, environment: Seed(9), hostEvictor: answers(1))
    } catch {
      #expect(error.reason.hasPrefix("pinned adapter"))
      return
    }
    var policy = answers(2)
    try model.start(notifying: &policy)
    var time = 0.0
    var served = 0
    var costs = 0.0
    for step in 0..<600 {
      time += random.uniform()
      let adapter = AdapterID(random.integer(below: count))
      let wasThere = model.residents.contains(adapter)
      do {
        if random.integer(below: 40) == 0 {
          let plan = model.residents.adapters.filter {
            setting.adapters[$0.index].isPinned || random.integer(below: 2) == 0
          }
          _ = try model.apply(plan: plan, at: step, timeSeconds: time, notifying: &policy)
          #expect(model.residents.adapters == plan)
          continue
        }
        let service = try model.serve(
          adapter, at: step, timeSeconds: time, serviceSeconds: random.uniform() * 3, asking: &policy)
        served += 1
        costs += service.pagingCost
        #expect(service.isHit == wasThere)
        #expect(service.stallSeconds >= 0)
        #expect(model.residents.contains(adapter) == (service.kind != .bypass))
      } catch {
        // The only valid faults: nothing to wait for, and a rule that makes it an error.
        #expect(setting.whenNoVictim != .bypass)
        #expect(error.reason.contains("() answered nil for") || error.reason.hasPrefix("plan() left out"))
        return
      }
      check(model, setting)
    }
    let ledger = model.ledger
    #expect(ledger.gpu.requests == served)
    #expect(ledger.gpu.pageIns + ledger.gpu.bypasses == ledger.gpu.misses)
    #expect(ledger.adapters.reduce(0) { $0 + $1.requests } == served)
    #expect(ledger.adapters.reduce(0) { $0 + $1.hits } == ledger.gpu.hits)
    #expect(ledger.adapters.allSatisfy { (0...1).contains($0.shareOfResidency) })
    #expect(abs(ledger.pagingCost - costs) < 1e-9)
    if let host = ledger.host {
      #expect(host.requests == ledger.gpu.misses)
      #expect(host.pageIns + host.bypasses == host.misses)
    }
  }

  private func setting(_ count: Int, _ random: inout RandomStream) -> PagingConfiguration {
    let adapters = (0..<count).map {
      Adapter(name: "a\($0)", sizeBytes: 1 + random.integer(below: 50), isPinned: random.integer(below: 30) == 0)
    }
    func capacity(_ share: Int) -> Capacity {
      switch random.integer(below: 3) {
      case 0: Capacity(1 + count * share / 10)
      case 1: Capacity(25 * count * share / 10, .bytes)
      default: Capacity(1 + 3 * count * share / 10, .pages(pageBytes: 10))
      }
    }
    var setting = PagingConfiguration(
      adapters: adapters, gpu: capacity(3), host: random.integer(below: 2) == 0 ? nil : capacity(7),
      latencies: PageInLatencies(
        fromStorageSeconds: adapters.map { Double($0.sizeBytes) / 20 },
        fromHostSeconds: adapters.map { Double($0.sizeBytes) / 100 }, firstReadSeconds: adapters.map { _ in 1 }))
    setting.loading = [.blocking, .requestOnly, .overlapped(bytesPerSecond: 40)][random.integer(below: 3)]
    setting.whenNoVictim = PagingConfiguration.NoVictim.allCases[random.integer(below: 3)]
    setting.firstReads = PagingConfiguration.FirstReads.allCases[random.integer(below: 3)]
    setting.jitter = random.uniform()
    return setting
  }

  private func check(_ model: PagingModel, _ setting: PagingConfiguration) {
    let residents = model.residents
    #expect(residents.used <= residents.capacity.amount)
    #expect(
      residents.used
        == residents.adapters.reduce(0) {
          $0 + residents.capacity.footprint(ofBytes: setting.adapters[$1.index].sizeBytes)
        })
    #expect(residents.count == residents.adapters.count)
    for (index, adapter) in setting.adapters.enumerated() where adapter.isPinned {
      #expect(residents.contains(AdapterID(index)))
      #expect(!residents.mayLeave(AdapterID(index)))
    }
    if let host = model.hostResidents {
      #expect(host.used <= host.capacity.amount)
      #expect(residents.adapters.allSatisfy(host.contains))
    }
  }
}
