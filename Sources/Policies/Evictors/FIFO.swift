import Core

/// Evicts the adapter that has been resident longest.
///
/// Hits change nothing. Adapters that may not leave are passed over and keep their place. Source: [Mattson1970].
/// O(1) for each use and each victim.
public struct FIFO: Evictor, BuiltIn {
  public static let card = Card(
    name: "fifo", title: "FIFO", kind: .evictor, summary: "Evicts the adapter that has been resident longest.",
    sources: ["Mattson1970"], traits: [.sized])

  /// Newest first.
  private var queue: DenseLists

  public init(_ setting: Setting) { queue = DenseLists(count: setting.adapterCount) }

  public mutating func grow(to adapterCount: Int) { queue.grow(to: adapterCount) }

  public mutating func used(_ use: Use) {
    if use.kind == .pageIn || use.kind == .placed { queue.moveToFront(use.adapter.raw) }
  }

  public mutating func victim(for incoming: Use, among residents: ResidentView) -> AdapterID? {
    let id = queue.lastToLeave(among: residents)
    guard id >= 0 else { return nil }
    queue.remove(id)
    return AdapterID(raw: id)
  }
}
