import Core

extension FIFO {
  /// Replay of a full room without a branch on hit or miss.
  ///
  /// The residents are in an array in the order of their page-ins. Each request is written after the last one, and the
  /// oldest is marked absent; only a miss then advances both ends, so that the next request undoes a hit's marks. There
  /// is no branch to predict. O(1) per request.
  public mutating func replay(_ batch: ReplayBatch, in room: ReplayRoom) throws(Fault) {
    guard queue.holdResidents(of: room, for: batch) else { return try replayByVerbs(batch, in: room) }
    trades.grow(to: batch.count + 1)
    line.grow(to: room.count + batch.count + 1)
    enterLine()
    let misses = passThroughLine(batch, residents: room.count)
    leaveLine(misses: misses, residents: room.count)
    try room.book(
      UnsafeBufferPointer(start: trades.entry(0), count: misses), requests: batch.count, firstStep: batch.firstStep)
  }

  /// Copies the queue into the array, oldest first, and marks its ids.
  private func enterLine() {
    var place: Int32 = 0
    var id = queue.back()
    while id >= 0 {
      line[place] = id
      marks[id] = 1
      place += 1
      id = queue.previous(id)
    }
  }

  private func passThroughLine(_ batch: ReplayBatch, residents: Int) -> Int {
    let line = line.entry(0)
    let marks = marks.entry(0)
    let trades = trades.entry(0)
    var misses = 0
    for i in 0..<batch.count {
      let id = batch.ids[i]
      let oldest = line[misses]
      let hit = marks[Int(id)]
      trades[misses] = Trade(newcomer: id, leaver: oldest)
      line[misses &+ residents] = id
      // The oldest is resident: a hit keeps its mark, a miss clears it.
      marks[Int(oldest)] = hit
      marks[Int(id)] = 1
      misses &+= Int(1 &- hit)
    }
    return misses
  }

  /// Updates the queue from the array, and clears the marks.
  private mutating func leaveLine(misses: Int, residents: Int) {
    for place in 0..<Int32(min(misses, residents)) { queue.remove(line[place]) }
    for place in Int32(max(misses, residents))..<Int32(misses + residents) { queue.moveToFront(line[place]) }
    for place in Int32(misses)..<Int32(misses + residents) { marks[line[place]] = 0 }
  }
}
