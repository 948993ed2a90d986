import Core

/// Evicts an adapter drawn uniformly among those that may leave.
///
/// Draws from the policy's stream: one number per victim, a second one if the first gives an adapter that may not
/// leave. A standard baseline. O(1) per use and per victim, O(K) if adapters are held.
public struct Random: Evictor, BuiltIn {
  public static let card = Card(
    name: "random", title: "Random", kind: .evictor,
    summary: "Evicts an adapter drawn uniformly among those that may leave.", sources: ["Belady1966"],
    traits: [.stochastic, .sized])

  /// The residents in arbitrary order: entries 0 ..< count.
  private var residentIDs: DenseColumn<Int32>
  private var count: Int32 = 0
  /// The position of each adapter in `residentIDs`; −1 for those that are not in it.
  private var places: DenseColumn<Int32>
  private var stream: RandomStream

  public init(_ setting: Setting) {
    residentIDs = DenseColumn(count: setting.adapterCount, filler: -1)
    places = DenseColumn(count: setting.adapterCount, filler: -1)
    stream = RandomStream(setting.seed)
  }

  public mutating func grow(to adapterCount: Int) {
    residentIDs.grow(to: adapterCount)
    places.grow(to: adapterCount)
  }

  public mutating func used(_ use: Use) {
    let id = use.adapter.raw
    if use.kind == .hit || use.kind == .bypass || places[id] >= 0 { return }
    residentIDs[count] = id
    places[id] = count
    count += 1
  }

  public mutating func victim(for incoming: Use, among residents: ResidentView) -> AdapterID? {
    while count > 0 {
      let id = residentIDs[Int32(stream.integer(below: Int(count)))]
      if residents.contains(AdapterID(raw: id)), !residents.mayLeave(AdapterID(raw: id)) {
        return drawnPastHeld(among: residents)
      }
      remove(id)
      if residents.contains(AdapterID(raw: id)) { return AdapterID(raw: id) }
    }
    return nil
  }

  /// A draw from an explicit list of those that may leave.
  private mutating func drawnPastHeld(among residents: ResidentView) -> AdapterID? {
    let candidates = (0..<count).map { AdapterID(raw: residentIDs[$0]) }.filter { residents.mayLeave($0) }
    guard !candidates.isEmpty else { return nil }
    let drawn = candidates[stream.integer(below: candidates.count)]
    remove(drawn.raw)
    return drawn
  }

  private mutating func remove(_ id: Int32) {
    let last = residentIDs[count - 1]
    residentIDs[places[id]] = last
    places[last] = places[id]
    places[id] = -1
    count -= 1
  }
}
