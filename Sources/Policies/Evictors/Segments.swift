import Core

/// Lists over dense ids, with the list of each id and the units of capacity in each list.
///
/// For evictors that divide the capacity (probation and protection, small and main queues) or remember evicted adapters
/// (ghosts). Every operation is O(1).
struct Segments {
  private(set) var lists: DenseLists
  /// The segment of each id; −1 for those in none.
  private var places: DenseColumn<Int8>
  /// Units of each id; always 1 in slots.
  private var footprints: DenseColumn<Int>
  /// Units in each segment.
  private var totals: DenseColumn<Int>
  private let capacity: Capacity
  private let isSized: Bool

  /// `count` empty segments for a setting's adapters.
  init(_ count: Int, _ setting: Setting) {
    lists = DenseLists(listCount: count, count: setting.adapterCount)
    places = DenseColumn(count: setting.adapterCount, filler: -1)
    capacity = setting.capacity
    isSized = capacity.unit != .slots
    footprints = DenseColumn(count: isSized ? setting.adapterCount : 0, filler: 1)
    totals = DenseColumn(count: count, filler: 0)
  }

  mutating func grow(to adapterCount: Int) {
    lists.grow(to: adapterCount)
    places.grow(to: adapterCount)
    if isSized { footprints.grow(to: adapterCount) }
  }

  /// The segment that an id is in, or −1.
  @inline(__always)
  func segment(of id: Int32) -> Int { Int(places[id]) }

  /// Units of capacity that the adapters of a segment take.
  @inline(__always)
  func units(in segment: Int) -> Int { totals[Int32(truncatingIfNeeded: segment)] }

  /// Units that the used adapter takes at its page-in.
  @inline(__always)
  func footprint(of use: Use) -> Int { isSized ? capacity.footprint(ofBytes: use.sizeBytes) : 1 }

  /// The id at the back of a segment, or a negative number if it is empty.
  @inline(__always)
  func back(of segment: Int) -> Int32 { lists.back(of: segment) }

  /// Moves the used adapter to the front of a segment, from any segment or none, with its current footprint.
  @inline(__always)
  func enter(_ use: Use, frontOf segment: Int) {
    let id = use.adapter.raw
    subtract(id)
    if isSized { footprints[id] = footprint(of: use) }
    add(id, to: segment)
    lists.moveToFront(id, of: segment)
  }

  /// Moves an id to the front of a segment with the footprint of its page-in.
  @inline(__always)
  func move(_ id: Int32, toFrontOf segment: Int) {
    if segment != self.segment(of: id) {
      subtract(id)
      add(id, to: segment)
    }
    lists.moveToFront(id, of: segment)
  }

  /// Removes an id from its segment, if it is in one.
  @inline(__always)
  func remove(_ id: Int32) {
    subtract(id)
    places[id] = -1
    lists.remove(id)
  }

  /// Removes ids from the back of a segment until it has at most `limit` units.
  @inline(__always)
  func trim(_ segment: Int, to limit: Int) {
    while units(in: segment) > limit, !lists.isEmpty(segment) { remove(back(of: segment)) }
  }

  /// The id nearest to the back of a segment that may leave, or a negative number if none may.
  ///
  /// Ids that are no longer resident are removed on the way; those that may not leave keep their position.
  @inline(__always)
  func lastToLeave(of segment: Int, among residents: ResidentView) -> Int32 {
    var id = lists.back(of: segment)
    while id >= 0, !residents.mayLeave(AdapterID(raw: id)) {
      let passed = id
      id = lists.previous(id)
      if !residents.contains(AdapterID(raw: passed)) { remove(passed) }
    }
    return id
  }

  @inline(__always)
  private func add(_ id: Int32, to segment: Int) {
    places[id] = Int8(truncatingIfNeeded: segment)
    totals[Int32(truncatingIfNeeded: segment)] &+= isSized ? footprints[id] : 1
  }

  @inline(__always)
  private func subtract(_ id: Int32) {
    let segment = places[id]
    if segment >= 0 { totals[Int32(segment)] &-= isSized ? footprints[id] : 1 }
  }
}
