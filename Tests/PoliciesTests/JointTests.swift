import Core
import Testing

@Suite("polar and polar-plus", .timeLimit(.minutes(60)))
struct POLARTests {
  @Test("polar loads an adapter that earns its load within an epoch")
  func byHand() throws {
    // After burn-in the estimates are 0.1 and 0.4. F = 2·max(0.4 − 0.1, 0.1) for {0}, 2·0.4 − 0.1 for {1}.
    let host = TestHost.constant([0.2, 0.8], requests: 4)
    let run = try host.run("polar", [("alpha", "0"), ("burn_in", "2"), ("epoch", "2")])
    #expect(run.adapters == [0, 1, 1, 1])
    #expect(run.hits == "+-++")
    #expect(run.epochs.map(\.step) == [2])
    #expect(run.epochs.map(\.residents) == [[1]])
  }

  @Test("polar keeps what it has where a load is not worth it")
  func loadNotWorth() throws {
    // One request an epoch: F = 0.4 − 0.35 for {1}, and max(0.4 − 0.35, 0.1) for {0}.
    let host = TestHost.constant([0.2, 0.8], costs: [0.35, 0.35], requests: 3)
    let run = try host.run("polar", [("alpha", "0"), ("burn_in", "2"), ("epoch", "1")])
    #expect(run.epochs.map(\.residents) == [[0], [0]])
    #expect(run.hits == "+-+")
  }

  @Test(
    "polar plans every max(N, ⌈√T⌉) requests, every 256 where T is unknown",
    arguments: [(400, true, 20), (401, true, 21), (25, true, 6), (600, false, 256)])
  func epochLength(requests: Int, known: Bool, length: Int) throws {
    var host = TestHost.drawn(seed: 11, requests: requests)
    host.horizonIsKnown = known
    let steps = try host.run("polar").epochs.map(\.step)
    #expect(steps == Array(stride(from: length, to: requests, by: length)))
  }

  @Test("polar-plus doubles its epochs from 4N on")
  func doubling() throws {
    let run = try TestHost.drawn(seed: 12, requests: 400).run("polar-plus")
    #expect(run.epochs.map(\.step) == [24, 72, 168, 360])
    let short = try TestHost.drawn(seed: 12, requests: 40).run("polar-plus", [("first", "5")])
    #expect(short.epochs.map(\.step) == [5, 15, 35])
  }

  @Test("polar-plus tops up forced exploration, round robin")
  func forced() throws {
    // Quota of the first epoch: ⌈sqrt(12/3)⌉ = 2 each. Of the second, 24 more: ⌈sqrt(36/3)⌉ = 4.
    let host = TestHost.constant([0.9, 0, 0], requests: 20)
    let run = try host.run("polar-plus", [("alpha", "0")])
    #expect(run.adapters == [0, 1, 2, 0, 1, 2, 0, 0, 0, 0, 0, 0, 1, 2, 1, 2, 0, 0, 0, 0])
    let none = try host.run("polar-plus", [("alpha", "0"), ("kappa", "0")])
    #expect(none.adapters == Array(repeating: 0, count: 20))
  }

  @Test("a quota that no trace is long enough for is served in turn, not queued")
  func hugeQuota() throws {
    let run = try TestHost.constant([0.9, 0, 0], requests: 7)
      .run("polar-plus", [("first", "1000000000"), ("kappa", "1000000")])
    #expect(run.adapters == [0, 1, 2, 0, 1, 2, 0])
  }

  @Test("burn-in goes before forced exploration, which begins thereafter")
  func burnIn() throws {
    let run = try TestHost.constant([0.9, 0, 0], requests: 9).run("polar-plus", [("alpha", "0"), ("burn_in", "2")])
    #expect(Array(run.adapters.prefix(8)) == [0, 1, 0, 1, 2, 0, 1, 2])
  }

  @Test("polar-plus begins the doubling anew when hits earn less, if asked to")
  func restart() throws {
    var host = TestHost.constant([1, 1], requests: 48, capacity: 2)
    for i in 40..<96 { host.rewards[i] = 0 }
    #expect(try host.run("polar-plus", [("first", "4")]).epochs.map(\.step) == [4, 12, 28])
    let restarted = try host.run("polar-plus", [("first", "4"), ("restart", "0.5")])
    #expect(restarted.epochs.map(\.step) == [4, 12, 24, 28, 36])
  }

  @Test("misses that earn little do not make polar-plus restart")
  func missesAreNoDrop() throws {
    // Adapter 0 is resident and always earns 1. Forced misses of adapter 1 earn 0: half of the requests from 28 to 31.
    let host = TestHost.constant([1, 0], requests: 60)
    let run = try host.run("polar-plus", [("first", "4"), ("restart", "0.2")])
    #expect(run.hits.hasPrefix("+-+-+-"))
    #expect(run.hits.dropFirst(28).prefix(4).filter { $0 == "-" }.count == 2)
    #expect(run.epochs.map(\.step) == [4, 12, 28])
  }

  @Test("with every adapter resident polar is linucb")
  func allResident() throws {
    let host = TestHost.drawn(seed: 13, capacity: 6)
    #expect(try host.run("polar").adapters == host.run("linucb").adapters)
    #expect(try host.run("polar-plus", [("kappa", "0")]).adapters == host.run("linucb").adapters)
  }

  @Test("nothing is admitted between plans", arguments: ["polar", "polar-plus", "static-popular", "fixed-best"])
  func admission(name: String) throws {
    var host = TestHost.drawn(seed: 14, requests: 300)
    host.bestFixedSet = [AdapterID(1), AdapterID(3)]
    let run = try host.run(name)
    var residents = [0, 1]
    var epochs = run.epochs[...]
    for (step, decision) in run.decisions.enumerated() {
      if let next = epochs.first, next.step == step { residents = epochs.removeFirst().residents }
      #expect(decision.hit == residents.contains(decision.adapter))
    }
  }

  @Test("the exact search serves as well")
  func exact() throws {
    let host = TestHost.drawn(seed: 15, adapters: 10, requests: 600, capacity: 4)
    let run = try host.run("polar-plus", [("exact", "true")])
    #expect(run.epochs.allSatisfy { $0.residents.count == 4 })
    let random = try host.run("random").netReward
    #expect(run.netReward > random)
  }

  @Test("both beat a static set where page-ins are dear")
  func dear() throws {
    let host = TestHost.drawn(seed: 16, adapters: 8, requests: 4000, cost: 0.4, capacity: 3)
    let baseline = try host.run("static-popular").netReward
    #expect(try host.run("polar").netReward > baseline)
    #expect(try host.run("polar-plus").netReward > baseline)
  }
}

@Suite("other joint policies", .timeLimit(.minutes(60)))
struct JointTests {
  @Test("edgelora-topk keeps a resident adapter among the top k, else loads the best")
  func edgeLoRA() throws {
    // After burn-in the estimates are 0.05, 0.25, 0.15 and adapter 2 is resident.
    let host = TestHost.constant([0.1, 0.5, 0.3], requests: 5)
    let given = [(name: "alpha", value: "0"), (name: "burn_in", value: "3")]
    let one = try host.run("edgelora-topk", given + [("k", "1")])
    #expect(one.adapters == [0, 1, 2, 1, 1])
    #expect(one.hits == "+---+")
    let two = try host.run("edgelora-topk", given + [("k", "2")])
    #expect(two.adapters == [0, 1, 2, 2, 2])
    #expect(two.hits == "+--++")
  }

  @Test("edgelora-topk evicts the adapter used longest ago")
  func edgeLoRAVictim() throws {
    let host = TestHost.constant([0.1, 0.5, 0.3], requests: 5, capacity: 2)
    let run = try host.run("edgelora-topk", [("alpha", "0"), ("burn_in", "5")])
    // 0 and 1 are there; 2 evicts 0, 0 evicts 1, 1 evicts 2.
    #expect(run.adapters == [0, 1, 2, 0, 1])
    #expect(run.hits == "++---")
  }

  @Test("static-popular keeps the adapters requested most in the warm-up; ties go to the lowest index")
  func staticPopularAsked() throws {
    var host = TestHost.constant([0, 0, 0, 0], requests: 8, capacity: 2)
    (host.contexts, host.dimension) = ([], 0)
    host.asked = [3, 3, 2, 1, 0, 3, 1, 2]
    let run = try host.run("static-popular", [("warm_up", "4")])
    #expect(run.adapters == [3, 3, 2, 1, 0, 3, 1, 2])
    #expect(run.epochs.map(\.step) == [4])
    #expect(run.epochs.map(\.residents) == [[1, 3]])
    #expect(run.hits == "---+-++-")
  }

  @Test("static-popular counts the adapters that serve if requests name none")
  func staticPopularServed() throws {
    let host = TestHost.constant([0.1, 0.1, 0.9], requests: 20)
    let run = try host.run("static-popular", [("warm_up", "10")])
    #expect(run.epochs.map(\.residents) == [[2]])
    var asking = host
    asking.asked = Array(repeating: 0, count: 20)
    #expect(try asking.run("static-popular", [("warm_up", "10")]).epochs.map(\.residents) == [[0]])
  }

  @Test("static-popular routes without a bonus, and learns nothing, from the end of the warm-up on")
  func staticPopularEnd() throws {
    // Bounds, a mean and a bonus of 1/√(1 + n): 1 and 1; 0.1 + 0.71 and 1; 0.81 and 0.05 + 0.71. Then 0.13 + 0.58 and 0.76, so
    // that LinUCB would take 1, and the higher mean is 0.
    var host = TestHost.constant([0.2, 0.1], requests: 6)
    let given = [(name: "warm_up", value: "3"), (name: "alpha", value: "1")]
    #expect(try host.run("static-popular", given).adapters == [0, 1, 0, 0, 0, 0])
    #expect(try host.run("static-popular", given + [("adaptive", "true")]).adapters.prefix(4) == [0, 1, 0, 1])
    // From the end of the warm-up on 0 earns less than nothing, which is not learned.
    for step in 3..<6 { host.rewards[2 * step] = -5 }
    #expect(try host.run("static-popular", given).adapters == [0, 1, 0, 0, 0, 0])
  }

  @Test(
    "static-popular warms up for ⌈T/10⌉ requests, one at least, and for 1000 where T is unknown",
    arguments: [(5, true, 1), (20, true, 2), (21, true, 3), (30, true, 3), (1100, false, 1000)])
  func staticPopularWarmUp(requests: Int, known: Bool, warmUp: Int) throws {
    var host = TestHost.constant([0, 0], requests: requests)
    (host.contexts, host.dimension) = ([], 0)
    host.asked = Array(repeating: 1, count: requests)
    host.horizonIsKnown = known
    #expect(try host.run("static-popular").epochs.map(\.step) == [warmUp])
  }

  @Test("static-popular counts the adapters requested in the warm-up, without the request at the time of the choice")
  func staticPopularLastCount() throws {
    // 0 and 1 stand equal after two requests: 0 is kept, though the third asks for 1.
    var host = TestHost.constant([0, 0], requests: 4)
    (host.contexts, host.dimension) = ([], 0)
    host.asked = [1, 0, 1, 1]
    #expect(try host.run("static-popular", [("warm_up", "2")]).epochs.map(\.residents) == [[0]])
    host.asked = [1, 1, 0, 0]
    #expect(try host.run("static-popular", [("warm_up", "2")]).epochs.map(\.residents) == [[1]])
  }

  @Test("static-popular passes over an adapter that is too large and keeps one behind it that just fits")
  func staticPopularSizes() throws {
    var host = TestHost.constant([0, 0, 0], requests: 6)
    (host.contexts, host.dimension) = ([], 0)
    host.adapters = [5, 3, 2].enumerated().map { Adapter(name: "a\($0)", sizeBytes: $1) }
    host.capacity = Capacity(5, .bytes)
    host.asked = [1, 1, 1, 0, 0, 2]
    // 1 (3 bytes) first; 0 (5) does not fit beside it; 2 fills the rest to the last byte.
    #expect(try host.run("static-popular", [("warm_up", "6")]).epochs.isEmpty)
    host.rewards += [0, 0, 0]
    host.asked.append(1)
    #expect(try host.run("static-popular", [("warm_up", "6")]).epochs.map(\.residents) == [[1, 2]])
  }

  @Test("fixed-best keeps the set it is shown and serves the best of it")
  func fixedBest() throws {
    var host = TestHost(rewards: [0.5, 0.6, 0.9, 0.6, 0.5, 0.7], costs: [0.2, 0.2])
    host.bestFixedSet = [AdapterID(1)]
    let run = try host.run("fixed-best")
    #expect(run.epochs.map(\.step) == [0])
    #expect(run.adapters == [1, 0, 1])
    #expect(run.hits == "+-+")
  }
}
