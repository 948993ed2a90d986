import Core

extension ARC {
  /// Replay of a full room without the verbs: T1, T2, B1 and B2 are logs, and an id that moves is appended again.
  ///
  /// A hit is then two stores, wherever the id was. O(1) amortised per request.
  public mutating func replay(_ batch: ReplayBatch, in room: ReplayRoom) throws(Fault) {
    guard lists.holdResidents(in: 2, of: room, for: batch) else { return try replayByVerbs(batch, in: room) }
    trades.grow(to: batch.count)
    let all = [Self.t1, Self.t2, Self.b1, Self.b2]
    let length = all.map(lists.units).reduce(batch.count, +)
    logs.grow(to: 4 * length)
    var sweep = ARCSweep(
      book: LogBook(entries: logs.entry(0), places: places.entry(0)), length: Int32(length),
      capacity: Int32(capacity), target: target)
    lists.forEachFromBack(of: Self.t1) { sweep.book.append($0, to: &sweep.t1) }
    lists.forEachFromBack(of: Self.t2) { sweep.book.append($0, to: &sweep.t2) }
    lists.forEachFromBack(of: Self.b1) { sweep.book.append($0, to: &sweep.b1) }
    lists.forEachFromBack(of: Self.b2) { sweep.book.append($0, to: &sweep.b2) }
    let misses = sweep.run(batch, writing: trades.entry(0))
    target = sweep.target
    for list in all { lists.trim(list, to: 0) }
    take(&sweep.t1, of: sweep.book, into: Self.t1)
    take(&sweep.t2, of: sweep.book, into: Self.t2)
    take(&sweep.b1, of: sweep.book, into: Self.b1)
    take(&sweep.b2, of: sweep.book, into: Self.b2)
    try room.book(
      UnsafeBufferPointer(start: trades.entry(0), count: misses), requests: batch.count, firstStep: batch.firstStep)
  }

  private func take(_ log: inout IDLog, of book: LogBook, into list: Int) {
    while log.count > 0 {
      let id = book.takeOldest(of: &log)
      book.forget(id)
      lists.move(id, toFrontOf: list)
    }
  }
}

/// A list of ids, oldest first: a range of the book's entries.
private struct IDLog {
  /// The first entry that may be valid.
  var oldest: Int32
  /// Where the next id is written.
  var end: Int32
  /// The number of valid entries.
  var count: Int32 = 0

  init(at start: Int32) {
    oldest = start
    end = start
  }
}

/// The entries of all logs. An entry is valid while it is the place of its id, so an id leaves a log when it is
/// appended to another one.
private struct LogBook {
  let entries: UnsafeMutablePointer<Int32>
  /// The last entry of each id; −1 if it is in no log.
  let places: UnsafeMutablePointer<Int32>

  @inline(__always)
  func append(_ id: Int32, to log: inout IDLog) {
    write(id, at: &log.end)
    log.count &+= 1
  }

  @inline(__always)
  func write(_ id: Int32, at end: inout Int32) {
    entries[Int(end)] = id
    places[Int(id)] = end
    end &+= 1
  }

  /// The oldest id of a non-empty log; the caller must move or forget it.
  @inline(__always)
  func takeOldest(of log: inout IDLog) -> Int32 {
    while places[Int(entries[Int(log.oldest)])] != log.oldest { log.oldest &+= 1 }
    log.oldest &+= 1
    log.count &-= 1
    return entries[Int(log.oldest &- 1)]
  }

  @inline(__always)
  func forget(_ id: Int32) { places[Int(id)] = -1 }
}

/// ARC on logs, for unit slots in a full room: the same rules and victims as the verbs.
private struct ARCSweep {
  let book: LogBook
  let capacity: Int32
  var target: Double
  var t1: IDLog
  var t2: IDLog
  var b1: IDLog
  var b2: IDLog
  /// The start of each log after T1.
  let t2Start: Int32
  let b1Start: Int32
  let b2Start: Int32

  init(book: LogBook, length: Int32, capacity: Int32, target: Double) {
    self.book = book
    self.capacity = capacity
    self.target = target
    t2Start = length
    b1Start = 2 * length
    b2Start = 3 * length
    t1 = IDLog(at: 0)
    t2 = IDLog(at: t2Start)
    b1 = IDLog(at: b1Start)
    b2 = IDLog(at: b2Start)
  }

  /// Replays the batch and returns the number of page-ins.
  mutating func run(_ batch: ReplayBatch, writing trades: UnsafeMutablePointer<Trade>) -> Int {
    // In registers between misses.
    let book = book
    var newest = t2.end
    var ofT1 = t1.count
    var misses = 0
    for i in 0..<batch.count {
      let id = batch.ids[i]
      let place = book.places[Int(id)]
      if place >= 0, place < b1Start {
        ofT1 &-= place < t2Start ? 1 : 0
        book.write(id, at: &newest)
      } else {
        t2.end = newest
        t1.count = ofT1
        trades[misses] = Trade(newcomer: id, leaver: serveMiss(of: id, at: place))
        misses &+= 1
        newest = t2.end
        ofT1 = t1.count
      }
    }
    t2.end = newest
    t1.count = ofT1
    t2.count = capacity &- t1.count
    return misses
  }

  /// Pages in the missed id and returns the victim.
  @inline(__always)
  private mutating func serveMiss(of id: Int32, at place: Int32) -> Int32 {
    if place < 0 {
      let leaver = leaverForUnknown()
      book.append(id, to: &t1)
      return leaver
    }
    let leaver = leaverForGhost(isOfB2: place >= b2Start)
    book.append(id, to: &t2)
    return leaver
  }

  /// Case IV.
  @inline(__always)
  private mutating func leaverForUnknown() -> Int32 {
    var forgets = false
    let l1 = t1.count &+ b1.count
    if l1 >= capacity {
      forgets = b1.count == 0
      while b1.count > 0, t1.count &+ b1.count >= capacity { book.forget(book.takeOldest(of: &b1)) }
    } else {
      while b2.count > 0, b1.count &+ b2.count >= capacity { book.forget(book.takeOldest(of: &b2)) }
    }
    guard !forgets else {
      let leaver = book.takeOldest(of: &t1)
      book.forget(leaver)
      return leaver
    }
    return replace(Double(t1.count) > target)
  }

  /// Cases II and III.
  @inline(__always)
  private mutating func leaverForGhost(isOfB2: Bool) -> Int32 {
    if isOfB2 {
      target = max(target - max(1, Double(b1.count) / Double(b2.count)), 0)
      b2.count &-= 1
      return replace(Double(t1.count) >= target)
    }
    target = min(target + max(1, Double(b2.count) / Double(b1.count)), Double(capacity))
    b1.count &-= 1
    return replace(Double(t1.count) > target)
  }

  /// REPLACE: the oldest of T1 or T2 leaves and is remembered.
  @inline(__always)
  private mutating func replace(_ isT1Due: Bool) -> Int32 {
    if t1.count > 0, isT1Due || t1.count == capacity {
      let leaver = book.takeOldest(of: &t1)
      book.append(leaver, to: &b1)
      return leaver
    }
    let leaver = book.takeOldest(of: &t2)
    book.append(leaver, to: &b2)
    return leaver
  }
}
