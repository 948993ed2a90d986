import Core
import Policies
import Testing

/// [Vietri2018, Alg. 1 and 2]; lists as arrays, oldest first; draws from the same stream.
private final class SlowLeCaR: SlowCache {
  var recency: [Int] = []
  var count: [Int: Int] = [:]
  var reached: [Int: Int] = [:]
  var lruHistory: [Int] = []
  var lfuHistory: [Int] = []
  var size: [Int: Int] = [:]
  var leftAt: [Int: Int] = [:]
  var weights = (lru: 0.5, lfu: 0.5)
  var stream = RandomStream(Seed(1))

  func sum(_ list: [Int]) -> Int { list.reduce(0) { $0 + size[$1]! } }

  override func hit(_ id: Int) {
    recency.removeAll { $0 == id }
    recency.append(id)
    count[id]! += 1
    reached[id] = step
  }

  override func miss(_ id: Int, _ newSize: Int) {
    var uses = 1
    if lruHistory.contains(id) || lfuHistory.contains(id) {
      let regret = power(0.005, Double(step - leftAt[id]!) / Double(max(1, resident.count)))
      if lruHistory.contains(id) {
        weights.lfu *= exponential(0.45 * regret)
      } else {
        weights.lru *= exponential(0.45 * regret)
      }
      weights.lru = min(max(weights.lru / (weights.lru + weights.lfu), 0.01), 0.99)
      weights.lfu = 1 - weights.lru
      lruHistory.removeAll { $0 == id }
      lfuHistory.removeAll { $0 == id }
      uses = count[id]! + 1
    }
    while used + newSize > capacity {
      let byLRU = stream.uniform() < weights.lru
      let victim =
        byLRU ? recency[0] : resident.keys.min { (count[$0]!, reached[$0]!) < (count[$1]!, reached[$1]!) }!
      recency.removeAll { $0 == victim }
      resident[victim] = nil
      leftAt[victim] = step
      if byLRU { lruHistory.append(victim) } else { lfuHistory.append(victim) }
      while sum(lruHistory) > capacity { lruHistory.removeFirst() }
      while sum(lfuHistory) > capacity { lfuHistory.removeFirst() }
    }
    resident[id] = newSize
    size[id] = newSize
    recency.append(id)
    count[id] = uses
    reached[id] = step
  }
}

@Suite("LeCaR", .timeLimit(.minutes(60)))
struct LeCaRTests {
  @Test("decides as the slow model over random traces")
  func model() throws { try expectAgreement("lecar", traces: 120) { SlowLeCaR(capacity: $0) } }

  @Test("leans to LFU where recency misleads, and to LRU where counts do")
  func learns() throws {
    // Hot adapters 0 … 7 twice between scans of 12 others; then a shift of the hot set, again and again.
    var scans: [Int] = []
    for round in 0..<300 { for i in 0..<20 { scans.append(i < 8 ? i : 8 + (round * 12 + i) % 60) } }
    let missesOfLRU = try EvictorReplay("lru", ids: scans, capacity: Capacity(12)).misses
    #expect(try EvictorReplay("lecar", ids: scans, capacity: Capacity(12)).misses < missesOfLRU)
    let drifting = (0..<6000).map { $0 / 200 * 8 + ($0 * 7 + $0 / 3) % 12 }
    let missesOfLFU = try EvictorReplay("lfu", ids: drifting, capacity: Capacity(10)).misses
    #expect(try EvictorReplay("lecar", ids: drifting, capacity: Capacity(10)).misses < missesOfLFU)
  }

  @Test("draws from its own stream")
  func seeds() throws {
    let trace = RandomTrace(seed: 5, sized: false)
    func hits(_ seed: UInt64) throws -> [Bool] {
      try EvictorReplay("lecar", ids: trace.ids, capacity: Capacity(5), seed: seed).hits
    }
    #expect(try hits(1) == hits(1))
    #expect(try (2..<9).contains { try hits($0) != hits(1) })
  }
}
