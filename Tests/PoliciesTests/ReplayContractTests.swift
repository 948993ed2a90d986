import Core
import Policies
import Testing

/// `replay`, where an evictor has a loop of its own, against `replayByVerbs`.
@Suite("a replay loop of one's own", .timeLimit(.minutes(60)))
struct ReplayContractTests {
  static let names = Shelf.evictors.map(\.card.name)

  @Test("does what the verbs do, whatever the capacity and wherever batches are cut", arguments: names)
  func asVerbs(name: String) throws {
    for seed in 0..<60 {
      var stream = RandomStream(Seed(UInt64(seed)).derived("replay"))
      let adapterCount = 2 + stream.integer(below: seed % 3 == 0 ? 300 : 40)
      let capacity = seed % 6 == 0 ? 1 + seed / 6 % 2 : 1 + stream.integer(below: adapterCount + 2)
      let pair = try Twins(name, adapterCount: adapterCount, capacity: capacity)
      for _ in 0..<8 {
        let count = stream.integer(below: 3) == 0 ? stream.integer(below: 20) : stream.integer(below: 2000)
        let ids = (0..<count).map { _ in
          Int32(min(stream.integer(below: adapterCount), stream.integer(below: adapterCount)))
        }
        try pair.replay(ids, sized: stream.integer(below: 8) == 0)
        // Gets a placement that is not in the room, or misses a hit.
        if stream.integer(below: 6) == 0 { try pair.place(stream.integer(below: adapterCount)) }
      }
      try pair.drain()
    }
  }

  @Test("does what the verbs do while ids appear", arguments: names)
  func growing(name: String) throws {
    var stream = RandomStream(Seed(7).derived("growing"))
    let pair = try Twins(name, adapterCount: 3, capacity: 12)
    for known in stride(from: 4, through: 160, by: 12) {
      pair.grow(to: known)
      let ids = (0..<400).map { _ in Int32(min(stream.integer(below: known), stream.integer(below: known))) }
      try pair.replay(ids, sized: false)
    }
    try pair.drain()
  }
}

/// Two replays of the same requests: one by `replay`, one by the verbs.
private final class Twins {
  private var own: any Evictor
  private var plain: any Evictor
  private let ownRoom: ReplayRoom
  private let plainRoom: ReplayRoom
  private var adapterCount: Int
  private var step = 0

  init(_ name: String, adapterCount: Int, capacity: Int) throws {
    let entry = try #require(Shelf.evictors.first { $0.card.name == name })
    let setting = Setting(
      adapterCount: adapterCount, capacity: Capacity(capacity),
      parameters: try Parameters(card: entry.card, given: []), seed: Seed(1))
    own = try entry.start(setting)
    plain = try entry.start(setting)
    ownRoom = ReplayRoom(capacity: Capacity(capacity))
    plainRoom = ReplayRoom(capacity: Capacity(capacity))
    self.adapterCount = adapterCount
    ownRoom.grow(to: adapterCount)
    plainRoom.grow(to: adapterCount)
  }

  func grow(to count: Int) {
    adapterCount = count
    own.grow(to: count)
    plain.grow(to: count)
    ownRoom.grow(to: count)
    plainRoom.grow(to: count)
  }

  func place(_ id: Int) throws {
    let use = Use(adapter: AdapterID(id), step: step, kind: .placed)
    try own.used(use)
    try plain.used(use)
  }

  func replay(_ ids: [Int32], sized: Bool) throws {
    let sizes = [Int](repeating: 3, count: ids.count)
    let next = nextUses(ids.map(Int.init)).map { $0 == .never ? $0 : $0 + step }
    try ids.withUnsafeBufferPointer { ids in
      try sizes.withUnsafeBufferPointer { sizes in
        try next.withUnsafeBufferPointer { next in
          guard let first = ids.baseAddress else { return }
          let batch = ReplayBatch(
            ids: first, sizes: sized ? sizes.baseAddress : nil, nextUses: next.baseAddress, count: ids.count,
            firstStep: step)
          try own.replay(batch, in: ownRoom)
          try plain.replayByVerbs(batch, in: plainRoom)
        }
      }
    }
    step += ids.count
    expectEqual()
  }

  /// New ids, one at a time, until no earlier id is left: the victims are in the same order.
  func drain() throws {
    let known = adapterCount
    grow(to: known + ownRoom.capacity.amount + 5)
    for id in known..<adapterCount { try replay([Int32(id)], sized: false) }
  }

  private func expectEqual() {
    #expect(ownRoom.misses == plainRoom.misses)
    #expect(ownRoom.missBytes == plainRoom.missBytes)
    #expect(ownRoom.requestBytes == plainRoom.requestBytes)
    #expect(ownRoom.requests == plainRoom.requests)
    #expect(ownRoom.evictions == plainRoom.evictions)
    #expect(ownRoom.bypasses == plainRoom.bypasses)
    #expect(ownRoom.count == plainRoom.count)
    #expect(ownRoom.used == plainRoom.used)
    let differ = (0..<adapterCount).filter { ownRoom.holds(AdapterID($0)) != plainRoom.holds(AdapterID($0)) }
    #expect(differ == [])
  }
}
