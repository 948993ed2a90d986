import Core
import Policies
import Testing

/// [Karedla1994]: a probationary and a protected segment, LRU first.
private final class SlowSLRU: SlowCache {
  var probation: [Int] = []
  var protected: [Int] = []

  override func hit(_ id: Int) {
    probation.removeAll { $0 == id }
    protected.removeAll { $0 == id }
    protected.append(id)
    while protected.reduce(0, { $0 + resident[$1]! }) > Int(Double(capacity) * 0.8) {
      probation.append(protected.removeFirst())
    }
  }

  override func miss(_ id: Int, _ size: Int) {
    while used + size > capacity {
      resident[probation.isEmpty ? protected.removeFirst() : probation.removeFirst()] = nil
    }
    resident[id] = size
    probation.append(id)
  }
}

@Suite("SLRU", .timeLimit(.minutes(60)))
struct SLRUTests {
  @Test("evicts from probation and demotes what overflows")
  func golden() throws {
    // c = 3, two protected. 0 and 1 are protected; 2 evicts none; 3 evicts 2. 3 hits: protected, 0 back on
    // probation. 2 evicts 0. 1 and 3 hit. 0 evicts 2.
    let replay = try EvictorReplay("slru", ids: [0, 1, 0, 1, 2, 3, 3, 2, 1, 3, 0, 2], capacity: Capacity(3))
    #expect(letters(replay.hits) == "mmhhmmhmhhmm")
  }

  @Test("a hit promotes by one segment; what overflows a segment goes to the one below, step by step")
  func threeSegments() throws {
    // Five slots, three segments: each protected one holds Int(5 · 0.8 / 2) = 2.
    let host = try EvictorHost(
      Shelf.evictors.first { $0.card.name == "slru" }!, given: [("segments", "3")], adapterCount: 9,
      capacity: Capacity(5))
    // One hit each: 0, 1, 2 enter the middle, which holds two: 0 falls back, in front of 3 and 4.
    for id in [0, 1, 2, 3, 4, 0, 1, 2] { try host.request(id) }
    // A second hit takes 1 and 2 to the top; a hit on 3 and 4 fills the middle.
    for id in [1, 2, 3, 4] { try host.request(id) }
    // 0 is alone on probation, then come 3 and 4 from the middle, 1 and 2 from the top.
    for id in [5, 6, 7, 8] { try host.request(id) }
    #expect(host.left == [0, 5, 6, 7])
    for id in [8, 8, 8, 4] { try host.request(id) }
    // 8 at the top pushes 1 to the middle, which holds 3 and 4: 3 falls to probation. 4, hit twice, pushes 2 down.
    try host.request(5)
    #expect(host.left.last == 3)
  }

  @Test("the protected part is shared out evenly among the segments above probation")
  func shares() throws {
    // Five slots, three segments: two in the middle. 0 falls back behind 1 and 2, to the front of probation; with four in the
    // middle it would stay, and 5 be the third to leave.
    let host = try EvictorHost(
      Shelf.evictors.first { $0.card.name == "slru" }!, given: [("segments", "3")], adapterCount: 9,
      capacity: Capacity(5))
    for id in [0, 1, 2, 3, 4, 0, 1, 2, 5, 6, 7] { try host.request(id) }
    #expect(host.left == [3, 4, 0])
  }

  @Test("what falls to a segment may push others out of it")
  func cascade() throws {
    // Ten bytes, three segments of which two hold 4: 0 (4 bytes) at the top, 1 (1) and 2 (3) in the middle, 3 (2) on probation. 1
    // rises, 0 falls to the middle, 2 to probation. So 4 evicts 3, 5 evicts 2, and 4 hits.
    let ids = [0, 0, 0, 1, 1, 2, 2, 3, 1, 4, 5, 4]
    let sizes = ids.map { [4, 1, 3, 2, 2, 2][$0] }
    let replay = try EvictorReplay(
      "slru", [("segments", "3")], ids: ids, sizes: sizes, capacity: Capacity(10, .bytes))
    #expect(letters(replay.hits) == "mhhmhmhmhmmh")
  }

  @Test("decides as the slow model over random traces")
  func model() throws { try expectAgreement("slru") { SlowSLRU(capacity: $0) } }

  @Test("with nothing protected is LRU")
  func unprotected() throws {
    for seed in 0..<20 {
      let trace = RandomTrace(seed: UInt64(seed), sized: false)
      let slru = try EvictorReplay("slru", [("protected", "0")], ids: trace.ids, capacity: trace.capacity)
      let lru = try EvictorReplay("lru", ids: trace.ids, capacity: trace.capacity)
      #expect(slru.hits == lru.hits)
    }
  }
}
