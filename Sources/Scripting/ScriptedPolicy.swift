import CLuaHost
import Core

/// A policy written in Lua: the verbs of `Policy`, implemented by a script.
///
/// One type for all kinds: an evictor's `route` and a router's `victim` are never called. Every answer is checked here,
/// so that a fault names the file and the line of the verb.
public struct ScriptedPolicy: Policy {
  let machine: ScriptMachine
  let vm: OpaquePointer
  let setting: Setting
  private let verbs: UInt32
  public private(set) var nextPlan: Step = .never
  /// Buffer for a plan.
  private var set: [Int64]
  /// The resident set and the trades of the current batch.
  var residentBits: [UInt64] = []
  let trades = TradeBuffer()

  init(_ script: Script, _ setting: Setting, _ machine: ScriptMachine) throws(Fault) {
    self.machine = machine
    self.setting = setting
    vm = machine.vm
    verbs = lh_verbs(machine.vm)
    set = Array(repeating: 0, count: setting.adapterCount)
    machine.engines.listen(to: setting)
    let first = try ScriptStart(setting, try setting.parameters(of: script.card), script.card).start(machine)
    if verbs >> LH_PLAN.rawValue & 1 != 0 { nextPlan = first }
  }

  /// The lines written by `host.log`.
  public var log: [String] { machine.engines.log }

  /// Instructions of the last call; counted in strict mode only.
  public var spentInstructions: Int { Int(lh_spent(vm)) }

  /// Bytes used by the machine.
  public var memoryBytes: Int { lh_memory(vm) }

  public mutating func route(_ request: Request, residents: ResidentView) throws(Fault) -> AdapterID {
    machine.engines.step = request.step
    var raw = Self.raw(request)
    var view = Self.raw(residents)
    var adapter: Int64 = 0
    try machine.check(lh_route(vm, &raw, &view, &adapter), at: request.step)
    return AdapterID(Int(adapter))
  }

  public mutating func learn(_ outcome: Outcome) throws(Fault) {
    guard verbs >> LH_LEARN.rawValue & 1 != 0 else { return }
    machine.engines.step = outcome.request.step
    var raw = lh_outcome(
      request: Self.raw(outcome.request), adapter: Int64(outcome.adapter.index), reward: outcome.reward,
      cost: outcome.pagingCost, hit: outcome.hit)
    try machine.check(lh_learn(vm, &raw), at: outcome.request.step)
  }

  public mutating func used(_ use: Use) throws(Fault) {
    guard verbs >> LH_USED.rawValue & 1 != 0 else { return }
    machine.engines.step = use.step
    var usage = raw(use)
    let kind =
      switch use.kind {
      case .hit: LH_HIT
      case .pageIn: LH_PAGE_IN
      case .bypass: LH_BYPASS
      case .placed: LH_PLACED
      }
    try machine.check(lh_used(vm, &usage, kind), at: use.step)
  }

  public mutating func admit(_ incoming: Use, among residents: ResidentView) throws(Fault) -> Bool {
    guard verbs >> LH_ADMIT.rawValue & 1 != 0 else { return true }
    machine.engines.step = incoming.step
    var usage = raw(incoming)
    var view = Self.raw(residents)
    var answer = false
    try machine.check(lh_admit(vm, &usage, &view, &answer), at: incoming.step)
    return answer
  }

  public mutating func victim(for incoming: Use, among residents: ResidentView) throws(Fault) -> AdapterID? {
    guard verbs >> LH_VICTIM.rawValue & 1 != 0 else { return nil }
    machine.engines.step = incoming.step
    var usage = raw(incoming)
    var view = Self.raw(residents)
    var answer: Int64 = 0
    try machine.check(lh_victim(vm, &usage, &view, &answer), at: incoming.step)
    if answer < 0 { return nil }
    let victim = AdapterID(Int(answer))
    if victim != incoming.adapter, !residents.mayLeave(victim) {
      throw machine.fault(
        of: LH_VICTIM, Messages.victimMayNotLeave(name(victim), isResident: residents.contains(victim)),
        at: incoming.step)
    }
    return victim
  }

  public mutating func plan(at step: Step, residents: ResidentView) throws(Fault) -> [AdapterID]? {
    machine.engines.step = step
    var view = Self.raw(residents)
    var count: Int64 = 0
    var next: Int64 = 0
    try machine.check(lh_plan(vm, Int64(step), &view, &set, &count, &next), at: step)
    nextPlan = next < 0 ? .never : Int(next)
    if count < 0 { return nil }
    let plan = set[..<Int(count)].map { AdapterID(Int($0)) }
    try check(plan, at: step)
    return plan
  }

  /// Checks that each adapter occurs once and that all fit the capacity.
  private func check(_ plan: [AdapterID], at step: Step) throws(Fault) {
    var seen = Array(repeating: false, count: setting.adapterCount)
    var units = 0
    for adapter in plan {
      if seen[adapter.index] { throw machine.fault(of: LH_PLAN, Messages.planned(twice: name(adapter)), at: step) }
      seen[adapter.index] = true
      let (sum, overflows) = units.addingReportingOverflow(
        setting.footprints.isEmpty ? 1 : setting.footprints[adapter.index])
      units = overflows ? .max : sum
    }
    if units > setting.capacity.amount {
      throw machine.fault(of: LH_PLAN, Messages.planIsTooLarge(units, setting.capacity), at: step)
    }
  }

  func name(_ adapter: AdapterID) -> String {
    setting.adapters.isEmpty ? "adapter \(adapter.index + 1)" : "'\(setting.adapters[adapter.index].name)'"
  }

  @inline(__always)
  private func raw(_ use: Use) -> lh_usage {
    lh_usage(
      adapter: Int64(use.adapter.index), step: Int64(use.step),
      units: Int64(setting.capacity.footprint(ofBytes: use.sizeBytes)), bytes: Int64(use.sizeBytes))
  }

  @inline(__always)
  private static func raw(_ request: Request) -> lh_request {
    lh_request(
      step: Int64(request.step), time: request.timeSeconds, asked: request.asked.map { Int64($0.index) } ?? -1,
      prompt_tokens: Int64(request.promptTokens), output_tokens: Int64(request.outputTokens),
      context: request.context.unsafePointer, dimension: Int64(request.context.count))
  }

  @inline(__always)
  private static func raw(_ residents: ResidentView) -> lh_residents {
    let parts = residents.unsafeParts
    return lh_residents(
      resident: parts.resident, held: parts.held, costs: parts.costs, adapters: Int64(residents.adapterCount),
      count: Int64(residents.count), used: Int64(residents.used), capacity: Int64(residents.capacity.amount))
  }
}
