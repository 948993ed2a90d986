import Core
import Policies
import Testing

@Suite("simple routers", .timeLimit(.minutes(60)))
struct RouterTests {
  @Test("round-robin takes each adapter in its turn")
  func roundRobin() throws {
    #expect(try TestHost.constant([0, 0, 0], requests: 7).run("round-robin").adapters == [0, 1, 2, 0, 1, 2, 0])
  }

  @Test("fixed takes one adapter, by index or by name", arguments: ["2", "law-5"])
  func fixed(adapter: String) throws {
    var host = TestHost.constant([0, 0, 0], requests: 3)
    host.adapters = ["chat-1", "sql-2", "law-5"].map { Adapter(name: $0) }
    #expect(try host.run("fixed", [("adapter", adapter)]).adapters == [2, 2, 2])
    #expect(try host.run("fixed").adapters == [0, 0, 0])
  }

  @Test("a name goes before an index")
  func numericNames() throws {
    var host = TestHost.constant([0, 0, 0], requests: 1)
    host.adapters = ["2", "1", "0"].map { Adapter(name: $0) }
    #expect(try host.run("fixed", [("adapter", "0")]).adapters == [2])
  }

  @Test("asked follows the trace")
  func asked() throws {
    var host = TestHost.constant([0, 0, 0], requests: 4)
    host.asked = [2, 0, 0, 1]
    #expect(try host.run("asked").adapters == [2, 0, 0, 1])
  }

  @Test("random draws one number of its stream for each request")
  func random() throws {
    let host = TestHost.constant([0, 0, 0], requests: 20)
    var stream = RandomStream(host.seed)
    #expect(try host.run("random").adapters == (0..<20).map { _ in stream.integer(below: 3) })
  }

  @Test("epsilon-greedy without ε stays with the first adapter that earns something")
  func greedy() throws {
    let good = TestHost.constant([0.2, 0.9], requests: 5)
    #expect(try good.run("epsilon-greedy", [("epsilon", "0")]).adapters == [0, 0, 0, 0, 0])
    let bad = TestHost.constant([-0.2, 0.9], requests: 5)
    #expect(try bad.run("epsilon-greedy", [("epsilon", "0")]).adapters == [0, 1, 1, 1, 1])
  }

  @Test("epsilon-greedy with ε = 1 draws every adapter")
  func epsilonOne() throws {
    let host = TestHost.constant([0.2, 0.9], requests: 20)
    var stream = RandomStream(host.seed)
    let expected = (0..<20).map { _ in
      _ = stream.uniform()
      return stream.integer(below: 2)
    }
    #expect(try host.run("epsilon-greedy", [("epsilon", "1")]).adapters == expected)
  }

  @Test("ucb1 tries each once, then comes back to the worse as its bonus grows")
  func ucb1() throws {
    // Before the last: 1 + sqrt(2 ln 6 / 5) = 1.847 against 0 + sqrt(2 ln 6 / 1) = 1.893.
    let host = TestHost.constant([1, 0], requests: 7)
    #expect(try host.run("ucb1").adapters == [0, 1, 0, 0, 0, 0, 1])
    #expect(try host.run("ucb1", [("scale", "0")]).adapters == [0, 1, 0, 0, 0, 0, 0])
  }

  @Test("ucb1 needs no contexts")
  func ucb1WithoutContexts() throws {
    var host = TestHost.constant([1, 0], requests: 7)
    (host.contexts, host.dimension) = ([], 0)
    #expect(try host.run("ucb1").adapters == [0, 1, 0, 0, 0, 0, 1])
  }

  @Test("lints begins with the adapter of the largest normal, and without spread is greedy")
  func lints() throws {
    let host = TestHost.constant([-0.2, 0.9], requests: 4)
    var stream = RandomStream(host.seed)
    let normals = [stream.normal(), stream.normal()]
    #expect(try host.run("lints").adapters[0] == (normals[1] > normals[0] ? 1 : 0))
    #expect(try host.run("lints", [("spread", "0")]).adapters == [0, 1, 1, 1])
  }

  @Test("lints finds the better adapter")
  func lintsLearns() throws {
    let host = TestHost.drawn(seed: 5, requests: 1000)
    let random = try host.run("random").netReward
    #expect(try host.run("lints", [("spread", "0.2")]).netReward > random + 200)
  }

  @Test("clairvoyant takes the lowest of equal adapters")
  func clairvoyantTie() throws {
    #expect(try TestHost.constant([1, 1, 1], requests: 2, capacity: 3).run("clairvoyant").adapters == [0, 0])
  }

  @Test("clairvoyant pays for a page-in where it earns more than it costs")
  func clairvoyant() throws {
    let host = TestHost(rewards: [0.5, 0.6, 0.5, 0.9, 0.5, 0.7], costs: [0.2, 0.2])
    #expect(try host.run("clairvoyant").adapters == [0, 1, 0])
  }
}

@Suite("every router and joint policy", .timeLimit(.minutes(60)))
struct RouterContractTests {
  static let cards = (Shelf.routers.map(\.card) + Shelf.joints.map(\.card))

  @Test("does the same again, and without its trait ignores the seed", arguments: cards)
  func determinism(card: Card) throws {
    var host = TestHost.drawn(seed: 6)
    host.asked = (0..<host.requestCount).map { $0 * 7 % 6 }
    host.bestFixedSet = [AdapterID(2), AdapterID(4)]
    let first = try host.run(card.name)
    let second = try host.run(card.name)
    #expect(first.decisions == second.decisions)
    host.seed = Seed(8)
    let other = try host.run(card.name)
    #expect((first.decisions == other.decisions) == !card.traits.contains(.stochastic))
  }

  @Test("is at home in the corners: N = 1, K = 0, K ≥ N, free page-ins, T = 1", arguments: cards)
  func corners(card: Card) throws {
    for (adapters, capacity, cost, requests) in [
      (1, 1, 0.2, 60), (1, 0, 0.2, 60), (4, 0, 0.2, 90), (4, 4, 0.2, 90), (4, 9, 0.2, 90), (4, 2, 0, 90),
      (70, 3, 0.2, 400), (4, 2, 0.2, 1),
    ] {
      var host = TestHost.drawn(
        seed: 9, adapters: adapters, requests: requests, cost: cost, capacity: capacity)
      host.asked = (0..<requests).map { $0 % adapters }
      host.bestFixedSet = (0..<min(adapters, capacity)).map { AdapterID($0) }
      for known in [true, false] {
        host.horizonIsKnown = known
        let run = try host.run(card.name)
        #expect(run.decisions.count == requests)
        #expect(run.epochs.allSatisfy { $0.residents.count <= capacity })
        if capacity >= adapters { #expect(!run.hits.contains("-")) }
      }
    }
  }

  @Test("keeps pinned adapters and the budget", arguments: Shelf.joints.map(\.card))
  func budgets(card: Card) throws {
    var host = TestHost.drawn(seed: 10, capacity: 0)
    host.capacity = Capacity(10, .bytes)
    host.adapters = [3, 5, 2, 4, 9, 1].enumerated().map {
      Adapter(name: "a\($0)", sizeBytes: $1, isPinned: $0 == 3)
    }
    host.bestFixedSet = [AdapterID(1), AdapterID(3)]
    let run = try host.run(card.name)
    for (_, residents) in run.epochs {
      #expect(residents.contains(3))
      #expect(residents.map { host.adapters[$0].sizeBytes }.reduce(0, +) <= 10)
    }
  }
}
