import Core

/// Greedy dual size with frequency: evicts the adapter of lowest H = L + n · cost / size.
///
/// n counts the uses since the page-in (a page-in is one use, a placement none); size is its units of capacity at that
/// time (1 in slots); L is the H of the last victim, 0 at first. A use updates H. Ties go to the least recently used
/// (our choice). All counts are whole numbers; H is a double.
///
/// `order=evict-first`: victims leave until the new adapter fits, then its H is computed with their L.
/// `order=insert-first`, as in [Cherkasova1998]: the new adapter's H is computed with the current L, and it competes:
/// if it is the lowest it is not kept, and L becomes its H.
///
/// Source: [Cherkasova1998]. O(1) per hit, O(log K) amortised per page-in.
public struct GDSF: Evictor, BuiltIn {
  public static let card = Card(
    name: "gdsf", title: "GDSF", kind: .evictor,
    summary: "Evicts the adapter of lowest L + uses · cost / size, L being that of the last victim.",
    sources: ["Cherkasova1998"],
    parameters: [
      Parameter(
        "order", "evict-first", .choice(["evict-first", "insert-first"]),
        "whether victims leave before the newcomer is weighed, or it competes with them"),
      Parameter("cost", "1", .choice(["1", "page-in"]), "what a miss costs: 1, or the adapter's page-in cost"),
    ],
    traits: [.sized])

  private struct Item: BitwiseCopyable {
    var uses: Int
    /// Units taken at its page-in.
    var size: Int
  }

  private var keys: DenseHeap<Double>
  private var items: DenseColumn<Item>
  private let costs: [Double]
  private let insertsFirst: Bool
  private let capacity: Capacity
  /// L.
  private var age = 0.0
  /// H of the new adapter, with `insert-first`.
  private var newcomerKey = 0.0
  private var moment = 0

  public init(_ setting: Setting) throws(Fault) {
    let parameters = try setting.parameters(of: Self.card)
    keys = DenseHeap(count: setting.adapterCount, zero: 0)
    items = DenseColumn(count: setting.adapterCount, filler: Item(uses: 0, size: 1))
    costs = parameters.word("cost") == "page-in" ? setting.pageInCosts : []
    insertsFirst = parameters.word("order") == "insert-first"
    capacity = setting.capacity
  }

  public mutating func grow(to adapterCount: Int) {
    keys.grow(to: adapterCount)
    items.grow(to: adapterCount)
  }

  @inline(__always)
  public mutating func used(_ use: Use) {
    moment &+= 1
    let id = use.adapter.raw
    switch use.kind {
    case .hit:
      var item = items[id]
      item.uses &+= 1
      items[id] = item
      keys.raise(id, to: age + worth(of: item, id), tie: moment)
    case .pageIn, .placed:
      let item = Item(uses: use.kind == .pageIn ? 1 : 0, size: size(of: use))
      items[id] = item
      let competed = insertsFirst && use.kind == .pageIn
      keys.insert(id, key: competed ? newcomerKey : age + worth(of: item, id), tie: moment)
    case .bypass: break
    }
  }

  public mutating func admit(_ incoming: Use, among residents: ResidentView) -> Bool {
    if insertsFirst { newcomerKey = age + worth(of: Item(uses: 1, size: size(of: incoming)), incoming.adapter.raw) }
    return true
  }

  public mutating func victim(for incoming: Use, among residents: ResidentView) -> AdapterID? {
    let id = keys.lowest(among: residents)
    guard id >= 0 else { return nil }
    let key = keys.key(of: id)
    if insertsFirst, newcomerKey < key {
      age = max(age, newcomerKey)
      return incoming.adapter
    }
    age = max(age, key)
    keys.remove(id)
    return AdapterID(raw: id)
  }

  /// n · cost / size.
  @inline(__always)
  private func worth(of item: Item, _ id: Int32) -> Double {
    let cost = costs.isEmpty ? 1 : costs[Int(id)]
    return Double(item.uses) * cost / Double(item.size)
  }

  @inline(__always)
  private func size(of use: Use) -> Int { max(1, capacity.footprint(ofBytes: use.sizeBytes)) }
}
