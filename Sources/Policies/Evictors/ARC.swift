import Core

/// Adaptive replacement: recency and frequency share the capacity, and ghost hits move the boundary between them.
///
/// T1 holds adapters used once recently, T2 those used at least twice; B1 and B2 are their ghosts. A miss in B1 moves
/// the target p of T1 up by max(1, |B2| / |B1|), one in B2 down by max(1, |B1| / |B2|), within 0 … c; p is a real
/// number, as published. Victims come from T1 while it is above its target, else from T2.
///
/// With bytes and pages every |·| is in units of capacity and p moves by the new adapter's footprint times the ratio
/// (our choice; with equal sizes it equals the paper). p moves once per request, before victims are chosen, even if
/// none is needed. If no adapter of the list given by the rule may leave, the other list is used.
///
/// Source: [Megiddo2003, Fig. 4]. O(1) per request.
public struct ARC: Evictor, BuiltIn {
  public static let card = Card(
    name: "arc", title: "ARC", kind: .evictor,
    summary: "Recency and frequency share the capacity; ghost hits move the border between them.",
    sources: ["Megiddo2003"], traits: [.memory, .sized])

  static let t1 = 0
  static let t2 = 1
  static let b1 = 2
  static let b2 = 3

  /// Most recently used first.
  var lists: Segments
  /// c.
  let capacity: Int
  /// p.
  var target = 0.0
  /// Scratch for the batch being replayed: its misses, the logs of the lists, and the position of each id.
  var trades = DenseColumn(count: 0, filler: Trade(newcomer: 0, leaver: 0))
  var logs = DenseColumn<Int32>(count: 0, filler: 0)
  var places: DenseColumn<Int32>

  public init(_ setting: Setting) {
    lists = Segments(4, setting)
    capacity = setting.capacity.amount
    places = DenseColumn(count: setting.adapterCount, filler: -1)
  }

  public mutating func grow(to adapterCount: Int) {
    lists.grow(to: adapterCount)
    places.grow(to: adapterCount)
  }

  @inline(__always)
  public mutating func used(_ use: Use) {
    let id = use.adapter.raw
    switch use.kind {
    case .hit: lists.move(id, toFrontOf: Self.t2)
    case .pageIn: lists.enter(use, frontOf: lists.segment(of: id) >= Self.b1 ? Self.t2 : Self.t1)
    case .placed: lists.enter(use, frontOf: Self.t1)
    case .bypass: break
    }
  }

  /// Cases II, III and IV of the paper, up to REPLACE.
  public mutating func admit(_ incoming: Use, among residents: ResidentView) -> Bool {
    let id = incoming.adapter.raw
    let size = lists.footprint(of: incoming)
    switch lists.segment(of: id) {
    case Self.b1: target = min(target + Double(size) * ratio(Self.b2, Self.b1), Double(capacity))
    case Self.b2: target = max(target - Double(size) * ratio(Self.b1, Self.b2), 0)
    default:
      lists.remove(id)
      let l1 = lists.units(in: Self.t1) + lists.units(in: Self.b1)
      if l1 + size > capacity {
        lists.trim(Self.b1, to: max(0, capacity - size - lists.units(in: Self.t1)))
      } else {
        lists.trim(Self.b2, to: max(0, 2 * capacity - size - l1 - lists.units(in: Self.t2)))
      }
    }
    return true
  }

  public mutating func victim(for incoming: Use, among residents: ResidentView) -> AdapterID? {
    let remembered = lists.segment(of: incoming.adapter.raw)
    let t1 = lists.units(in: Self.t1)
    // Case IV A with B1 empty: T1 alone fills the capacity, and its oldest leaves without a ghost.
    let forgets =
      remembered < 0 && t1 + lists.units(in: Self.b1) + lists.footprint(of: incoming) > capacity
    let fromT1 =
      t1 > 0 && (forgets || Double(t1) > target || (remembered == Self.b2 && Double(t1) == target))
    var id = lists.lastToLeave(of: fromT1 ? Self.t1 : Self.t2, among: residents)
    if id < 0 { id = lists.lastToLeave(of: fromT1 ? Self.t2 : Self.t1, among: residents) }
    if id < 0 { return nil }
    if lists.segment(of: id) == Self.t2 {
      lists.move(id, toFrontOf: Self.b2)
    } else if forgets {
      lists.remove(id)
    } else {
      lists.move(id, toFrontOf: Self.b1)
    }
    return AdapterID(raw: id)
  }

  /// max(1, |one| / |other|); `other` holds at least the missed adapter (which may have no bytes).
  private func ratio(_ one: Int, _ other: Int) -> Double {
    max(1, Double(lists.units(in: one)) / Double(max(1, lists.units(in: other))))
  }
}
