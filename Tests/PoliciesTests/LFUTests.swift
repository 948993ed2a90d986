import Core
import Policies
import Testing

/// Counts since each object came in; the lowest goes, of equals the one that reached the count first.
private final class SlowLFU: SlowCache {
  var count: [Int: Int] = [:]
  var reached: [Int: Int] = [:]

  override func hit(_ id: Int) {
    count[id]! += 1
    reached[id] = step
  }

  override func miss(_ id: Int, _ size: Int) {
    while used + size > capacity {
      resident[resident.keys.min { (count[$0]!, reached[$0]!) < (count[$1]!, reached[$1]!) }!] = nil
    }
    resident[id] = size
    count[id] = 1
    reached[id] = step
  }
}

@Suite("LFU", .timeLimit(.minutes(60)))
struct LFUTests {
  @Test("evicts the lowest count, of equals the one that reached it first")
  func golden() throws {
    // Counts 0:2, 1:2, 2:1. 3 evicts 2 (count 1). 2 evicts 3 (count 1). 2 hits: counts 2, reached 0 first, then 1.
    // 3 evicts 0. 1 hits (3). 0 evicts 3 (1).
    let replay = try EvictorReplay("lfu", ids: [0, 1, 2, 0, 1, 3, 2, 2, 3, 1, 0], capacity: Capacity(3))
    #expect(letters(replay.hits) == "mmmhhmmhmhm")
  }

  @Test("decides as the slow model over random traces")
  func model() throws { try expectAgreement("lfu") { SlowLFU(capacity: $0) } }
}
