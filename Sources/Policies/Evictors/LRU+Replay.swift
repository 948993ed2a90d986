import Core

extension LRU {
  /// Replay of a full room without a branch on hit or miss.
  ///
  /// The requested id goes to the front. On a hit it is unlinked from its place, on a miss the last id is unlinked: the
  /// operation is the same, only the id differs, so there is no branch to predict. O(1) per request.
  public mutating func replay(_ batch: ReplayBatch, in room: ReplayRoom) throws(Fault) {
    guard order.holdResidents(of: room, for: batch) else { return try replayByVerbs(batch, in: room) }
    trades.grow(to: batch.count + 1)
    let misses = order.replayRecency(batch, writing: trades.entry(0))
    try room.book(
      UnsafeBufferPointer(start: trades.entry(0), count: misses), requests: batch.count, firstStep: batch.firstStep)
  }
}

extension DenseLists {
  /// Moves the batch's ids to the front of the list; each new id replaces the last one. Returns the number of page-ins.
  /// The ends of the list are kept in registers, and the sentinel is updated at the end.
  fileprivate func replayRecency(_ batch: ReplayBatch, writing trades: UnsafeMutablePointer<Trade>) -> Int {
    let links = links.entry(0)
    let end = Self.sentinel(0)
    var front = front()
    var back = back()
    var misses = 0
    for i in 0..<batch.count {
      let id = batch.ids[i]
      let isMiss = links[Int(id)].next == id
      let leaver = isMiss ? back : id
      // Written for each request, kept only for a miss.
      trades[misses] = Trade(newcomer: id, leaver: leaver)
      misses &+= isMiss ? 1 : 0
      let link = links[Int(leaver)]
      links[Int(link.previous)].next = link.next
      links[Int(link.next)].previous = link.previous
      front = leaver == front ? link.next : front
      back = leaver == back ? link.previous : back
      links[Int(leaver)] = Link(previous: leaver, next: leaver)
      links[Int(id)] = Link(previous: end, next: front)
      links[Int(front)].previous = id
      front = id
    }
    links[Int(end)] = Link(previous: back, next: front)
    return misses
  }
}
