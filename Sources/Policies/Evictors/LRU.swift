import Core

/// Evicts the adapter used longest ago.
///
/// Placed adapters count as used at their placement, in the order of the calls. Adapters that may not leave are skipped
/// and keep their position. Source: [Mattson1970]. O(1) per use and per victim.
public struct LRU: Evictor, BuiltIn {
  public static let card = Card(
    name: "lru", title: "LRU", kind: .evictor, summary: "Evicts the adapter used longest ago.",
    sources: ["Mattson1970"], traits: [.sized])

  /// Most recently used first.
  var order: DenseLists
  /// The misses of the batch being replayed.
  var trades = DenseColumn(count: 0, filler: Trade(newcomer: 0, leaver: 0))

  public init(_ setting: Setting) { order = DenseLists(count: setting.adapterCount) }

  public mutating func grow(to adapterCount: Int) { order.grow(to: adapterCount) }

  public mutating func used(_ use: Use) {
    if use.kind != .bypass { order.moveToFront(use.adapter.raw) }
  }

  public mutating func victim(for incoming: Use, among residents: ResidentView) -> AdapterID? {
    let id = order.lastToLeave(among: residents)
    guard id >= 0 else { return nil }
    order.remove(id)
    return AdapterID(raw: id)
  }
}
