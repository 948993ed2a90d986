import Core

/// Evicts the adapter used longest ago.
///
/// Placed adapters count as used when they were placed, in the order they were told. Adapters that may not leave are
/// passed over and keep their place. Source: [Mattson1970]. O(1) for each use and each victim.
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
