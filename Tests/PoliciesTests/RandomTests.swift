import Core
import Policies
import Testing

@Suite("Random", .timeLimit(.minutes(60)))
struct RandomTests {
  @Test("draws each resident equally often")
  func uniform() throws {
    let entry = try #require(Shelf.evictors.first { $0.card.name == "random" })
    let host = try EvictorHost(entry, adapterCount: 8, capacity: Capacity(4))
    var times = [Int](repeating: 0, count: 4)
    for step in 0..<8000 {
      let before = (0..<8).filter(host.holds)
      let missing = (0..<8).first { !host.holds($0) && (step + $0) % 3 != 0 }!
      host.left = []
      try host.request(missing)
      if let left = host.left.first { times[before.firstIndex(of: left)!] += 1 }
    }
    for count in times { #expect(abs(count - 2000) < 200) }
  }

  @Test("gives the same decisions for the same seed, and others for another")
  func seeds() throws {
    let trace = RandomTrace(seed: 5, sized: false)
    func hits(_ seed: UInt64) throws -> [Bool] {
      try EvictorReplay("random", ids: trace.ids, capacity: Capacity(5), seed: seed).hits
    }
    #expect(try hits(1) == hits(1))
    #expect(try hits(1) != hits(2))
  }
}
