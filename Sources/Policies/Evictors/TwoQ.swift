import Core

/// 2Q: new adapters pass through a FIFO queue, and only those requested again after they left it enter an LRU list.
///
/// A1in is the queue of new adapters, A1out has its ghosts, Am is the LRU list. While A1in holds more than `in` of the
/// capacity its oldest leaves and becomes a ghost; else the least recently used of Am leaves without a ghost. A hit in
/// A1in changes nothing. If no adapter of the list given by the rule may leave, the other list is used.
///
/// Shares are in units of capacity, rounded down, at least one. Source: [Johnson1994, full version]. O(1) per request.
public struct TwoQ: Evictor, BuiltIn {
  public static let card = Card(
    name: "2q", title: "2Q", kind: .evictor,
    summary: "Newcomers pass through a FIFO queue; those asked for again after they left it enter an LRU list.",
    sources: ["Johnson1994"],
    parameters: [
      Parameter("in", "0.25", .number(0...1), "share of the capacity of the queue of newcomers"),
      Parameter("out", "0.5", .number(0...16), "what is remembered of those that left it, as a share of the capacity"),
    ],
    traits: [.memory, .sized])

  private static let newcomers = 0
  private static let main = 1
  private static let ghosts = 2

  private var lists: Segments
  private let newcomerUnits: Int
  private let ghostUnits: Int
  /// The missed adapter, if it is a ghost; −1 otherwise.
  private var remembered: Int32 = -1

  public init(_ setting: Setting) throws(Fault) {
    let parameters = try setting.parameters(of: Self.card)
    lists = Segments(3, setting)
    let amount = Double(setting.capacity.amount)
    newcomerUnits = max(1, Int(amount * parameters.number("in")))
    ghostUnits = max(1, Int(amount * parameters.number("out")))
  }

  public mutating func grow(to adapterCount: Int) { lists.grow(to: adapterCount) }

  @inline(__always)
  public mutating func used(_ use: Use) {
    let id = use.adapter.raw
    switch use.kind {
    case .hit: if lists.segment(of: id) == Self.main { lists.move(id, toFrontOf: Self.main) }
    case .pageIn: lists.enter(use, frontOf: id == remembered ? Self.main : Self.newcomers)
    case .placed: lists.enter(use, frontOf: Self.newcomers)
    case .bypass: break
    }
  }

  public mutating func admit(_ incoming: Use, among residents: ResidentView) -> Bool {
    let id = incoming.adapter.raw
    remembered = lists.segment(of: id) == Self.ghosts ? id : -1
    return true
  }

  public mutating func victim(for incoming: Use, among residents: ResidentView) -> AdapterID? {
    let fromNewcomers = lists.units(in: Self.newcomers) > newcomerUnits
    var id = lists.lastToLeave(of: fromNewcomers ? Self.newcomers : Self.main, among: residents)
    if id < 0 { id = lists.lastToLeave(of: fromNewcomers ? Self.main : Self.newcomers, among: residents) }
    if id < 0 { return nil }
    if lists.segment(of: id) == Self.newcomers {
      lists.move(id, toFrontOf: Self.ghosts)
      lists.trim(Self.ghosts, to: ghostUnits)
    } else {
      lists.remove(id)
    }
    return AdapterID(raw: id)
  }
}
