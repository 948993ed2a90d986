import Core

/// A small window that takes every new adapter, and a main SLRU that only more frequently used adapters enter.
///
/// When the capacity is full, the window's least recently used (the candidate) is compared with the next victim of the
/// main part: the one with fewer recent uses leaves, by a sketch that also counts adapters that are not resident; on a
/// tie the candidate leaves. A candidate that wins moves to probation. While capacity is free, overflow of the window
/// moves there without a comparison. A new adapter larger than the whole window is itself the candidate, and is not
/// kept if it loses.
///
/// Shares are in units of capacity, rounded down; the window has at least one. Source: [Einziger2017, §4]; a sketch
/// counter for each resident, no doorkeeper (our choices). O(1) per request.
public struct WTinyLFU: Evictor, BuiltIn {
  public static let card = Card(
    name: "w-tinylfu", title: "W-TinyLFU", kind: .evictor,
    summary: "A small window takes every newcomer; only the more frequently used get into the main SLRU.",
    sources: ["Einziger2017"],
    parameters: [
      Parameter("window", "0.01", .number(0...1), "share of the capacity of the window"),
      Parameter("protected", "0.8", .number(0...1), "share of the main part that is protected"),
    ],
    traits: [.memory, .sized])

  private static let window = 0
  private static let probation = 1
  private static let protected = 2

  private var segments: Segments
  private var sketch = FrequencySketch()
  private let windowUnits: Int
  private let protectedUnits: Int

  public init(_ setting: Setting) throws(Fault) {
    let parameters = try setting.parameters(of: Self.card)
    segments = Segments(3, setting)
    let amount = setting.capacity.amount
    windowUnits = max(1, Int(Double(amount) * parameters.number("window")))
    protectedUnits = Int(Double(amount - windowUnits) * parameters.number("protected"))
  }

  public mutating func grow(to adapterCount: Int) { segments.grow(to: adapterCount) }

  @inline(__always)
  public mutating func used(_ use: Use) {
    let id = use.adapter.raw
    if use.kind == .hit {
      sketch.count(id)
      if segments.segment(of: id) == Self.window {
        segments.move(id, toFrontOf: Self.window)
      } else {
        segments.move(id, toFrontOf: Self.protected)
        while segments.units(in: Self.protected) > protectedUnits {
          segments.move(segments.back(of: Self.protected), toFrontOf: Self.probation)
        }
      }
    } else if use.kind != .bypass {
      segments.enter(use, frontOf: Self.window)
      while segments.units(in: Self.window) > windowUnits {
        segments.move(segments.back(of: Self.window), toFrontOf: Self.probation)
      }
    }
  }

  public mutating func admit(_ incoming: Use, among residents: ResidentView) -> Bool {
    sketch.widen(to: residents.count)
    sketch.count(incoming.adapter.raw)
    return true
  }

  public mutating func victim(for incoming: Use, among residents: ResidentView) -> AdapterID? {
    var main = segments.lastToLeave(of: Self.probation, among: residents)
    if main < 0 { main = segments.lastToLeave(of: Self.protected, among: residents) }
    let overflows = segments.units(in: Self.window) + segments.footprint(of: incoming) > windowUnits
    var candidate = overflows || main < 0 ? segments.lastToLeave(of: Self.window, among: residents) : -1
    if main < 0 { return leave(candidate) }
    if overflows, candidate < 0 { candidate = incoming.adapter.raw }
    if candidate < 0 { return leave(main) }
    if sketch.estimate(candidate) > sketch.estimate(main) {
      if candidate != incoming.adapter.raw { segments.move(candidate, toFrontOf: Self.probation) }
      return leave(main)
    }
    return candidate == incoming.adapter.raw ? incoming.adapter : leave(candidate)
  }

  private mutating func leave(_ id: Int32) -> AdapterID? {
    guard id >= 0 else { return nil }
    segments.remove(id)
    return AdapterID(raw: id)
  }
}
