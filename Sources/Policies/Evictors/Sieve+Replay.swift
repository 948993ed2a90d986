import Core

extension Sieve {
  /// Replay of a full room without the verbs: the queue is an array, the hand an index.
  ///
  /// The hand is nearly always at an adapter that was not visited and is not the newest: then, as in a FIFO, a miss
  /// advances both ends of the array. A hit is one store. O(1) amortised per request.
  public mutating func replay(_ batch: ReplayBatch, in room: ReplayRoom) throws(Fault) {
    guard queue.holdResidents(of: room, for: batch) else { return try replayByVerbs(batch, in: room) }
    trades.grow(to: batch.count + 1)
    ahead.grow(to: room.count + batch.count + 1)
    passed.grow(to: room.count + 1)
    var sweep = SieveSweep(marks: marks.entry(0), ahead: ahead.entry(0), passed: passed.entry(0))
    enter(&sweep)
    let misses = sweep.run(batch, writing: trades.entry(0))
    leave(sweep, misses: misses)
    try room.book(
      UnsafeBufferPointer(start: trades.entry(0), count: misses), requests: batch.count, firstStep: batch.firstStep)
  }

  /// Copies the queue into the sweep: ids older than the hand, and ids from the hand on.
  private func enter(_ sweep: inout SieveSweep) {
    var id = queue.back()
    var isPassed = hand >= 0
    while id >= 0 {
      if id == hand { isPassed = false }
      sweep.marks[Int(id)] = visited[id] ? SieveSweep.visited : SieveSweep.resident
      if isPassed {
        sweep.passed[sweep.passedCount] = id
        sweep.passedCount += 1
      } else {
        sweep.ahead[sweep.end] = id
        sweep.end += 1
      }
      id = queue.previous(id)
    }
  }

  /// Copies the queue back.
  private mutating func leave(_ sweep: SieveSweep, misses: Int) {
    for i in 0..<misses { queue.remove(trades[Int32(i)].leaver) }
    for i in 0..<sweep.passedCount { takeBack(sweep.passed[i]) }
    for i in sweep.hand..<sweep.end { takeBack(sweep.ahead[i]) }
    hand = sweep.ahead[sweep.hand]
  }

  private mutating func takeBack(_ id: Int32) {
    visited[id] = marks[id] == SieveSweep.visited
    marks[id] = SieveSweep.absent
    queue.moveToFront(id)
  }
}

/// The queue as two arrays, oldest first, while a batch is replayed: ids that the hand passed, and ids ahead of it.
private struct SieveSweep {
  static let absent: UInt8 = 0
  static let resident: UInt8 = 1
  static let visited: UInt8 = 2

  /// One of the three marks for each id.
  let marks: UnsafeMutablePointer<UInt8>
  let ahead: UnsafeMutablePointer<Int32>
  let passed: UnsafeMutablePointer<Int32>
  /// Ids ahead of the hand are at `hand` ..< `end` in `ahead`; never empty.
  var hand = 0
  var end = 0
  var passedCount = 0

  init(marks: UnsafeMutablePointer<UInt8>, ahead: UnsafeMutablePointer<Int32>, passed: UnsafeMutablePointer<Int32>) {
    self.marks = marks
    self.ahead = ahead
    self.passed = passed
  }

  /// Replays the batch and returns the number of page-ins.
  mutating func run(_ batch: ReplayBatch, writing trades: UnsafeMutablePointer<Trade>) -> Int {
    var misses = 0
    for i in 0..<batch.count {
      let id = batch.ids[i]
      if marks[Int(id)] != Self.absent {
        marks[Int(id)] = Self.visited
        continue
      }
      if marks[Int(ahead[hand])] == Self.visited { findVictim() }
      let leaver = ahead[hand]
      trades[misses] = Trade(newcomer: id, leaver: leaver)
      misses &+= 1
      marks[Int(leaver)] = Self.absent
      marks[Int(id)] = Self.resident
      if end &- hand == 1 {
        replaceNewest(by: id)
      } else {
        hand &+= 1
        ahead[end] = id
        end &+= 1
      }
    }
    return misses
  }

  /// Moves the hand to the next adapter that was not visited, and clears the marks it passes.
  @inline(never)
  private mutating func findVictim() {
    while marks[Int(ahead[hand])] == Self.visited {
      marks[Int(ahead[hand])] = Self.resident
      passed[passedCount] = ahead[hand]
      passedCount += 1
      hand += 1
      if hand == end { startAgain() }
    }
  }

  /// The newest is the victim: the hand wraps around before the new id is added.
  @inline(never)
  private mutating func replaceNewest(by id: Int32) {
    passed[passedCount] = id
    passedCount += 1
    startAgain()
  }

  /// The hand goes back to the oldest.
  private mutating func startAgain() {
    ahead.update(from: passed, count: passedCount)
    hand = 0
    end = passedCount
    passedCount = 0
  }
}
