import Core

/// Segmented LRU: new adapters are on probation, and a hit promotes them to a protected segment of limited size.
///
/// A hit moves an adapter to the front of the next higher segment; its overflow moves to the front of the segment
/// below. Victims come from the back of the lowest segment with an adapter that may leave. The upper segments together
/// are limited to `protected` of the capacity, in equal parts, in units, rounded down; probation takes the rest and
/// their free capacity.
///
/// Source: [Karedla1994], with two segments; more of them as in later simulators. O(segments) per request.
public struct SLRU: Evictor, BuiltIn {
  public static let card = Card(
    name: "slru", title: "SLRU", kind: .evictor,
    summary: "Newcomers are on probation; a hit promotes them to a protected segment of limited size.",
    sources: ["Karedla1994"],
    parameters: [
      Parameter("segments", "2", .integer(2...8), "probation and the protected ones"),
      Parameter("protected", "0.8", .number(0...1), "share of the capacity of all protected segments together"),
    ],
    traits: [.sized])

  private var segments: Segments
  /// The highest segment.
  private let top: Int
  /// Units that each segment above probation may hold.
  private let limit: Int

  public init(_ setting: Setting) throws(Fault) {
    let parameters = try setting.parameters(of: Self.card)
    let count = parameters.integer("segments")
    let share = parameters.number("protected")
    segments = Segments(count, setting)
    top = count - 1
    limit = Int(Double(setting.capacity.amount) * share / Double(top))
  }

  public mutating func grow(to adapterCount: Int) { segments.grow(to: adapterCount) }

  @inline(__always)
  public mutating func used(_ use: Use) {
    let id = use.adapter.raw
    if use.kind == .hit {
      let promoted = min(segments.segment(of: id) + 1, top)
      segments.move(id, toFrontOf: promoted)
      for segment in stride(from: promoted, to: 0, by: -1) {
        while segments.units(in: segment) > limit {
          segments.move(segments.back(of: segment), toFrontOf: segment - 1)
        }
      }
    } else if use.kind != .bypass {
      segments.enter(use, frontOf: 0)
    }
  }

  @inline(__always)
  public mutating func victim(for incoming: Use, among residents: ResidentView) -> AdapterID? {
    for segment in 0...top {
      let id = segments.lastToLeave(of: segment, among: residents)
      if id >= 0 {
        segments.remove(id)
        return AdapterID(raw: id)
      }
    }
    return nil
  }
}
