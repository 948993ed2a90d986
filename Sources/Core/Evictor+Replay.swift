extension Evictor {
  /// The replay loop over one batch. O(batch) plus what the verbs cost.
  ///
  /// An object larger than the whole capacity is bypassed without asking. A resident keeps the footprint it had when
  /// it came in, whatever size later requests name. Throws when a policy answers with an object that is not resident.
  @inlinable
  public mutating func replay(_ batch: ReplayBatch, in room: ReplayRoom) throws(Fault) {
    let words = room.words
    var tally = ReplayTally(room)
    defer { tally.store(in: room) }
    for i in 0..<batch.count {
      let id = AdapterID(raw: batch.ids[i])
      let size = batch.sizes?[i] ?? 1
      tally.requestBytes &+= size
      let next = batch.nextUses?[i] ?? .never
      let bit: UInt64 = 1 &<< UInt64(id.index & 63)
      if words[id.index &>> 6] & bit != 0 {
        try used(Use(adapter: id, step: batch.firstStep &+ i, kind: .hit, sizeBytes: size, nextUse: next))
        continue
      }
      tally.misses &+= 1
      tally.missBytes &+= size
      var use = Use(adapter: id, step: batch.firstStep &+ i, kind: .bypass, sizeBytes: size, nextUse: next)
      let footprint = room.capacity.footprint(ofBytes: size)
      if footprint <= room.capacity.amount, try makeRoom(for: use, footprint: footprint, in: room, &tally) {
        words[id.index &>> 6] |= bit
        room.footprints?[id.index] = footprint
        tally.used &+= footprint
        tally.count &+= 1
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
  mutating func makeRoom(for incoming: Use, footprint: Int, in room: ReplayRoom, _ tally: inout ReplayTally)
    throws(Fault) -> Bool
  {
    guard try admit(incoming, among: tally.view(of: room)) else { return false }
    while tally.used &+ footprint > room.capacity.amount {
      guard let leaver = try victim(for: incoming, among: tally.view(of: room)), leaver != incoming.adapter else {
        return false
      }
      let bit: UInt64 = 1 &<< UInt64(leaver.index & 63)
      guard leaver.index < room.adapterCount, room.words[leaver.index &>> 6] & bit != 0 else {
        throw Fault("victim() answered id \(leaver.index), which is not resident", at: "step \(incoming.step)")
      }
      room.words[leaver.index &>> 6] &= ~bit
      tally.used &-= room.footprints?[leaver.index] ?? 1
      tally.count &-= 1
      tally.evictions &+= 1
    }
    return true
  }
}

/// The room's counters in registers while a batch runs.
@frozen
@usableFromInline
struct ReplayTally {
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
  func view(of room: ReplayRoom) -> ResidentView {
    ResidentView(
      resident: room.words, held: nil, costs: nil, adapterCount: room.adapterCount, count: count, used: used,
      capacity: room.capacity)
  }
}
