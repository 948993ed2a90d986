import Core

/// Evicts the adapter whose next use is farthest in the future: with equal sizes no evictor misses less.
///
/// A bound: it sees each request's next use. Ties, which arise only among adapters never used again, go to the lowest
/// index. With `bypass=true` a new adapter whose next use is farther than all others' is not kept: the bound for
/// evictors that may bypass. Defined for slots only: with sizes the problem is NP-hard, and the rule is not a bound.
///
/// Source: [Belady1966]. O(log K) per request.
public struct Belady: Evictor, BuiltIn {
  public static let card = Card(
    name: "belady", title: "Belady", kind: .bound,
    summary: "Evicts the adapter whose next use lies farthest ahead.", sources: ["Belady1966"],
    parameters: [
      Parameter("bypass", "false", .flag, "whether a newcomer that would be the next victim is not kept at all")
    ],
    traits: [.needsFuture])

  /// Farthest next use first: by its negative; ties by index.
  private var nextUses: DenseHeap<Int>
  private let bypasses: Bool

  public init(_ setting: Setting) throws(Fault) {
    guard setting.capacity.unit == .slots else { throw Messages.beladyNeedsSlots(setting.capacity.unit) }
    nextUses = DenseHeap(count: setting.adapterCount, zero: 0)
    bypasses = try setting.parameters(of: Self.card).flag("bypass")
  }

  public mutating func grow(to adapterCount: Int) { nextUses.grow(to: adapterCount) }

  public mutating func used(_ use: Use) {
    let id = use.adapter.raw
    if use.kind == .bypass { return }
    // A use moves the next use farther away, which lowers the key: the heap must be updated at once.
    nextUses.insert(id, key: -use.nextUse, tie: Int(id))
  }

  public mutating func victim(for incoming: Use, among residents: ResidentView) -> AdapterID? {
    let id = nextUses.lowest(among: residents)
    guard id >= 0 else { return nil }
    if bypasses, -incoming.nextUse <= nextUses.key(of: id) { return incoming.adapter }
    nextUses.remove(id)
    return AdapterID(raw: id)
  }
}
