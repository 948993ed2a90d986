import Core
import Policies

/// A host as small as can be: it keeps the resident set, asks the verbs in order, and writes down the answers.
struct TestHost {
  /// `[T × d]`.
  var contexts: [Double] = []
  var dimension = 0
  /// `[T × N]`.
  var rewards: [Double]
  var costs: [Double]
  var capacity = Capacity(1)
  var adapters: [Adapter] = []
  var asked: [Int?] = []
  var horizonIsKnown = true
  var seed = Seed(7)
  var bestFixedSet: [AdapterID] = []
  /// Whether bounds see the future.
  var showsFuture = true

  struct Decision: Equatable {
    var adapter: Int
    var hit: Bool
  }

  struct Run {
    var decisions: [Decision] = []
    var epochs: [(step: Step, residents: [Int])] = []
    var netReward = 0.0

    var adapters: [Int] { decisions.map(\.adapter) }
    var hits: String { decisions.map { $0.hit ? "+" : "-" }.joined() }
  }

  var adapterCount: Int { costs.count }
  var requestCount: Int { rewards.count / costs.count }

  func setting(_ card: Card, _ given: [(name: String, value: String)] = []) throws(Fault) -> Setting {
    let catalogue = adapters.isEmpty ? costs.indices.map { Adapter(name: "adapter-\($0)") } : adapters
    return Setting(
      adapterCount: adapterCount, adapters: catalogue, dimension: dimension, capacity: capacity,
      footprints: catalogue.map { capacity.footprint(ofBytes: $0.sizeBytes) }, pageInCosts: costs,
      horizon: horizonIsKnown ? requestCount : nil, parameters: try Parameters(card: card, given: given), seed: seed,
      future: showsFuture && card.traits.contains(.needsFuture)
        ? Future(utilities: rewards, adapterCount: adapterCount, bestFixedSet: bestFixedSet) : nil)
  }

  /// A run of a joint policy, or of a router whose resident set never changes.
  func run(_ name: String, _ given: [(name: String, value: String)] = []) throws(Fault) -> Run {
    if let entry = Shelf.joints.first(where: { $0.card.name == name }) {
      return try run(try entry.start(try setting(entry.card, given)))
    }
    guard let entry = Shelf.routers.first(where: { $0.card.name == name }) else { throw Fault("no policy \(name)") }
    return try run(Routed(router: try entry.start(try setting(entry.card, given))))
  }

  private func run(_ start: any Policy) throws(Fault) -> Run {
    var policy = start
    var run = Run()
    var memory = Memory(host: self)
    for adapter in memory.residents {
      try policy.used(Use(adapter: AdapterID(adapter), step: 0, kind: .placed))
    }
    for step in 0..<requestCount {
      if policy.nextPlan == step {
        let plan = try memory.view { (view) throws(Fault) in try policy.plan(at: step, residents: view) }
        if policy.nextPlan <= step { throw Fault("nextPlan stands still", at: "step \(step)") }
        if let plan {
          let set = plan.map(\.index).sorted()
          for adapter in set where !memory.residents.contains(adapter) {
            run.netReward -= step == 0 ? 0 : costs[adapter]
            try policy.used(Use(adapter: AdapterID(adapter), step: step, kind: .placed))
          }
          memory.residents = set
          run.epochs.append((step, set))
        }
      }
      try contexts.isEmpty
        ? serve(step, nil, &policy, &memory, &run)
        : contexts.withUnsafeBufferPointer { (all) throws(Fault) in
          try serve(step, all.baseAddress! + step * dimension, &policy, &memory, &run)
        }
    }
    return run
  }

  private func serve(
    _ step: Step, _ context: UnsafePointer<Double>?, _ policy: inout any Policy, _ memory: inout Memory,
    _ run: inout Run
  ) throws(Fault) {
    var nothing = 0.0
    let request = withUnsafePointer(to: &nothing) { none in
      Request(
        step: step, timeSeconds: 0, asked: asked.isEmpty ? nil : asked[step].map { AdapterID($0) }, promptTokens: 1,
        outputTokens: 1, context: Context(context ?? none, count: dimension))
    }
    let adapter = try memory.view { (view) throws(Fault) in try policy.route(request, residents: view) }
    let hit = memory.residents.contains(adapter.index)
    let cost = hit ? 0 : costs[adapter.index]
    let reward = rewards[step * adapterCount + adapter.index]
    run.decisions.append(Decision(adapter: adapter.index, hit: hit))
    run.netReward += reward - cost
    var use = Use(adapter: adapter, step: step, kind: hit ? .hit : .bypass)
    if !hit, let leaver = try memory.leaver(for: use, &policy) {
      memory.residents = (memory.residents.filter { $0 != leaver } + [adapter.index]).sorted()
      use.kind = .pageIn
    }
    try policy.used(use)
    try policy.learn(Outcome(request: request, adapter: adapter, reward: reward, hit: hit, pagingCost: cost))
  }

  /// The host's truth.
  struct Memory {
    var residents: [Int]
    let host: TestHost

    init(host: TestHost) {
      self.host = host
      let pinned = host.adapters.indices.filter { host.adapters[$0].isPinned }
      let others = (0..<host.adapterCount).filter { !pinned.contains($0) }
      let room = host.capacity.unit == .slots ? host.capacity.amount : 0
      residents = (pinned + others.prefix(max(0, room - pinned.count))).sorted()
    }

    func view<Answer>(_ ask: (ResidentView) throws(Fault) -> Answer) throws(Fault) -> Answer {
      let words = (host.adapterCount + 63) / 64
      var resident = [UInt64](repeating: 0, count: words)
      var held = resident
      for adapter in residents { resident[adapter / 64] |= 1 << UInt64(adapter % 64) }
      for adapter in host.adapters.indices where host.adapters[adapter].isPinned {
        held[adapter / 64] |= 1 << UInt64(adapter % 64)
      }
      return try resident.withUnsafeBufferPointer { (resident) throws(Fault) in
        try held.withUnsafeBufferPointer { (held) throws(Fault) in
          try host.costs.withUnsafeBufferPointer { (costs) throws(Fault) in
            try ask(
              ResidentView(
                resident: resident.baseAddress!, held: held.baseAddress!, costs: costs.baseAddress!,
                adapterCount: host.adapterCount, count: residents.count, used: residents.count,
                capacity: host.capacity))
          }
        }
      }
    }

    /// Who leaves for a missed adapter; nil for a bypass.
    func leaver(for use: Use, _ policy: inout any Policy) throws(Fault) -> Int? {
      try view { (view) throws(Fault) in
        guard try policy.admit(use, among: view), let leaver = try policy.victim(for: use, among: view) else {
          return nil
        }
        guard view.mayLeave(leaver) else { throw Fault("\(leaver.index) may not leave") }
        return leaver.index
      }
    }
  }
}

/// A router and a resident set that never changes.
private struct Routed: Policy {
  var router: any Router

  mutating func route(_ request: Request, residents: ResidentView) throws(Fault) -> AdapterID {
    try router.route(request, residents: residents)
  }
  mutating func learn(_ outcome: Outcome) throws(Fault) { try router.learn(outcome) }
  mutating func admit(_ incoming: Use, among residents: ResidentView) throws(Fault) -> Bool { false }
  mutating func victim(for incoming: Use, among residents: ResidentView) throws(Fault) -> AdapterID? { nil }
}
