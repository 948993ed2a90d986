extension Evictor {
  @inlinable
  public mutating func replay(_ batch: ReplayBatch, in room: ReplayRoom) throws(Fault) {
    try replayByVerbs(batch, in: room)
  }

  /// The replay loop over one batch. O(batch) plus the cost of the verbs.
  ///
  /// An object larger than the whole capacity is bypassed without a call of the policy. A resident keeps the footprint
  /// of its page-in, even if later requests have other sizes. Throws if a policy returns an object that is not
  /// resident.
  @inlinable
  public mutating func replayByVerbs(_ batch: ReplayBatch, in room: ReplayRoom) throws(Fault) {
    if batch.sizes == nil, room.footprints == nil {
      try replay(batch, UnitSlots(), in: room)
    } else {
      try replay(batch, NamedSizes(batch, room), in: room)
    }
  }

  /// The loop, compiled twice for each evictor: if every object takes one slot, sizes are not read.
  @inlinable
  mutating func replay<Sizes: ReplaySizes>(_ batch: ReplayBatch, _ sizes: Sizes, in room: ReplayRoom) throws(Fault) {
    var tally = ReplayTally(room, sizes)
    defer { tally.store(in: room, requests: batch.count) }
    for i in 0..<batch.count {
      let id = AdapterID(raw: batch.ids[i])
      let size = sizes.bytes(ofRequest: i)
      let step = batch.firstStep &+ i
      let next = batch.nextUses?[i] ?? .never
      tally.sizes.request(size)
      if tally.holds(id) {
        try used(Use(adapter: id, step: step, kind: .hit, sizeBytes: size, nextUse: next))
        continue
      }
      tally.misses &+= 1
      tally.sizes.miss(size)
      var use = Use(adapter: id, step: step, kind: .bypass, sizeBytes: size, nextUse: next)
      let footprint = sizes.footprint(ofBytes: size)
      if footprint <= tally.capacity.amount, try makeRoom(for: use, footprint: footprint, &tally) {
        tally.pageIn(id, footprint: footprint)
        use.kind = .pageIn
      } else {
        tally.bypasses &+= 1
      }
      try used(use)
    }
  }

  /// Calls `admit`, then `victim` until `footprint` units are free; false if the object is to be bypassed.
  @inlinable
  @inline(__always)
  mutating func makeRoom<Sizes: ReplaySizes>(
    for incoming: Use, footprint: Int, _ tally: inout ReplayTally<Sizes>
  ) throws(Fault) -> Bool {
    guard try admit(incoming, among: tally.view) else { return false }
    while tally.used &+ footprint > tally.capacity.amount {
      guard let leaver = try victim(for: incoming, among: tally.view), leaver != incoming.adapter else { return false }
      guard leaver.index < tally.adapterCount, tally.holds(leaver) else {
        throw notResident(leaver, at: incoming.step)
      }
      tally.evict(leaver)
    }
    return true
  }
}

@usableFromInline
@inline(never)
func notResident(_ leaver: AdapterID, at step: Step) -> Fault {
  Fault("victim() answered id \(leaver.index), which is not resident", at: "step \(step)")
}

/// A copy of the room's resident set and counters, in registers while a batch runs. The room is shared, so each access
/// to it would be checked for exclusivity.
@frozen
@usableFromInline
struct ReplayTally<Sizes: ReplaySizes> {
  @usableFromInline let words: UnsafeMutablePointer<UInt64>
  @usableFromInline let adapterCount: Int
  @usableFromInline let capacity: Capacity
  @usableFromInline let countBefore: Int
  @usableFromInline var sizes: Sizes
  @usableFromInline var used: Int
  @usableFromInline var misses = 0
  @usableFromInline var evictions = 0
  @usableFromInline var bypasses = 0

  @inlinable
  init(_ room: ReplayRoom, _ sizes: Sizes) {
    words = room.words
    adapterCount = room.adapterCount
    capacity = room.capacity
    countBefore = room.count
    used = room.used
    self.sizes = sizes
  }

  @inlinable
  func store(in room: ReplayRoom, requests: Int) {
    room.add(
      requests: requests, misses: misses, bypasses: bypasses, evictions: evictions, used: used,
      requestBytes: sizes.requestBytes ?? requests, missBytes: sizes.missBytes ?? misses)
  }

  /// Resident objects: the earlier count, plus page-ins, minus evictions.
  @inlinable
  @inline(__always)
  var count: Int { countBefore &+ misses &- bypasses &- evictions }

  @inlinable
  @inline(__always)
  func holds(_ id: AdapterID) -> Bool { words[id.index &>> 6] &>> UInt64(id.index & 63) & 1 != 0 }

  @inlinable
  @inline(__always)
  mutating func pageIn(_ id: AdapterID, footprint: Int) {
    words[id.index &>> 6] |= 1 &<< UInt64(id.index & 63)
    sizes.remember(footprint, of: id)
    used &+= footprint
  }

  @inlinable
  @inline(__always)
  mutating func evict(_ id: AdapterID) {
    words[id.index &>> 6] &= ~(1 &<< UInt64(id.index & 63))
    used &-= sizes.footprint(of: id)
    evictions &+= 1
  }

  /// The view while a miss is served; `count` already includes that page-in.
  @inlinable
  @inline(__always)
  var view: ResidentView {
    ResidentView(
      resident: words, held: nil, costs: nil, adapterCount: adapterCount, count: count &- 1, used: used,
      capacity: capacity)
  }
}
