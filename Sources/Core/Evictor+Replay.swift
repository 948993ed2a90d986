extension Evictor {
  /// The replay loop over one batch. O(batch) plus what the verbs cost.
  ///
  /// An object larger than the whole capacity is bypassed without asking. A resident keeps the footprint it had when
  /// it came in, whatever size later requests name. Throws when a policy answers with an object that is not resident.
  @inlinable
  public mutating func replay(_ batch: ReplayBatch, in room: ReplayRoom) throws(Fault) {
    var tally = ReplayTally(room)
    defer { tally.store(in: room) }
    for i in 0..<batch.count {
      let id = AdapterID(raw: batch.ids[i])
      let size = batch.sizes?[i] ?? 1
      tally.requestBytes &+= size
      let next = batch.nextUses?[i] ?? .never
      if tally.holds(id) {
        try used(Use(adapter: id, step: batch.firstStep &+ i, kind: .hit, sizeBytes: size, nextUse: next))
        continue
      }
      tally.misses &+= 1
      tally.missBytes &+= size
      var use = Use(adapter: id, step: batch.firstStep &+ i, kind: .bypass, sizeBytes: size, nextUse: next)
      let footprint = tally.capacity.footprint(ofBytes: size)
      if footprint <= tally.capacity.amount, try makeRoom(for: use, footprint: footprint, &tally) {
        tally.pageIn(id, footprint: footprint)
        use.kind = .pageIn
      } else {
        tally.bypasses &+= 1
      }
      try used(use)
    }
    tally.requests &+= batch.count
  }

  /// Asks `admit`, then `victim` until `footprint` units are free; false where the object is to be bypassed.
  @inlinable
  @inline(__always)
  mutating func makeRoom(for incoming: Use, footprint: Int, _ tally: inout ReplayTally) throws(Fault) -> Bool {
    guard try admit(incoming, among: tally.view) else { return false }
    while tally.used &+ footprint > tally.capacity.amount {
      guard let leaver = try victim(for: incoming, among: tally.view), leaver != incoming.adapter else { return false }
      guard leaver.index < tally.adapterCount, tally.holds(leaver) else {
        throw Fault("victim() answered id \(leaver.index), which is not resident", at: "step \(incoming.step)")
      }
      tally.evict(leaver)
    }
    return true
  }
}

/// The room's resident set and counters in registers while a batch runs: the room itself, being shared, would be
/// checked for exclusive access at each touch.
@frozen
@usableFromInline
struct ReplayTally {
  @usableFromInline let words: UnsafeMutablePointer<UInt64>
  @usableFromInline let footprints: UnsafeMutablePointer<Int>?
  @usableFromInline let adapterCount: Int
  @usableFromInline let capacity: Capacity
  @usableFromInline var used: Int
  @usableFromInline var count: Int
  @usableFromInline var requests = 0
  @usableFromInline var misses = 0
  @usableFromInline var missBytes = 0
  @usableFromInline var requestBytes = 0
  @usableFromInline var evictions = 0
  @usableFromInline var bypasses = 0

  @usableFromInline
  init(_ room: ReplayRoom) {
    words = room.words
    footprints = room.footprints
    adapterCount = room.adapterCount
    capacity = room.capacity
    used = room.used
    count = room.count
  }

  @usableFromInline
  func store(in room: ReplayRoom) {
    room.used = used
    room.count = count
    room.requests += requests
    room.misses += misses
    room.missBytes += missBytes
    room.requestBytes += requestBytes
    room.evictions += evictions
    room.bypasses += bypasses
  }

  @inlinable
  @inline(__always)
  func holds(_ id: AdapterID) -> Bool { words[id.index &>> 6] &>> UInt64(id.index & 63) & 1 != 0 }

  @inlinable
  @inline(__always)
  mutating func pageIn(_ id: AdapterID, footprint: Int) {
    words[id.index &>> 6] |= 1 &<< UInt64(id.index & 63)
    footprints?[id.index] = footprint
    used &+= footprint
    count &+= 1
  }

  @inlinable
  @inline(__always)
  mutating func evict(_ id: AdapterID) {
    words[id.index &>> 6] &= ~(1 &<< UInt64(id.index & 63))
    used &-= footprints?[id.index] ?? 1
    count &-= 1
    evictions &+= 1
  }

  @inlinable
  @inline(__always)
  var view: ResidentView {
    ResidentView(
      resident: words, held: nil, costs: nil, adapterCount: adapterCount, count: count, used: used,
      capacity: capacity)
  }
}
