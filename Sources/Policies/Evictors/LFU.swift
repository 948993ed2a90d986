import Core

/// Evicts the adapter used least often since it came in.
///
/// A page-in counts one use and a placement none; counts are forgotten when an adapter leaves. Ties go to the adapter
/// that reached its count first. Source: [Mattson1970]; in-cache counts and the tie rule are our choice, as in most
/// simulators. O(1) per hit, O(log K) amortised per page-in.
public struct LFU: Evictor, BuiltIn {
  public static let card = Card(
    name: "lfu", title: "LFU", kind: .evictor,
    summary: "Evicts the adapter used least often since it came in.", sources: ["Mattson1970"], traits: [.sized])

  /// By count; ties by the time when the count was reached.
  private var counts: DenseHeap<Int>
  private var moment = 0

  public init(_ setting: Setting) { counts = DenseHeap(count: setting.adapterCount, zero: 0) }

  public mutating func grow(to adapterCount: Int) { counts.grow(to: adapterCount) }

  @inline(__always)
  public mutating func used(_ use: Use) {
    moment &+= 1
    let id = use.adapter.raw
    switch use.kind {
    case .hit: counts.raise(id, to: counts.key(of: id) &+ 1, tie: moment)
    case .pageIn: counts.insert(id, key: 1, tie: moment)
    case .placed: counts.insert(id, key: 0, tie: moment)
    case .bypass: break
    }
  }

  @inline(__always)
  public mutating func victim(for incoming: Use, among residents: ResidentView) -> AdapterID? {
    let id = counts.lowest(among: residents)
    guard id >= 0 else { return nil }
    counts.remove(id)
    return AdapterID(raw: id)
  }
}
