import Core
import Paging
import Testing

@testable import Twin

/// Answers by a table: the n-th request goes to the n-th replica named.
private struct Told: ReplicaRouter {
  var places: [Int]
  private var at = 0

  init(_ places: [Int]) { self.places = places }

  mutating func send(_ request: Request, among replicas: [ReplicaView]) -> Int {
    defer { at += 1 }
    return places[at % places.count]
  }
}

/// Keeps what routers are shown.
private final class Notes: @unchecked Sendable {
  var lines: [String] = []
}

/// Notes what it is shown, and sends all to the first replica.
private struct Noting: ReplicaRouter {
  let notes: Notes

  func send(_ request: Request, among replicas: [ReplicaView]) -> Int {
    let seen = replicas.map { replica in
      let residents = replica.residents.adapters.map { "\($0.index)" }.joined(separator: ",")
      return "\(replica.running)+\(replica.waiting) {\(residents)}"
    }
    notes.lines.append(
      "\(request.step):\(request.asked!.index)/\(request.outputTokens) " + seen.joined(separator: " | "))
    return 0
  }
}

/// A drawn workload of four adapters on a busy small server.
private func busyTwin(replicas: Int = 1) -> Twin {
  var busy = twin(smallServer(slots: 2, kvBlocks: 40, budget: 30), [], adapters: 4, seconds: 400)
  busy.workload.recorded = nil
  busy.workload.rates = [0.3, 0.2, 0.1, 0.05]
  busy.workload.lengths = LengthPool(inputs: [3, 9, 30, 5], outputs: [2, 12, 4, 7])
  busy.stepModel[.base] = 700
  busy.latencies.fromHostSeconds = [0.1, 0.2, 0.3, 0.4]
  busy.replicas = replicas
  return busy
}

@Suite("Replicas behind a router", .timeLimit(.minutes(60)))
struct FleetTests {
  @Test("a router in front of one replica changes nothing", arguments: TwinShelf.replicaRouters.map(\.card.name))
  func oneReplica(name: String) throws {
    var one = busyTwin()
    let alone = try one.run(seed: Seed(5))
    let entry = TwinShelf.replicaRouters.first { $0.card.name == name }!
    one.replicaRouter = entry.start
    let routed = try one.run(seed: Seed(5))
    #expect(routed.tally == alone.tally)
    #expect(routed.gauges == alone.gauges)
    #expect(routed.ledger.gpu == alone.ledger.gpu)
    #expect(routed.replicas.first?.decisions == alone.decisions)
    #expect(alone.tally.finished > 100)
  }

  @Test("replicas in turn are what single servers with their share of the arrivals are")
  func splitArrivals() throws {
    let fleet = try busyTwin(replicas: 3).run(seed: Seed(9))
    var stream = ArrivalStream(busyTwin().workload, seed: Seed(9))
    var shares: [[TwinRequest]] = [[], [], []]
    while let request = stream.next() { shares[request.number % 3].append(request) }
    for (place, share) in shares.enumerated() {
      var single = busyTwin()
      single.workload.recorded = share
      let run = try single.run(seed: Twin.seed(Seed(9), ofReplica: place))
      #expect(fleet.replicas[place].tally == run.tally)
      #expect(fleet.replicas[place].gauges == run.gauges)
      #expect(fleet.replicas[place].decisions == run.decisions)
      #expect(fleet.replicas[place].loads == run.loads)
      #expect(fleet.replicas[place].idealThroughput == run.idealThroughput)
    }
    #expect(fleet.tally.arrived == shares.reduce(0) { $0 + $1.count })
  }

  @Test("the first replica has the run's seed, and each other one of its own")
  func seeds() {
    let seeds = (0..<Twin.mostReplicas).map { Twin.seed(Seed(9), ofReplica: $0) }
    #expect(seeds[0] == Seed(9))
    #expect(Set(seeds).count == Twin.mostReplicas)
  }

  @Test("a router sees how full a replica's cache is, and the requests that wait outside of the engine")
  func fullness() throws {
    final class Seen: @unchecked Sendable { var views: [(kv: Double, waiting: Int)] = [] }
    struct Looking: ReplicaRouter {
      let seen: Seen
      func send(_ request: Request, among replicas: [ReplicaView]) -> Int {
        seen.views.append((replicas[0].kvUse, replicas[0].waiting))
        return 0
      }
    }
    let seen = Seen()
    // Ten blocks of four tokens; one request at a time is let in.
    var one = twin(smallServer(kvBlocks: 10), [(0, 0, 8, 9), (0.5, 0, 8, 1), (0.75, 0, 8, 1)])
    one.server.openRequestLimit = 1
    one.server.beyondLimit = .waits
    one.replicaRouter = { _ in Looking(seen: seen) }
    _ = try one.run(seed: Seed(1))
    // The first request is admitted with its eight tokens, two blocks, before the second arrives.
    #expect(seen.views.map(\.kv).map { ($0 * 10).rounded() } == [0, 2, 2])
    #expect(seen.views.map(\.waiting) == [0, 0, 1])
  }

  @Test("the longest wait of a fleet is the longest of its replicas, and its delay their mean by finished requests")
  func joins() throws {
    let fleet = try busyTwin(replicas: 2).run(seed: Seed(3))
    for adapter in fleet.tally.adapters.indices {
      #expect(
        fleet.tally.adapters[adapter].longestWaitSeconds
          == fleet.replicas.map { $0.tally.adapters[adapter].longestWaitSeconds }.max())
    }
    var parts = fleet.replicas
    parts[0].firstTokenDelaySeconds = 1
    parts[0].tally.finished = 3
    parts[1].firstTokenDelaySeconds = 5
    parts[1].tally.finished = 1
    #expect(TwinRun(joining: parts, idealThroughput: 1).firstTokenDelaySeconds == 2)
  }

  @Test("the whole is the sum of its replicas")
  func sums() throws {
    let fleet = try busyTwin(replicas: 2).run(seed: Seed(3))
    let parts = fleet.replicas
    #expect(fleet.tally.finished == parts[0].tally.finished + parts[1].tally.finished)
    #expect(fleet.loads == parts[0].loads + parts[1].loads)
    #expect(fleet.open == parts[0].open + parts[1].open)
    #expect(abs(fleet.totalThroughput - parts[0].totalThroughput - parts[1].totalThroughput) < 1e-9)
    #expect(fleet.tally.firstToken.weight == parts[0].tally.firstToken.weight + parts[1].tally.firstToken.weight)
    #expect(abs(fleet.gauges.meanRunning - parts[0].gauges.meanRunning - parts[1].gauges.meanRunning) < 1e-9)
    #expect(abs(fleet.gauges.meanKVUse - (parts[0].gauges.meanKVUse + parts[1].gauges.meanKVUse) / 2) < 1e-9)
    #expect(fleet.gauges.bins.count == parts[0].gauges.bins.count)
    #expect(fleet.tally.arrived == fleet.tally.finished + fleet.open)
  }

  /// The numbers among the stored properties of a value, by name.
  private static func numbers(_ value: Any) -> [String: Double] {
    Mirror(reflecting: value).children.reduce(into: [:]) { all, child in
      if let count = child.value as? Int { all[child.label!] = Double(count) }
      if let seconds = child.value as? Double { all[child.label!] = seconds }
      if let spread = child.value as? Spread { all[child.label!] = spread.weight }
    }
  }

  @Test("no number of a tally is left out of the whole")
  func everyNumber() throws {
    let fleet = try busyTwin(replicas: 2).run(seed: Seed(3))
    let pairs =
      [(fleet.tally as Any, fleet.replicas.map { $0.tally as Any })]
      + fleet.tally.adapters.indices.map { a in
        (fleet.tally.adapters[a] as Any, fleet.replicas.map { $0.tally.adapters[a] as Any })
      }
    for (whole, parts) in pairs {
      let (first, second) = (Self.numbers(parts[0]), Self.numbers(parts[1]))
      for (name, number) in Self.numbers(whole) where name != "longestWaitSeconds" {
        #expect(abs(number - first[name]! - second[name]!) < 1e-6, "\(name)")
      }
    }
  }

  @Test("the same seed gives the same run, whatever the router", arguments: TwinShelf.replicaRouters.map(\.card.name))
  func determinism(name: String) throws {
    var one = busyTwin(replicas: 4)
    one.replicaRouter = TwinShelf.replicaRouters.first { $0.card.name == name }!.start
    let first = try one.run(seed: Seed(2))
    let second = try one.run(seed: Seed(2))
    #expect(first.replicas.map(\.decisions) == second.replicas.map(\.decisions))
    #expect(first.tally == second.tally)
  }

  @Test("a router sees each replica as of the end of the step at hand, and no answer's length")
  func view() throws {
    let notes = Notes()
    var one = twin(smallServer(slots: 1), [(0, 0, 2, 3), (0.5, 1, 2, 1), (0.5, 0, 2, 1), (2.5, 1, 2, 1)])
    one.replicas = 2
    one.server.victims = .idle
    one.replicaRouter = { _ in Noting(notes: notes) }
    _ = try one.run(seed: Seed(1))
    // Adapter 1 starts on the GPU. Request 0 is admitted in the step that began at 0, and takes its slot; requests 1 and 2
    // wait; request 2 is admitted at 1 and done at 2; request 0 is done with the step that began at 2.
    #expect(
      notes.lines == [
        "0:0/0 0+0 {1} | 0+0 {1}", "1:1/0 1+0 {0} | 0+0 {1}", "2:0/0 1+1 {0} | 0+0 {1}", "3:1/0 0+1 {0} | 0+0 {1}",
      ])
  }

  @Test("an answer that is not a replica is a fault", arguments: [-1, 2])
  func stranger(answer: Int) {
    var one = busyTwin(replicas: 2)
    one.replicaRouter = { _ in Told([answer]) }
    #expect(throws: Fault("the router answered replica \(answer)", fix: "answer 0 to 1")) {
      try one.run(seed: Seed(1))
    }
  }

  @Test("replicas are 1 to 64", arguments: [0, 65])
  func counts(count: Int) {
    #expect(throws: Fault("replicas: \(count); expected 1 to 64")) { try busyTwin(replicas: count).run(seed: Seed(1)) }
  }
}
