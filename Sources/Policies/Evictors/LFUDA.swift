import Core

/// LFU with dynamic ageing: evicts the adapter of lowest use count plus the age at its last use.
///
/// Each adapter has the key C = L + n, n its uses since the page-in (a placement counts none) and L the key of the last
/// victim, 0 at first. A use updates the key. So a new adapter starts at the level of the last victims, and adapters
/// that are no longer popular fall behind. Ties go to the least recently used (our choice).
///
/// Source: [Arlitt2000]. O(1) per hit, O(log K) amortised per page-in.
public struct LFUDA: Evictor, BuiltIn {
  public static let card = Card(
    name: "lfuda", title: "LFUDA", kind: .evictor,
    summary: "Evicts the adapter of lowest use count plus the age at its last use.", sources: ["Arlitt2000"],
    traits: [.sized])

  private var keys: DenseHeap<Int>
  /// Uses since the page-in.
  private var uses: DenseColumn<Int>
  /// L.
  private var age = 0
  private var moment = 0

  public init(_ setting: Setting) {
    keys = DenseHeap(count: setting.adapterCount, zero: 0)
    uses = DenseColumn(count: setting.adapterCount, filler: 0)
  }

  public mutating func grow(to adapterCount: Int) {
    keys.grow(to: adapterCount)
    uses.grow(to: adapterCount)
  }

  @inline(__always)
  public mutating func used(_ use: Use) {
    moment &+= 1
    let id = use.adapter.raw
    switch use.kind {
    case .hit:
      let count = uses[id] &+ 1
      uses[id] = count
      keys.raise(id, to: age &+ count, tie: moment)
    case .pageIn, .placed:
      let count = use.kind == .pageIn ? 1 : 0
      uses[id] = count
      keys.insert(id, key: age &+ count, tie: moment)
    case .bypass: break
    }
  }

  public mutating func victim(for incoming: Use, among residents: ResidentView) -> AdapterID? {
    let id = keys.lowest(among: residents)
    guard id >= 0 else { return nil }
    age = max(age, keys.key(of: id))
    keys.remove(id)
    return AdapterID(raw: id)
  }
}
