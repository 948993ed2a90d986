import Core

/// Evicts the adapter whose K-th last use is oldest.
///
/// Adapters used fewer than K times come first, among them the least recently used. Uses within `correlated` steps of
/// the last one count as one with it, and adapters used so recently are victims only if there are no others. The
/// history of an adapter that left is kept for `retained` steps after its last use. A placement is not a use.
///
/// Source: [ONeil1993, Fig. 2.1]; a missing use stays missing when a correlated period closes (the figure would add
/// the period's length to it). O(K) per use, O(log residents) amortised per page-in; O(residents) per victim if
/// `correlated` is above 0.
public struct LRUK: Evictor, BuiltIn {
  public static let card = Card(
    name: "lru-k", title: "LRU-K", kind: .evictor,
    summary: "Evicts the adapter whose K-th last use lies farthest back.", sources: ["ONeil1993"],
    parameters: [
      Parameter("k", "2", .integer(1...8), unit: "uses", "K"),
      Parameter(
        "correlated", "0", .integer(0...Int.max), unit: "steps", "uses this close to the last one count as one with it"),
      Parameter(
        "retained", "forever", .integerOrChoice(0...Int.max, ["forever"]), unit: "steps",
        "how long after its last use the history of an adapter that left is kept"),
    ],
    traits: [.memory, .sized])

  /// By HIST(p, K); ties by the last use.
  private var ranks: DenseHeap<Int>
  /// HIST: entry p · K + i − 1 is the time of the i-th last uncorrelated use of p; 0 for none.
  private var history: DenseColumn<Int>
  /// LAST: the time of the last use; 0 for none.
  private var last: DenseColumn<Int>
  private let k: Int
  private let correlated: Int
  private let retained: Int
  private var moment = 0

  public init(_ setting: Setting) throws(Fault) {
    let parameters = try setting.parameters(of: Self.card)
    k = parameters.integer("k")
    correlated = parameters.integer("correlated")
    retained = parameters.integerIfAny("retained") ?? Int.max
    ranks = DenseHeap(count: setting.adapterCount, zero: 0)
    history = DenseColumn(count: setting.adapterCount * k, filler: 0)
    last = DenseColumn(count: setting.adapterCount, filler: 0)
  }

  public mutating func grow(to adapterCount: Int) {
    ranks.grow(to: adapterCount)
    history.grow(to: adapterCount * k)
    last.grow(to: adapterCount)
  }

  @inline(__always)
  public mutating func used(_ use: Use) {
    moment &+= 1
    let id = use.adapter.raw
    let now = use.step &+ 1
    switch use.kind {
    case .hit:
      let period = last[id] &- first(id)
      if now &- last[id] > correlated { remember(now, of: id, closing: period) }
      last[id] = now
      ranks.raise(id, to: kth(id), tie: moment)
    case .pageIn:
      if last[id] > 0, now &- last[id] > retained { forget(id) }
      remember(now, of: id, closing: 0)
      last[id] = now
      ranks.insert(id, key: kth(id), tie: moment)
    case .placed: ranks.insert(id, key: kth(id), tie: moment)
    case .bypass: break
    }
  }

  public mutating func victim(for incoming: Use, among residents: ResidentView) -> AdapterID? {
    var id = ranks.lowest(among: residents)
    if id >= 0, correlated > 0 { id = lowestUncorrelated(at: incoming.step &+ 1, residents) ?? id }
    guard id >= 0 else { return nil }
    ranks.remove(id)
    return AdapterID(raw: id)
  }

  /// The lowest of those whose last use is more than the correlated period ago; nil if there is none.
  private func lowestUncorrelated(at now: Int, _ residents: ResidentView) -> Int32? {
    var best: Int32?
    for adapter in residents.adapters where residents.mayLeave(adapter) {
      let id = adapter.raw
      guard ranks.holds(id), now - last[id] > correlated else { continue }
      if let known = best, !ranks.isBelow(id, known) { continue }
      best = id
    }
    return best
  }

  /// The entry of HIST(p, 1): ids times K may be more than 2³¹.
  @inline(__always)
  private func place(_ id: Int32) -> Int { Int(id) &* k }

  /// HIST(p, 1).
  @inline(__always)
  private func first(_ id: Int32) -> Int { history[place: place(id)] }

  /// HIST(p, K).
  @inline(__always)
  private func kth(_ id: Int32) -> Int { history[place: place(id) &+ k &- 1] }

  /// Shifts an adapter's history by a use at `now`; the length of the closed correlated period is added to older uses.
  @inline(__always)
  private func remember(_ now: Int, of id: Int32, closing period: Int) {
    let base = place(id)
    var i = k &- 1
    while i > 0 {
      let newer = history[place: base &+ i &- 1]
      history[place: base &+ i] = newer == 0 ? 0 : newer &+ period
      i &-= 1
    }
    history[place: base] = now
  }

  private func forget(_ id: Int32) {
    for i in 0..<k { history[place: place(id) + i] = 0 }
  }
}
