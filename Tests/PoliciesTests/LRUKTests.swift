import Core
import Policies
import Testing

/// [ONeil1993, Fig. 2.1], with the victim searched as written there.
private final class SlowLRUK: SlowCache {
  var k = 2
  var correlated = 0
  var retained = Int.max
  var hist: [Int: [Int]] = [:]
  var last: [Int: Int] = [:]
  var time: Int { step + 1 }

  override func hit(_ id: Int) {
    if time - last[id]! > correlated {
      let period = last[id]! - hist[id]![0]
      let older = hist[id]!.dropLast().map { $0 == 0 ? 0 : $0 + period }
      hist[id] = [time] + older
    }
    last[id] = time
  }

  override func miss(_ id: Int, _ size: Int) {
    while used + size > capacity {
      let eligible = resident.keys.filter { time - last[$0]! > correlated }
      let among = eligible.isEmpty ? Array(resident.keys) : eligible
      resident[among.min { (hist[$0]![k - 1], last[$0]!) < (hist[$1]![k - 1], last[$1]!) }!] = nil
    }
    if let known = hist[id], time - last[id]! <= retained {
      hist[id] = [time] + known.dropLast()
    } else {
      hist[id] = [time] + [Int](repeating: 0, count: k - 1)
    }
    last[id] = time
    resident[id] = size
  }
}

@Suite("LRU-K", .timeLimit(.minutes(60)))
struct LRUKTests {
  @Test("evicts by the second last use, and first those used once")
  func golden() throws {
    // Uses: 0 at 1, 2; 1 at 3, 4. 2 evicts 0 (second last 1). 1 hits. 0 remembers 1, 2 and evicts 2 (used once).
    // 2 comes back with uses at 5, 8: second lasts are 0: 2, 1: 4, so it evicts 0.
    let replay = try EvictorReplay("lru-k", ids: [0, 0, 1, 1, 2, 1, 0, 2, 1, 0], capacity: Capacity(2))
    #expect(letters(replay.hits) == "mhmhmhmmhm")
  }

  @Test(
    "decides as the slow model over random traces",
    arguments: [(1, 0, nil), (2, 0, nil), (3, 0, nil), (2, 4, nil), (3, 7, 60), (2, 0, 30)] as [(Int, Int, Int?)])
  func model(k: Int, correlated: Int, retained: Int?) throws {
    let given = [("k", "\(k)"), ("correlated", "\(correlated)"), ("retained", retained.map { "\($0)" } ?? "forever")]
    try expectAgreement("lru-k", given) {
      let slow = SlowLRUK(capacity: $0)
      slow.k = k
      slow.correlated = correlated
      slow.retained = retained ?? Int.max
      return slow
    }
  }

  @Test("with K = 1 is LRU")
  func one() throws {
    for seed in 0..<20 {
      let trace = RandomTrace(seed: UInt64(seed), sized: false)
      let one = try EvictorReplay("lru-k", [("k", "1")], ids: trace.ids, capacity: trace.capacity)
      #expect(try one.hits == EvictorReplay("lru", ids: trace.ids, capacity: trace.capacity).hits)
    }
  }
}
