import Core
import Policies
import Testing

/// [Mattson1970]: a stack, the most recently used on top.
private final class SlowLRU: SlowCache {
  var order: [Int] = []

  override func hit(_ id: Int) {
    order.removeAll { $0 == id }
    order.append(id)
  }

  override func miss(_ id: Int, _ size: Int) {
    while used + size > capacity { resident[order.removeFirst()] = nil }
    resident[id] = size
    order.append(id)
  }
}

@Suite("LRU", .timeLimit(.minutes(60)))
struct LRUTests {
  @Test("evicts the adapter used longest ago")
  func golden() throws {
    // 0 1 2 fill; 0 hits; 3 evicts 1; 1 evicts 2; 0 hits; 2 evicts 3.
    let replay = try EvictorReplay("lru", ids: [0, 1, 2, 0, 3, 1, 0, 2, 3], capacity: Capacity(3))
    #expect(letters(replay.hits) == "mmmhmmhmm")
  }

  @Test("decides as the slow model over random traces")
  func model() throws { try expectAgreement("lru") { SlowLRU(capacity: $0) } }

  @Test("at K + 1 holds all that it holds at K", arguments: 1...6)
  func inclusion(capacity: Int) throws {
    for seed in 0..<20 {
      let ids = RandomTrace(seed: UInt64(seed), sized: false).ids
      let small = try EvictorReplay("lru", ids: ids, capacity: Capacity(capacity)).hits
      let large = try EvictorReplay("lru", ids: ids, capacity: Capacity(capacity + 1)).hits
      #expect(zip(small, large).allSatisfy { !$0 || $1 })
    }
  }
}
