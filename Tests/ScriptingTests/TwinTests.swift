import Core
import Paging
import Policies
import Scripting
import Testing
import Traces
import Workbench

/// Every twin is asked side by side with its built-in; a different answer is a fault that names the verb and the step.
@Suite("A twin in Lua", .timeLimit(.minutes(60)))
struct TwinTests {
  static let evictors = [
    "2q", "arc", "clock", "fifo", "gdsf", "lecar", "lfu", "lfuda", "lru", "lru-k", "random", "s3fifo", "sieve", "slru",
    "w-tinylfu",
  ]
  static let routers = [
    "asked", "epsilon-greedy", "fixed", "lints", "linucb", "linucb-aware", "random", "round-robin", "ucb1",
  ]
  static let joints = ["edgelora-topk", "polar", "polar-plus", "static-popular"]

  /// A built-in and its twin, each as a whole policy.
  static let pairs: [(first: String, second: String)] =
    evictors.map { ("linucb+\($0)", "linucb+evictors/\($0)") }
    + routers.map { ("\($0)+lru", "routers/\($0)+lru") }
    + joints.map { ($0, "joint/\($0)") }

  @Test("is there for every built-in but belady")
  func complete() {
    let isBound = { (card: Card) in card.kind == .bound || card.traits.contains(.needsFuture) }
    #expect(Self.evictors.sorted() == Shelf.evictors.map(\.card).filter { !isBound($0) }.map(\.name).sorted())
    #expect(Self.routers.sorted() == Shelf.routers.map(\.card).filter { !isBound($0) }.map(\.name).sorted())
    #expect(Self.joints.sorted() == Shelf.joints.map(\.card).filter { !isBound($0) }.map(\.name).sorted())
  }

  @Test("has its built-in's card", arguments: pairs)
  func card(first: String, second: String) throws {
    for (own, twin) in zip(try Entrants.named(first).cards, try Entrants.named(second).cards) {
      #expect(twin.name == own.name)
      #expect(twin.title == own.title)
      #expect(twin.kind == own.kind)
      #expect(twin.summary == own.summary)
      #expect(twin.sources == own.sources)
      #expect(twin.traits == own.traits)
      let names = own.parameters.map(\.name)
      #expect(twin.parameters.allSatisfy { names.contains($0.name) })
    }
  }

  @Test("decides as its built-in in 50 random worlds", arguments: pairs)
  func randomWorlds(first: String, second: String) throws {
    let entrant = try Entrants.twins(first, second)
    for number in 0..<50 {
      let world = RandomWorld(number)
      if world.isSized, !entrant.cards.contains(where: { $0.traits.contains(.sized) }) { continue }
      #expect(throws: Never.self, "world \(number)") { try world.play(entrant, number: number) }
    }
  }

  @Test("decides as its built-in in all scenarios", arguments: pairs)
  func scenarios(first: String, second: String) throws {
    let entrant = try Entrants.twins(first, second)
    for scenario in ScenarioShelf.all {
      let trace = try scenario.trace(requests: 400, seed: Seed(3))
      if first.hasPrefix("asked"), trace.asked.isEmpty { continue }
      var paging = PagingConfiguration(adapters: trace.adapters, gpu: Capacity(scenario.standardCapacity))
      paging.pageInCosts = trace.pageInCosts
      let cell = Cell(entrant: entrant, trace: trace, oracle: nil, paging: paging, seed: Seed(3))
      #expect(throws: Never.self, "\(scenario.name)") { try cell.run() }
    }
  }

  static let otherParameters: [(policy: String, settings: String)] = [
    ("linucb+2q", "in=0.5 out=2"),
    ("linucb+clock", "insert_bit=1"),
    ("linucb+gdsf", "order=insert-first cost=page-in"),
    ("linucb+lecar", "learning_rate=10 discount=1"),
    ("linucb+lru-k", "k=3"),
    ("linucb+s3fifo", "small=0.3 ghost=2 move_threshold=1"),
    ("linucb+slru", "segments=4 protected=0.5"),
    ("linucb+w-tinylfu", "window=0.2 protected=0.5"),
    ("epsilon-greedy+lru", "epsilon=0.5 discount=0.9"),
    ("fixed+lru", "adapter=1"),
    ("lints+lru", "spread=2 ridge=0.1"),
    ("linucb-aware+lru", "alpha=2 burn_in=20"),
    ("ucb1+lru", "scale=0.3"),
    ("edgelora-topk", "k=2 alpha=1"),
    ("polar", "epoch=17 window=30 burn_in=10"),
    ("polar-plus", "first=9 kappa=0.5 exact=true window=40"),
    ("static-popular", "warm_up=40 adaptive=true"),
  ]

  @Test("decides as its built-in with other parameters", arguments: otherParameters)
  func parameters(policy: String, settings: String) throws {
    let twin = try #require(Self.pairs.first { $0.first == policy }).second
    let given = settings.split(separator: " ").map { setting in
      let halves = setting.split(separator: "=").map(String.init)
      return (name: halves[0], value: halves[1])
    }
    let entrant = try Entrants.twins(policy, twin, given)
    for number in 0..<20 {
      let world = RandomWorld(number)
      if world.isSized, !entrant.cards.contains(where: { $0.traits.contains(.sized) }) { continue }
      #expect(throws: Never.self, "world \(number)") { try world.play(entrant, number: number) }
    }
  }

  @Test("of an evictor replays 50 random id traces as it does, in slots and bytes", arguments: evictors)
  func replay(name: String) throws {
    let entrant = try Entrants.twins("asked+\(name)", "asked+evictors/\(name)")
    for number in 0..<50 {
      for unit in [Capacity.Unit.slots, .bytes] {
        let trace = RandomIDs(number, unit: unit)
        #expect(throws: Never.self, "trace \(number), \(unit)") { try trace.replay(entrant) }
      }
    }
  }
}
