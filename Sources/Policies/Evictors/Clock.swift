import Core

/// Second chance: a hand goes round a ring, clears reference bits, and evicts the first adapter whose bit is clear.
///
/// A hit sets the adapter's bit. A new adapter enters just behind the hand, so that it is inspected last, with its bit
/// clear (`insert_bit=0`, our choice and that of libCacheSim; 1 counts the page-in itself as a reference). The hand
/// passes adapters that may not leave without changing their bit.
///
/// Source: [Corbato1968]. O(1) per use; a victim costs the bits it clears, O(1) amortised.
public struct Clock: Evictor, BuiltIn {
  public static let card = Card(
    name: "clock", title: "Clock", kind: .evictor,
    summary: "A hand goes round a ring, clears reference bits, and evicts the first adapter whose bit is clear.",
    sources: ["Corbato1968"],
    parameters: [Parameter("insert_bit", "0", .integer(0...1), "the reference bit of a newcomer")], traits: [.sized])

  /// The ring, cut at the hand: the back is inspected next.
  private var ring: DenseLists
  private var referenced: DenseColumn<Bool>
  private let newcomersBit: Bool

  public init(_ setting: Setting) throws(Fault) {
    let parameters = try setting.parameters(of: Self.card)
    ring = DenseLists(count: setting.adapterCount)
    referenced = DenseColumn(count: setting.adapterCount, filler: false)
    newcomersBit = parameters.integer("insert_bit") == 1
  }

  public mutating func grow(to adapterCount: Int) {
    ring.grow(to: adapterCount)
    referenced.grow(to: adapterCount)
  }

  public mutating func used(_ use: Use) {
    let id = use.adapter.raw
    if use.kind == .hit {
      referenced[id] = true
    } else if use.kind != .bypass {
      referenced[id] = newcomersBit
      ring.moveToFront(id)
    }
  }

  @inline(__always)
  public mutating func victim(for incoming: Use, among residents: ResidentView) -> AdapterID? {
    var heldInARow = 0
    while true {
      let id = ring.back()
      if id < 0 || heldInARow > residents.count { return nil }
      if !residents.contains(AdapterID(raw: id)) {
        ring.remove(id)
      } else if !residents.mayLeave(AdapterID(raw: id)) {
        heldInARow += 1
        ring.moveToFront(id)
      } else if referenced[id] {
        heldInARow = 0
        referenced[id] = false
        ring.moveToFront(id)
      } else {
        ring.remove(id)
        return AdapterID(raw: id)
      }
    }
  }
}
