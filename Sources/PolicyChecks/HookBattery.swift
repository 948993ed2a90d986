import Core
import Paging
import Twin

/// The checks for a scheduler or a router over replicas: small worlds of the twin.
public struct HookBattery {
  /// A policy to be checked: its card, its parameters, and a function that starts it.
  public struct Candidate: Sendable {
    public enum Start: Sendable {
      case scheduler(Core.Start<any Scheduler>)
      case replicaRouter(Core.Start<any ReplicaRouter>)
    }

    public let card: Card
    public let parameters: Parameters
    public let start: Start

    public init(card: Card, parameters: Parameters, start: Start) {
      self.card = card
      self.parameters = parameters
      self.start = start
    }
  }

  private let candidate: Candidate
  private let seed: Seed

  public init(_ candidate: Candidate, seed: Seed) {
    self.candidate = candidate
    self.seed = seed
  }

  private var isRouter: Bool { if case .replicaRouter = candidate.start { true } else { false } }

  /// The names of the checks.
  public var checks: [String] { worlds.map(\.name) + ["repeats", "stochastic"] + (isRouter ? [] : ["serves"]) }

  public func run(only: String?, report: (Verdict) -> Void) throws(Fault) -> [Verdict] {
    var verdicts: [Verdict] = []
    for check in checks where only == nil || only == check {
      let verdict = try verdict(of: check)
      report(verdict)
      verdicts.append(verdict)
    }
    return verdicts
  }

  private func verdict(of check: String) throws(Fault) -> Verdict {
    var summary = ""
    do throws(Fault) {
      switch check {
      case "repeats":
        summary = "the same seed gives the same decisions"
        if try decisions(seed: 1) != decisions(seed: 1) { throw Messages.doesNotRepeat }
      case "stochastic":
        summary = "another seed changes its decisions if, and only if, the card claims 'stochastic'"
        let changes = try decisions(seed: 1) != decisions(seed: 2)
        let claims = candidate.card.traits.contains(.stochastic)
        if changes != claims { throw Messages.falseClaim(claims: claims) }
      case "serves":
        summary = "it serves half of what first come, first served does, or more"
        let finished = try play(worlds[0].twin, hookSeed: seed).tally.finished
        let engine = try worlds[0].twin.run(seed: seed).tally.finished
        if 2 * finished < engine { throw Messages.servesFew(finished, of: engine) }
      default:
        let world = worlds.first { $0.name == check }!
        summary = world.summary
        _ = try play(world.twin, hookSeed: seed)
      }
    } catch {
      // A fault of the world itself is not a finding.
      guard error.kind != nil else { throw error }
      return Verdict(check, summary, .fell(Finding(check, nil, error)))
    }
    return Verdict(check, summary, .held)
  }

  /// All decisions in the first world, replica by replica.
  private func decisions(seed: UInt64) throws(Fault) -> [[TwinDecision]] {
    var twin = worlds[0].twin
    twin.keepsDecisions = true
    let run = try play(twin, hookSeed: Seed(seed))
    return run.replicas.isEmpty ? [run.decisions] : run.replicas.map(\.decisions)
  }

  /// Runs a world with the candidate; only the candidate uses `hookSeed`.
  private func play(_ twin: Twin, hookSeed: Seed) throws(Fault) -> TwinRun {
    var twin = twin
    let prepared = { @Sendable [parameters = candidate.parameters] (setting: Setting) -> Setting in
      var setting = setting
      setting.parameters = parameters
      setting.seed = hookSeed
      return setting
    }
    switch candidate.start {
    case .replicaRouter(let start):
      twin.replicaRouter = { (setting: Setting) throws(Fault) -> any ReplicaRouter in try start(prepared(setting)) }
    case .scheduler(let start):
      twin.scheduler = { (setting: Setting) throws(Fault) -> any Scheduler in try start(prepared(setting)) }
    }
    return try twin.run(seed: seed)
  }

  // MARK: - The worlds

  private struct World {
    var name: String
    var summary: String
    var twin: Twin
  }

  private var worlds: [World] {
    var crowded = Self.twin(adapters: 24, slots: 4, rates: [1, 0.2])
    crowded.server.maxSequences = 16
    var cramped = Self.twin(adapters: 8, slots: 4, rates: [1])
    cramped.server.kvBlocks = 120
    var bursts = Self.twin(adapters: 16, slots: 4, rates: [0.3])
    bursts.workload.arrivals = .gamma(variation: 4)
    var all = [
      World(
        name: "plain", summary: "16 adapters in 4 slots",
        twin: Self.twin(adapters: 16, slots: 4, rates: [0.4, 0.1])),
      World(
        name: "one-adapter", summary: "a single adapter", twin: Self.twin(adapters: 1, slots: 1, rates: [2])),
      World(
        name: "all-fit", summary: "as many slots as adapters", twin: Self.twin(adapters: 8, slots: 8, rates: [0.5])),
      World(name: "crowded", summary: "a long line, and 16 requests in the batch at most", twin: crowded),
      World(name: "cramped", summary: "so few KV blocks that requests are preempted", twin: cramped),
      World(name: "bursts", summary: "arrivals in bursts", twin: bursts),
      World(
        name: "huge-n", summary: "2 048 adapters", twin: Self.twin(adapters: 2048, slots: 32, rates: [0.01])),
    ]
    if isRouter {
      for place in all.indices { all[place].twin.replicas = 3 }
      var one = all[0].twin
      one.replicas = 1
      all.append(World(name: "one-replica", summary: "nowhere else to go", twin: one))
      one.replicas = Twin.mostReplicas
      all.append(World(name: "most-replicas", summary: "\(Twin.mostReplicas) replicas", twin: one))
    }
    return all
  }

  /// A server whose steps take 20 ms and a little for each prompt token, for 30 seconds.
  private static func twin(adapters: Int, slots: Int, rates: [Double]) -> Twin {
    var steps = StepModel()
    steps[.base] = 20
    steps[.prompt] = 0.05
    var server = ServerSettings(slots: slots, slotRank: 8, kvBlocks: 4000)
    server.victims = .idle
    let workload = Workload(
      rates: (0..<adapters).map { rates[$0 % rates.count] }, ranks: Array(repeating: 8, count: adapters),
      lengths: LengthPool(inputs: [20, 100, 400, 60], outputs: [10, 80, 30, 150]), durationSeconds: 30)
    return Twin(
      server: server, stepModel: steps,
      latencies: .init(fromHostSeconds: Array(repeating: 0.01, count: adapters)), workload: workload)
  }
}
