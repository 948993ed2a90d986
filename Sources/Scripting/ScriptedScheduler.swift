import CLuaHost
import Core

/// A scheduler written in Lua: the verb `choose`.
public struct ScriptedScheduler: Scheduler {
  private let machine: ScriptMachine
  private let setting: Setting
  /// The view for the script; its memory is reused.
  private var shown: [lh_head] = []
  /// The number of calls so far: the step in its log.
  private var asked = 0

  init(_ setting: Setting, _ machine: ScriptMachine) throws(Fault) {
    self.machine = machine
    self.setting = setting
  }

  /// Instructions of the last call; counted in strict mode only.
  public var spentInstructions: Int { Int(lh_spent(machine.vm)) }

  /// Bytes used by the machine.
  public var memoryBytes: Int { lh_memory(machine.vm) }

  public mutating func choose(among heads: [WaitingHead], timeSeconds: Double) throws(Fault) -> AdapterID? {
    machine.engines.step = asked
    asked += 1
    shown.removeAll(keepingCapacity: true)
    for head in heads {
      shown.append(
        lh_head(
          adapter: Int64(head.adapter.index), place: Int64(head.place), waiting: Int64(head.waiting),
          running: Int64(head.running), tokens: Int64(head.tokens), arrival: head.arrivalSeconds,
          is_resident: head.isResident))
    }
    var answer: Int64 = 0
    let status = shown.withUnsafeBufferPointer { shown in
      var view = lh_heads(heads: shown.baseAddress, count: Int64(shown.count), adapters: Int64(setting.adapterCount))
      return lh_choose(machine.vm, &view, timeSeconds, &answer)
    }
    try machine.check(status, atSeconds: timeSeconds)
    if answer < 0 { return nil }
    let adapter = AdapterID(Int(answer))
    guard heads.contains(where: { $0.adapter == adapter }) else {
      throw machine.fault(
        of: LH_CHOOSE, Messages.choseNoHead(setting.adapters[adapter.index].name),
        at: placeInTwin(seconds: timeSeconds))
    }
    return adapter
  }
}
