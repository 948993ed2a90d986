import Core

extension LRU {
  /// A full room, request by request, without asking whether each is a hit.
  ///
  /// Whoever is asked for goes to the front. Where it was in the list it leaves its place, else the last one does: the
  /// step is the same, only its subject is chosen, and the processor has nothing to guess. O(1) for each request.
  public mutating func replay(_ batch: ReplayBatch, in room: ReplayRoom) throws(Fault) {
    guard order.holdResidents(of: room, for: batch) else { return try replayByVerbs(batch, in: room) }
    trades.grow(to: batch.count + 1)
    let misses = order.replayRecency(batch, writing: trades.entry(0))
    try room.book(
      UnsafeBufferPointer(start: trades.entry(0), count: misses), requests: batch.count, firstStep: batch.firstStep)
  }
}

extension DenseLists {
  /// Moves the batch's ids to the front of the one list, each new one in the place of the last; answers how many came
  /// in. The ends of the list are kept in registers, and the sentinel is put right afterwards.
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
      // Written for each request, kept where it is a miss.
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
