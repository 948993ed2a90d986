extension Evictor {
  @inlinable
  public mutating func replay(_ batch: ReplayBatch, in room: ReplayRoom) throws(Fault) {
    try replayByVerbs(batch, in: room)
  }

  /// The replay loop over one batch. O(batch) plus what the verbs cost.
  ///
  /// An object larger than the whole capacity is bypassed without asking. A resident keeps the footprint it had when
  /// it came in, whatever size later requests name. Throws when a policy answers with an object that is not resident.
  @inlinable
  public mutating func replayByVerbs(_ batch: ReplayBatch, in room: ReplayRoom) throws(Fault) {
    if batch.sizes == nil, room.footprints == nil {
      try replay(batch, OneSlotEach(), in: room)
    } else {
      try replay(batch, NamedSizes(batch, room), in: room)
    }
  }

  /// The loop, compiled twice for each evictor: where every object takes one slot there are no sizes to look at.
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

  /// Asks `admit`, then `victim` until `footprint` units are free; false where the object is to be bypassed.
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

/// The room's resident set and counters in registers while a batch runs: the room itself, being shared, would be
/// checked for exclusive access at each touch.
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

  /// Objects resident: those there were, and page-ins less evictions.
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

  /// As seen while a miss is being served, which `count` takes for a page-in already.
  @inlinable
  @inline(__always)
  var view: ResidentView {
    ResidentView(
      resident: words, held: nil, costs: nil, adapterCount: adapterCount, count: count &- 1, used: used,
      capacity: capacity)
  }
}
