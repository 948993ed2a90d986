import Core
import Scripting
import System

/// The result of a script.
public struct AttackOutcome: Sendable {
  /// nil if it ran to its end.
  public var fault: Fault?
  /// The call with the most CPU time, and its milliseconds.
  public var call = "load"
  public var milliseconds = 0.0
  /// Memory of the machine at the end, and the most after a call.
  public var memoryBytes = 0
  /// The most instructions of a successful call; counted in strict mode only.
  public var spentInstructions = 0
  /// A digest of all answers, in order.
  public var digest: UInt64 = 0xcbf2_9ce4_8422_2325

  /// The kind of fault, or "none".
  public var kind: String { fault.map { $0.kind?.rawValue ?? "unnamed" } ?? "none" }

  mutating func add(_ answer: Int) { digest = (digest ^ UInt64(bitPattern: Int64(answer))) &* 0x0000_0100_0000_01b3 }
}

/// Runs a script for a few requests, each verb separately, and measures its CPU time.
public struct AttackRun {
  public internal(set) var outcome = AttackOutcome()
  let world: AttackWorld
  private var residents: [Int]

  public init(_ text: [UInt8], named name: String, limits: ScriptLimits, world: AttackWorld = .standard) {
    self.world = world
    residents = world.residents
    do throws(Fault) {
      let script = try timed("load") { () throws(Fault) in try Script(text, path: name, limits: limits) }
      switch script.card.kind {
      case .scheduler:
        var scheduler = try timed("start") { () throws(Fault) in
          try script.startScheduler(world.setting, limits: limits)
        }
        try schedule(&scheduler)
      case .replicaRouter:
        var setting = world.setting
        setting.replicaCount = setting.adapterCount
        var router = try timed("start") { () throws(Fault) in
          try script.startReplicaRouter(setting, limits: limits)
        }
        try send(&router)
      default:
        var policy = try timed("start") { () throws(Fault) in try script.start(world.setting, limits: limits) }
        do throws(Fault) { try play(script, &policy) } catch { outcome.fault = error }
        note(policy)
      }
    } catch { outcome.fault = error }
  }

  private mutating func play(_ script: Script, _ policy: inout ScriptedPolicy) throws(Fault) {
    for adapter in world.residents {
      try timed("used") { () throws(Fault) in
        try policy.used(Use(adapter: AdapterID(adapter), step: 0, kind: .placed))
      }
    }
    for step in 0..<world.stepCount {
      let (world, residents) = (world, residents)
      if policy.nextPlan <= step {
        let set = try timed("plan") { () throws(Fault) in
          try Self.view(world, residents) { view throws(Fault) in try policy.plan(at: step, residents: view) }
        }
        for adapter in set ?? [] { outcome.add(adapter.index) }
        if let set { self.residents = set.map(\.index).sorted() }
      }
      try serve(&policy, script, step: step)
      note(policy)
    }
  }

  private mutating func serve(_ policy: inout ScriptedPolicy, _ script: Script, step: Step) throws(Fault) {
    let (world, residents) = (world, residents)
    let d = world.setting.dimension
    let features = Array(world.features[(step * d)..<((step + 1) * d)])
    try features.withUnsafeBufferPointer { features throws(Fault) in
      let request = Request(
        step: step, timeSeconds: Double(step), asked: nil, promptTokens: 1, outputTokens: 1,
        context: features.baseAddress.map { Context($0, count: d) } ?? .none)
      var adapter = AdapterID(world.asked[step])
      if script.verbs.contains("route") {
        adapter = try timed("route") { () throws(Fault) in
          try Self.view(world, residents) { view throws(Fault) in try policy.route(request, residents: view) }
        }
        outcome.add(adapter.index)
      }
      let isHit = residents.contains(adapter.index)
      if script.card.kind != .router { try use(adapter, &policy, step: step) }
      try timed("learn") { () throws(Fault) in
        try policy.learn(
          Outcome(
            request: request, adapter: adapter, reward: world.rewards[step], hit: isHit,
            pagingCost: isHit ? 0 : world.setting.pageInCosts[adapter.index]))
      }
    }
  }

  private mutating func use(_ adapter: AdapterID, _ policy: inout ScriptedPolicy, step: Step) throws(Fault) {
    let (world, residents) = (world, residents)
    var use = Use(adapter: adapter, step: step, kind: residents.contains(adapter.index) ? .hit : .bypass)
    if use.kind == .bypass {
      let isWanted = try timed("admit") { () throws(Fault) in
        try Self.view(world, residents) { view throws(Fault) in try policy.admit(use, among: view) }
      }
      outcome.add(isWanted ? 1 : 0)
      if isWanted {
        let leaver = try timed("victim") { () throws(Fault) in
          try Self.view(world, residents) { view throws(Fault) in try policy.victim(for: use, among: view) }
        }
        outcome.add(leaver?.index ?? -1)
        if let leaver, leaver != adapter {
          self.residents = (residents.filter { $0 != leaver.index } + [adapter.index]).sorted()
          use.kind = .pageIn
        }
      }
    }
    try timed("used") { () throws(Fault) in try policy.used(use) }
  }

  private mutating func note(_ policy: ScriptedPolicy) {
    note(memoryBytes: policy.memoryBytes, spentInstructions: policy.spentInstructions)
  }

  mutating func note(memoryBytes: Int, spentInstructions: Int) {
    outcome.memoryBytes = max(outcome.memoryBytes, memoryBytes)
    if outcome.fault == nil { outcome.spentInstructions = max(outcome.spentInstructions, spentInstructions) }
  }

  static func view<Value>(
    _ world: AttackWorld, _ residents: [Int], _ body: (ResidentView) throws(Fault) -> Value
  ) throws(Fault) -> Value {
    let word = residents.reduce(UInt64(0)) { $0 | 1 << UInt64($1) }
    return try withUnsafePointer(to: word) { word throws(Fault) in
      try world.setting.pageInCosts.withUnsafeBufferPointer { costs throws(Fault) in
        try body(
          ResidentView(
            resident: word, held: nil, costs: costs.baseAddress!, adapterCount: world.setting.adapterCount,
            count: residents.count, used: residents.count, capacity: world.setting.capacity))
      }
    }
  }

  mutating func timed<Value>(_ call: String, _ body: () throws(Fault) -> Value) throws(Fault) -> Value {
    let start = Self.cpuMilliseconds()
    defer {
      let taken = Self.cpuMilliseconds() - start
      if taken > outcome.milliseconds { (outcome.call, outcome.milliseconds) = (call, taken) }
    }
    return try body()
  }

  private static func cpuMilliseconds() -> Double { Double(SystemClock.threadNanos) * 1e-6 }
}
