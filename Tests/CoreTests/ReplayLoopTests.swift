import Core
import Testing

/// First in, first out, with what it was shown: residents and units in use, each time it was asked.
private struct Queue: Evictor {
  var order: [AdapterID] = []
  var shown: [[Int]] = []

  mutating func used(_ use: Use) {
    if use.kind == .pageIn { order.append(use.adapter) }
  }

  mutating func admit(_ incoming: Use, among residents: ResidentView) -> Bool {
    shown.append([residents.count, residents.used])
    return true
  }

  mutating func victim(for incoming: Use, among residents: ResidentView) -> AdapterID? { order.removeFirst() }
}

@Suite("The replay loop", .timeLimit(.minutes(60)))
struct ReplayLoopTests {
  private func replay(
    _ ids: [Int32], sizes: [Int]? = nil, capacity: Capacity
  ) throws -> (room: ReplayRoom, shown: [[Int]]) {
    let room = ReplayRoom(capacity: capacity)
    room.grow(to: Int(ids.max()!) + 1)
    var queue = Queue()
    try ids.withUnsafeBufferPointer { ids in
      try (sizes ?? []).withUnsafeBufferPointer { named in
        try queue.replay(
          ReplayBatch(
            ids: ids.baseAddress!, sizes: sizes == nil ? nil : named.baseAddress!, nextUses: nil, count: ids.count,
            firstStep: 0), in: room)
      }
    }
    return (room, queue.shown)
  }

  @Test("in slots: misses, evictions, and what the policy is shown before each")
  func slots() throws {
    // 0 and 1 fill the capacity; 2 replaces 0, 0 replaces 1.
    let (room, shown) = try replay([0, 1, 1, 2, 0], capacity: Capacity(2))
    #expect((room.requests, room.misses, room.evictions, room.bypasses, room.count) == (5, 4, 2, 0, 2))
    #expect(shown == [[0, 0], [1, 1], [2, 2], [2, 2]])
  }

  @Test("in bytes: an object as large as the capacity is kept, a larger one is bypassed without asking")
  func sizes() throws {
    let (room, shown) = try replay([0, 1, 2], sizes: [10, 11, 10], capacity: Capacity(10, .bytes))
    #expect((room.misses, room.bypasses, room.evictions, room.used) == (3, 1, 1, 10))
    #expect(shown == [[0, 0], [1, 10]])
    #expect((room.requestBytes, room.missBytes) == (31, 31))
  }

  @Test("an object that just fits evicts none")
  func justFits() throws {
    let (room, _) = try replay([0, 1, 2], sizes: [4, 6, 1], capacity: Capacity(10, .bytes))
    #expect((room.evictions, room.used, room.count) == (1, 7, 2))
  }

  @Test("trades and bypasses of a batch are booked, each with its byte")
  func book() throws {
    let (room, _) = try replay([0, 1], capacity: Capacity(2))
    room.grow(to: 4)
    try [Trade(newcomer: 2, leaver: 0)].withUnsafeBufferPointer {
      try room.book($0, requests: 5, bypasses: 2, firstStep: 2)
    }
    #expect((room.requests, room.misses, room.evictions, room.bypasses) == (7, 5, 1, 2))
    #expect((room.requestBytes, room.missBytes, room.count) == (7, 5, 2))
    #expect(room.holds(AdapterID(2)) && !room.holds(AdapterID(0)))
    #expect(throws: Fault.self) {
      try [Trade(newcomer: 3, leaver: 0)].withUnsafeBufferPointer { try room.book($0, requests: 1, firstStep: 7) }
    }
  }
}
