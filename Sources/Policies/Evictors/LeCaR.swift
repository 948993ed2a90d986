import Core

/// Draws for each victim whether LRU or LFU chooses it, and trusts the one less that lately chose badly.
///
/// Each expert's victims are kept in its own history, as large as the capacity, first in, first out. A miss in LRU's
/// history multiplies LFU's weight by exp(λ · r) and vice versa, r = d^t, t the steps since the eviction; the weights
/// are scaled to a sum of 1. LRU chooses with the probability of its weight, with one draw of the policy's stream per
/// victim. An adapter that returns from a history keeps its use count.
///
/// λ = `learning_rate`, d = `discount` to the power 1 / residents. LFU's ties go to the adapter that reached its count
/// first, and no weight falls below 0.01 (our choices). Source: [Vietri2018]. O(log K) per request.
public struct LeCaR: Evictor, BuiltIn {
  public static let card = Card(
    name: "lecar", title: "LeCaR", kind: .evictor,
    summary: "Draws whether LRU or LFU chooses the victim, and trusts the one less that lately chose badly.",
    sources: ["Vietri2018"],
    parameters: [
      Parameter("learning_rate", "0.45", .number(0...10), "λ"),
      Parameter("discount", "0.005", .number(0...1), "what a regret weighs after as many steps as there are residents"),
    ],
    traits: [.stochastic, .memory, .sized])

  private static let leastWeight = 0.01

  private static let residents = 0
  private static let lruHistory = 1
  private static let lfuHistory = 2

  /// Most recent first: residents by their last use, the experts' victims by their eviction.
  private var lists: Segments
  /// By use count; counts of evicted adapters stay readable.
  private var counts: DenseHeap<Int>
  private var leftAt: DenseColumn<Step>
  private let capacity: Int
  private let learningRate: Double
  private let discount: Double
  private var stream: RandomStream
  /// The weight of LRU; LFU has 1 minus this.
  private var weight = 0.5
  /// The missed adapter, if it is in a history; −1 otherwise.
  private var remembered: Int32 = -1
  private var moment = 0

  public init(_ setting: Setting) throws(Fault) {
    let parameters = try setting.parameters(of: Self.card)
    lists = Segments(3, setting)
    counts = DenseHeap(count: setting.adapterCount, zero: 0)
    leftAt = DenseColumn(count: setting.adapterCount, filler: 0)
    capacity = setting.capacity.amount
    learningRate = parameters.number("learning_rate")
    discount = parameters.number("discount")
    stream = RandomStream(setting.seed)
  }

  public mutating func grow(to adapterCount: Int) {
    lists.grow(to: adapterCount)
    counts.grow(to: adapterCount)
    leftAt.grow(to: adapterCount)
  }

  public mutating func used(_ use: Use) {
    moment &+= 1
    let id = use.adapter.raw
    switch use.kind {
    case .hit:
      lists.move(id, toFrontOf: Self.residents)
      counts.raise(id, to: counts.key(of: id) &+ 1, tie: moment)
    case .pageIn:
      lists.enter(use, frontOf: Self.residents)
      counts.insert(id, key: id == remembered ? counts.key(of: id) &+ 1 : 1, tie: moment)
    case .placed:
      lists.enter(use, frontOf: Self.residents)
      counts.insert(id, key: 0, tie: moment)
    case .bypass: break
    }
  }

  public mutating func admit(_ incoming: Use, among residents: ResidentView) -> Bool {
    let id = incoming.adapter.raw
    let list = lists.segment(of: id)
    remembered = list == Self.lruHistory || list == Self.lfuHistory ? id : -1
    if remembered >= 0 {
      regret(lru: list == Self.lruHistory, after: incoming.step - leftAt[id], residents: residents.count)
    }
    lists.remove(id)
    return true
  }

  public mutating func victim(for incoming: Use, among residents: ResidentView) -> AdapterID? {
    let byLRU = stream.uniform() < weight
    let history = byLRU ? Self.lruHistory : Self.lfuHistory
    let id = byLRU ? lists.lastToLeave(of: Self.residents, among: residents) : counts.lowest(among: residents)
    guard id >= 0 else { return nil }
    counts.remove(id)
    leftAt[id] = incoming.step
    lists.move(id, toFrontOf: history)
    lists.trim(history, to: capacity)
    return AdapterID(raw: id)
  }

  /// Moves weight to the other expert when a victim of one expert is missed.
  private mutating func regret(lru lruIsToBlame: Bool, after steps: Int, residents: Int) {
    let r = power(discount, Double(steps) / Double(max(1, residents)))
    let gain = exponential(learningRate * r)
    let lru = lruIsToBlame ? weight : weight * gain
    let lfu = lruIsToBlame ? (1 - weight) * gain : 1 - weight
    weight = min(max(lru / (lru + lfu), Self.leastWeight), 1 - Self.leastWeight)
  }
}
