import Core
import Paging
import Results
import Synchronization
import Testing
import Traces

@testable import Workbench

@Suite("A tournament", .timeLimit(.minutes(60)))
struct TournamentTests {
  /// What the workers handed over.
  private final class Hand: Sendable {
    private let cells = Mutex<[FinishedCell]>([])
    func take(_ cell: FinishedCell) { cells.withLock { $0.append(cell) } }
    /// In cell order.
    var all: [FinishedCell] { cells.withLock { $0 }.sorted { $0.cell.key < $1.cell.key } }
  }

  /// Three adapters; how long it is, what each replicate holds and whether all are the same.
  private static func series(_ name: String, requests: Int, isFixed: Bool = false) -> TraceSeries {
    TraceSeries(size: requests, capacities: [Capacity(1), Capacity(2)], isFixed: isFixed) {
      (replicate: Int, capacity: Capacity) throws(Fault) -> Comparison.World in
      let stream = CounterStream(Cell.environment(seed: Seed(9), traceName: name, replicate: replicate))
      var trace = SmallWorld.trace((0..<requests).map { t in (0..<3).map { a in stream.uniform(t * 3 + a) } })
      trace.name = name
      return Comparison.World(trace: trace, paging: SmallWorld.paging(trace, capacity: capacity.amount))
    }
  }

  private static func tournament(_ entrants: [Entrant], replicates: Int = 3) -> Tournament {
    Tournament(
      entrants: entrants, traces: [series("short", requests: 30), series("long", requests: 90, isFixed: true)],
      replicates: replicates, seed: Seed(9), prepare: { _ in }, replay: { key, _ in "again \(key.replicate)" })
  }

  private static let entrants = [SmallWorld.lru([0, 1]), SmallWorld.lru([2, 1, 0])]

  private static func keys(_ tournament: Tournament) -> [CellKey] {
    var keys: [CellKey] = []
    for t in tournament.traces.indices {
      for k in tournament.traces[t].capacities.indices {
        for r in 0..<tournament.replicates {
          for p in tournament.entrants.indices {
            keys.append(CellKey(trace: t, capacity: k, replicate: r, policy: p))
          }
        }
      }
    }
    return keys
  }

  private static func play(_ tournament: Tournament, jobs: Int) throws -> [FinishedCell] {
    let hand = Hand()
    #expect(try tournament.play(keys(tournament), jobs: jobs, deliver: hand.take, tick: { (_) in true }))
    return hand.all
  }

  @Test("any number of jobs runs each cell once, with the same result", arguments: [1, 2, 7])
  func jobs(_ jobs: Int) throws {
    let tournament = Self.tournament(Self.entrants)
    let finished = try Self.play(tournament, jobs: jobs)
    #expect(finished.map(\.cell.key) == Self.keys(tournament))
    for cell in finished {
      let key = cell.cell.key
      let world = try tournament.traces[key.trace].world(key.trace == 1 ? 0 : key.replicate, Capacity(key.capacity + 1))
      let alone = try Cell(
        entrant: tournament.entrants[key.policy], trace: world.trace,
        oracle: Oracle(trace: world.trace, paging: world.paging), paging: world.paging, seed: Seed(9),
        replicate: key.replicate
      ).run()
      #expect(cell.cell.netReward == alone.netReward)
      #expect(cell.cell.regret?.total == alone.regret?.total)
      #expect(cell.cell.misses == alone.ledger.gpu.misses)
      #expect(cell.curve?.misses.last == alone.ledger.gpu.misses)
      #expect(cell.curve?.netReward.count == CellResult.Checkpoint.grid(upTo: world.trace.requestCount).count)
      #expect((cell.residents == nil) == (key.replicate > 0))
    }
  }

  @Test("a fault is a forfeit of its cell, with its reason and replay; the others run")
  func forfeit() throws {
    let finished = try Self.play(Self.tournament(Self.entrants + [SmallWorld.lru([0, 0, 0, 7])]), jobs: 2)
    for cell in finished {
      guard cell.cell.key.policy == 2 else {
        #expect(cell.cell.forfeit == nil)
        continue
      }
      let forfeit = try #require(cell.cell.forfeit)
      #expect(forfeit.reason == "route() of scripted+lru answered adapter 7, which is not in the catalogue")
      #expect(forfeit.at?.hasPrefix("step 3 of \(cell.cell.key.trace == 0 ? "short" : "long") (capacity ") == true)
      #expect(forfeit.replay == "again \(cell.cell.key.replicate)")
      #expect(cell.curve == nil && cell.residents == nil)
    }
  }

  @Test("one more entrant changes no other cell")
  func oneMore() throws {
    let two = try Self.play(Self.tournament(Self.entrants), jobs: 1)
    let three = try Self.play(Self.tournament(Self.entrants + [SmallWorld.lru([1])]), jobs: 1)
    #expect(three.filter { $0.cell.key.policy < 2 }.map(\.cell.netReward) == two.map(\.cell.netReward))
  }

  @Test("a world that cannot be made ends the tournament with its fault; a tick that says no ends it quietly")
  func ends() throws {
    var tournament = Self.tournament(Self.entrants)
    #expect(try !tournament.play(Self.keys(tournament), jobs: 1, deliver: { _ in usleep10() }, tick: { (_) in false }))
    tournament.traces[0].world = { (_: Int, _: Capacity) throws(Fault) -> Comparison.World in throw Fault("no world") }
    #expect(throws: Fault("no world")) { try Self.play(tournament, jobs: 3) }
  }

  @Test("spells record the residents over time")
  func residents() throws {
    let trace = SmallWorld.trace(Array(repeating: [1, 0, 0], count: 6))
    let cell = Cell(
      entrant: SmallWorld.lru([0, 1, 1, 2, 0, 0]), trace: trace, oracle: nil,
      paging: SmallWorld.paging(trace, capacity: 2), seed: Seed(1))
    var recorder = ResidentRecorder(adapterCount: 3)
    _ = try cell.run(watchedBy: &recorder)
    let spells = recorder.spells(requests: 6)
    #expect(
      spells.spells == [
        .init(adapter: 0, first: 0, end: 3), .init(adapter: 1, first: 0, end: 4), .init(adapter: 2, first: 3, end: 6),
        .init(adapter: 0, first: 4, end: 6),
      ])
    #expect(spells.plans == [] && spells.until == 6)
  }

  @Test("workers open large worlds first, and help with what is left where all are open")
  func order() throws {
    let tournament = Self.tournament(Self.entrants, replicates: 1)
    var queue = CellQueue(Self.keys(tournament), of: tournament)
    guard case .open(let first, let trace, _, _) = queue.next(after: nil) else {
      Issue.record("nothing to open")
      return
    }
    #expect(trace == 1)
    for _ in 0..<3 {
      guard case .open = queue.next(after: nil) else {
        Issue.record("nothing to open")
        return
      }
    }
    #expect(queue.next(after: nil) == nil, "all are being opened: wait")
    queue.opened(first, try OpenWorld(tournament.traces[1], replicate: 0, capacity: Capacity(1)))
    for _ in 0..<2 {
      guard case .play(let key, first, _) = queue.next(after: nil) else {
        Issue.record("nothing to play")
        return
      }
      queue.finished(key, unit: first, seconds: 1)
    }
    #expect(queue.next(after: first) == nil)
    #expect(queue.left == 6)
  }
}

/// Long enough for a tick to come first.
private func usleep10() {
  let end = ContinuousClock.now + .milliseconds(150)
  while ContinuousClock.now < end {}
}
