import Core

/// Three FIFO queues: a small one that newcomers must survive, a main one with second chances, and a ghost.
///
/// A hit raises the adapter's counter, up to 3, and moves nothing. While the small queue S holds at least its share, or
/// the main queue M is empty, victims come from S: its oldest moves to M when its counter is at least `move_threshold`
/// (the counter starts again from 0), else it leaves and enters the ghost queue G. Otherwise they come from
/// M: its oldest goes to the back again with its counter reduced by one if the counter is above 0, else it leaves. A
/// new adapter enters S, or M if it is in G.
///
/// Shares are in units of capacity, rounded down; S has at least one. Source: [YangZ2023, Alg. 1]; G is checked before
/// victims are chosen, as in the authors' code. O(1) amortised per request.
public struct S3FIFO: Evictor, BuiltIn {
  public static let card = Card(
    name: "s3fifo", title: "S3-FIFO", kind: .evictor,
    summary: "A small FIFO queue that newcomers must survive, a main one with second chances, and a ghost queue.",
    sources: ["YangZ2023"],
    parameters: [
      Parameter("small", "0.1", .number(0...1), "share of the capacity of the small queue"),
      Parameter("ghost", "0.9", .number(0...16), "what the ghost queue remembers, as a share of the capacity"),
      Parameter("move_threshold", "2", .integer(1...3), unit: "hits", "hits that move an adapter to the main queue"),
    ],
    traits: [.memory, .sized])

  private static let small = 0
  private static let main = 1
  private static let ghost = 2

  private var queues: Segments
  private var hits: DenseColumn<UInt8>
  private let smallUnits: Int
  private let ghostUnits: Int
  private let threshold: UInt8
  /// The missed adapter, if it is in the ghost queue; −1 otherwise.
  private var remembered: Int32 = -1

  public init(_ setting: Setting) throws(Fault) {
    let parameters = try setting.parameters(of: Self.card)
    queues = Segments(3, setting)
    hits = DenseColumn(count: setting.adapterCount, filler: 0)
    let amount = Double(setting.capacity.amount)
    smallUnits = max(1, Int(amount * parameters.number("small")))
    ghostUnits = Int(amount * parameters.number("ghost"))
    threshold = UInt8(parameters.integer("move_threshold"))
  }

  public mutating func grow(to adapterCount: Int) {
    queues.grow(to: adapterCount)
    hits.grow(to: adapterCount)
  }

  @inline(__always)
  public mutating func used(_ use: Use) {
    let id = use.adapter.raw
    if use.kind == .hit {
      hits[id] = min(hits[id] &+ 1, 3)
    } else if use.kind != .bypass {
      hits[id] = 0
      queues.enter(use, frontOf: use.kind == .pageIn && id == remembered ? Self.main : Self.small)
    }
  }

  @inline(__always)
  public mutating func admit(_ incoming: Use, among residents: ResidentView) -> Bool {
    let id = incoming.adapter.raw
    remembered = queues.segment(of: id) == Self.ghost ? id : -1
    queues.remove(id)
    return true
  }

  @inline(__always)
  public mutating func victim(for incoming: Use, among residents: ResidentView) -> AdapterID? {
    if queues.units(in: Self.small) >= smallUnits || queues.units(in: Self.main) == 0 {
      return fromSmall(residents) ?? fromMain(residents)
    }
    return fromMain(residents) ?? fromSmall(residents)
  }

  private mutating func fromSmall(_ residents: ResidentView) -> AdapterID? {
    while true {
      let id = queues.lastToLeave(of: Self.small, among: residents)
      if id < 0 { return nil }
      if hits[id] < threshold {
        queues.move(id, toFrontOf: Self.ghost)
        queues.trim(Self.ghost, to: ghostUnits)
        return AdapterID(raw: id)
      }
      hits[id] = 0
      queues.move(id, toFrontOf: Self.main)
    }
  }

  private mutating func fromMain(_ residents: ResidentView) -> AdapterID? {
    while true {
      let id = queues.lastToLeave(of: Self.main, among: residents)
      if id < 0 { return nil }
      if hits[id] == 0 {
        queues.remove(id)
        return AdapterID(raw: id)
      }
      hits[id] &-= 1
      queues.move(id, toFrontOf: Self.main)
    }
  }
}
