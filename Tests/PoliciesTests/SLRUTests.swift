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

@Suite("SLRU")
struct SLRUTests {
  @Test("evicts from probation and demotes what overflows")
  func golden() throws {
    // c = 3, two protected. 0 and 1 are protected; 2 evicts nobody; 3 evicts 2. 3 hits: protected, 0 back on
    // probation. 2 evicts 0. 1 and 3 hit. 0 evicts 2.
    let replay = try EvictorReplay("slru", ids: [0, 1, 0, 1, 2, 3, 3, 2, 1, 3, 0, 2], capacity: Capacity(3))
    #expect(letters(replay.hits) == "mmhhmmhmhhmm")
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
