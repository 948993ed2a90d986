import CLuaHost
import Core

/// Passes a setting to `start`.
struct ScriptStart {
  private let setting: Setting
  private let parameters: Parameters
  private let card: Card

  init(_ setting: Setting, _ parameters: Parameters, _ card: Card) {
    self.setting = setting
    self.parameters = parameters
    self.card = card
  }

  /// Calls `start` and returns the step before which `plan` is first called.
  func start(_ machine: ScriptMachine) throws(Fault) -> Step {
    // The data that the C side reads during the call.
    let kept = Kept()
    let adapters = setting.adapters
    let isKnown = !adapters.isEmpty
    let names = kept.keep(adapters.map { UnsafePointer<CChar>?(kept.keep($0.name)) })
    let bytes = kept.keep(adapters.map { Int64($0.sizeBytes) })
    let ranks = kept.keep(adapters.map { Int64($0.rank ?? 0) })
    let units = kept.keep(setting.footprints.map(Int64.init))
    let pinned = setting.pinned.map { Int64($0.index) }
    let values = parameters.entries.map { parameter(named: $0.name, value: $0.value, kept) }
    var next: Int64 = 0
    var raw = lh_setting(
      adapters: Int64(setting.adapterCount), dimension: Int64(setting.dimension),
      capacity: Int64(setting.capacity.amount), unit: kept.keep(setting.capacity.unit.name),
      horizon: setting.horizon.map { Int64($0) } ?? -1,
      costs: setting.pageInCosts.isEmpty ? nil : kept.keep(setting.pageInCosts),
      units: setting.footprints.isEmpty ? nil : units, bytes: isKnown ? bytes : nil, ranks: isKnown ? ranks : nil,
      names: isKnown ? names : nil, pinned: kept.keep(pinned), pinned_count: Int64(pinned.count),
      replicas: Int64(setting.replicaCount ?? 0), parameters: kept.keep(values), parameter_count: Int64(values.count))
    let status = lh_start(machine.vm, &raw, &next)
    withExtendedLifetime(kept) {}
    try machine.check(status)
    return Int(next)
  }

  private func parameter(named name: String, value: String, _ kept: Kept) -> lh_parameter {
    let range = card.parameters.first { $0.name == name }?.range
    var raw = lh_parameter(name: kept.keep(name), text: nil, number: 0, whole: 0, is_whole: false, is_flag: false)
    switch range {
    case .number: raw.number = Double(value) ?? 0
    case .integer:
      raw.whole = Int64(value) ?? 0
      raw.is_whole = true
    case .flag:
      raw.whole = value == "true" ? 1 : 0
      raw.is_flag = true
    default: raw.text = UnsafePointer(kept.keep(value))
    }
    return raw
  }
}

/// Texts and columns in C memory, valid while this object exists.
private final class Kept {
  private var blocks: [UnsafeMutableRawPointer] = []

  func keep(_ text: String) -> UnsafePointer<CChar> { keep(Array(text.utf8CString)) }

  func keep<Element: BitwiseCopyable>(_ column: [Element]) -> UnsafePointer<Element> {
    let copy = UnsafeMutablePointer<Element>.allocate(capacity: column.count + 1)
    for (i, element) in column.enumerated() { (copy + i).initialize(to: element) }
    blocks.append(UnsafeMutableRawPointer(copy))
    return UnsafePointer(copy)
  }

  deinit { for block in blocks { block.deallocate() } }
}
