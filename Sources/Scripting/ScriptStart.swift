import CLuaHost
import Core

/// Hands a setting to `start`.
struct ScriptStart {
  private let setting: Setting
  private let parameters: Parameters
  private let card: Card

  init(_ setting: Setting, _ parameters: Parameters, _ card: Card) {
    self.setting = setting
    self.parameters = parameters
    self.card = card
  }

  /// Asks `start` and answers the step before which `plan` is asked first.
  func start(_ machine: ScriptMachine) throws(Fault) -> Step {
    // Texts that the C side reads during the call.
    let texts = Texts()
    let names = setting.adapters.map { UnsafePointer<CChar>?(texts.keep($0.name)) }
    let values = parameters.entries.map { parameter(named: $0.name, value: $0.value, texts) }
    let units = setting.footprints.map(Int64.init)
    let pinned = setting.pinned.map { Int64($0.index) }
    var next: Int64 = 0
    let status = names.withUnsafeBufferPointer { names in
      values.withUnsafeBufferPointer { values in
        units.withUnsafeBufferPointer { units in
          pinned.withUnsafeBufferPointer { pinned in
            setting.pageInCosts.withUnsafeBufferPointer { costs in
              var raw = lh_setting(
                adapters: Int64(setting.adapterCount), dimension: Int64(setting.dimension),
                capacity: Int64(setting.capacity.amount), unit: texts.keep(setting.capacity.unit.name),
                horizon: setting.horizon.map { Int64($0) } ?? -1, costs: costs.isEmpty ? nil : costs.baseAddress,
                units: units.isEmpty ? nil : units.baseAddress, names: names.isEmpty ? nil : names.baseAddress,
                pinned: pinned.baseAddress, pinned_count: Int64(pinned.count), parameters: values.baseAddress,
                parameter_count: Int64(values.count))
              return lh_start(machine.vm, &raw, &next)
            }
          }
        }
      }
    }
    try machine.check(status)
    return Int(next)
  }

  private func parameter(named name: String, value: String, _ texts: Texts) -> lh_parameter {
    let range = card.parameters.first { $0.name == name }?.range
    var raw = lh_parameter(name: texts.keep(name), text: nil, number: 0, is_whole: false, is_flag: false)
    switch range {
    case .number: raw.number = Double(value) ?? 0
    case .integer:
      raw.number = Double(value) ?? 0
      raw.is_whole = true
    case .flag:
      raw.number = value == "true" ? 1 : 0
      raw.is_flag = true
    default: raw.text = UnsafePointer(texts.keep(value))
    }
    return raw
  }
}

/// C strings that live as long as this.
private final class Texts {
  private var kept: [UnsafeMutablePointer<CChar>] = []

  func keep(_ text: String) -> UnsafePointer<CChar> {
    let bytes = text.utf8CString
    let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
    for (i, byte) in bytes.enumerated() { copy[i] = byte }
    kept.append(copy)
    return UnsafePointer(copy)
  }

  deinit { for copy in kept { copy.deallocate() } }
}
