import Core
import Policies
import Testing

/// The textbook: of the residents the one whose next use is farthest, of those never used again the lowest index.
private final class SlowBelady: SlowCache {
  var nextUse: [Int: Int] = [:]

  override func hit(_ id: Int) { nextUse[id] = next }

  override func miss(_ id: Int, _ size: Int) {
    while used + size > capacity {
      resident[resident.keys.min { (-nextUse[$0]!, $0) < (-nextUse[$1]!, $1) }!] = nil
    }
    resident[id] = size
    nextUse[id] = next
  }
}

@Suite("Belady", .timeLimit(.minutes(60)))
struct BeladyTests {
  @Test("evicts the adapter used farthest ahead")
  func golden() throws {
    // The classic reference string of textbooks: nine misses with three frames.
    let ids = [7, 0, 1, 2, 0, 3, 0, 4, 2, 3, 0, 3, 2, 1, 2, 0, 1, 7, 0, 1]
    let replay = try EvictorReplay("belady", ids: ids, capacity: Capacity(3))
    #expect(letters(replay.hits) == "mmmmhmhmhhmhhmhhhmhh")
  }

  @Test("decides as the slow model over random traces")
  func model() throws { try expectAgreement("belady", sized: [false]) { SlowBelady(capacity: $0) } }

  @Test("with bypass never misses more than without")
  func bypass() throws {
    for seed in 0..<60 {
      let trace = RandomTrace(seed: UInt64(seed), sized: false)
      let kept = try EvictorReplay("belady", ids: trace.ids, capacity: trace.capacity)
      let bypassed = try EvictorReplay("belady", [("bypass", "true")], ids: trace.ids, capacity: trace.capacity)
      #expect(bypassed.misses <= kept.misses)
    }
  }

  @Test("refuses capacities with sizes and names what to take")
  func refusal() throws {
    let entry = try #require(Shelf.evictors.first { $0.card.name == "belady" })
    let fault = #expect(throws: Fault.self) {
      _ = try entry.start(Setting(adapterCount: 3, capacity: Capacity(10, .bytes)))
    }
    #expect(
      fault?.described == """
        belady counts in slots only, and the capacity is in bytes: with sizes it is not a bound
          fix:    give the capacity in slots (replay: --unit objects), or take gdsf, which weighs sizes
        """)
  }
}
