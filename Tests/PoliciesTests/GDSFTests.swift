import Core
import Policies
import Testing

/// [Cherkasova1998]: H = L + F · cost / size, cost 1, in both orders.
private final class SlowGDSF: SlowCache {
  var insertsFirst = false
  var uses: [Int: Int] = [:]
  var key: [Int: Double] = [:]
  var last: [Int: Int] = [:]
  var age = 0.0

  override func hit(_ id: Int) {
    uses[id]! += 1
    weigh(id)
  }

  override func miss(_ id: Int, _ size: Int) {
    if insertsFirst {
      resident[id] = size
      uses[id] = 1
      weigh(id)
      while used > capacity { evict() }
    } else {
      while used + size > capacity { evict() }
      resident[id] = size
      uses[id] = 1
      weigh(id)
    }
  }

  func weigh(_ id: Int) {
    key[id] = age + Double(uses[id]!) / Double(resident[id]!)
    last[id] = step
  }

  func evict() {
    let victim = resident.keys.min { (key[$0]!, last[$0]!) < (key[$1]!, last[$1]!) }!
    age = key[victim]!
    resident[victim] = nil
  }
}

@Suite("GDSF", .timeLimit(.minutes(60)))
struct GDSFTests {
  @Test("evict-first computes a new adapter's key after the evictions")
  func evictFirst() throws {
    // 10 bytes. 0 (8 B, H 1/8), 1 (2 B, H 1/2). 2 (8 B): evicts 0, L = 1/8, H = 1/4. 1 hits. 0: evicts 2, L = 1/4.
    let replay = try EvictorReplay(
      "gdsf", ids: [0, 1, 2, 1, 0, 1], sizes: [8, 2, 8, 2, 8, 2], capacity: Capacity(10, .bytes))
    #expect(letters(replay.hits) == "mmmhmh")
    #expect(replay.room.missBytes == 26)
    #expect(replay.room.bypasses == 0)
  }

  @Test("insert-first lets a newcomer lose against the residents")
  func insertFirst() throws {
    // 10 bytes. 0 (2 B, H 1/2), 1 (5 B, H 1/5). 2 (8 B, H 1/8) is lowest: bypassed, L = 1/8. 3 (4 B, H 3/8): evicts 1.
    // 0 hits, 1 (5 B, L 1/5, H 2/5): 3/8 is lowest: evicts 3.
    let replay = try EvictorReplay(
      "gdsf", [("order", "insert-first")], ids: [0, 1, 2, 3, 0, 1, 3], sizes: [2, 5, 8, 4, 2, 5, 4],
      capacity: Capacity(10, .bytes))
    #expect(letters(replay.hits) == "mmmmhmm")
    #expect(replay.room.bypasses == 1)
  }

  @Test("decides as the slow model over random traces", arguments: [false, true])
  func model(insertsFirst: Bool) throws {
    try expectAgreement("gdsf", [("order", insertsFirst ? "insert-first" : "evict-first")], traces: 120) {
      let slow = SlowGDSF(capacity: $0)
      slow.insertsFirst = insertsFirst
      return slow
    }
  }

  @Test("cost=page-in keeps dear adapters longer")
  func pageInCost() throws {
    let entry = try #require(Shelf.evictors.first { $0.card.name == "gdsf" })
    for (cost, victim) in [("1", 0), ("page-in", 1)] {
      let host = try EvictorHost(
        entry, given: [("cost", cost)], adapterCount: 3, capacity: Capacity(2), pageInCosts: [5, 1, 1])
      try host.request(0)
      try host.request(1)
      try host.request(2)
      #expect(host.left == [victim])
    }
  }
}
