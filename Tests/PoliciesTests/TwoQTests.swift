import Core
import Policies
import Testing

/// [Johnson1994], full version: Kin a quarter, Kout a half of the capacity; lists oldest first.
private final class SlowTwoQ: SlowCache {
  var a1in: [Int] = []
  var a1out: [Int] = []
  var am: [Int] = []
  var size: [Int: Int] = [:]

  func sum(_ list: [Int]) -> Int { list.reduce(0) { $0 + size[$1]! } }

  override func hit(_ id: Int) {
    if let place = am.firstIndex(of: id) { am.append(am.remove(at: place)) }
  }

  override func miss(_ id: Int, _ newSize: Int) {
    let remembered = a1out.contains(id)
    while used + newSize > capacity { reclaim() }
    a1out.removeAll { $0 == id }
    if remembered { am.append(id) } else { a1in.append(id) }
    resident[id] = newSize
    size[id] = newSize
  }

  func reclaim() {
    if sum(a1in) > max(1, capacity / 4) || am.isEmpty {
      let id = a1in.removeFirst()
      a1out.append(id)
      resident[id] = nil
      while sum(a1out) > max(1, capacity / 2) { a1out.removeFirst() }
    } else {
      resident[am.removeFirst()] = nil
    }
  }
}

@Suite("2Q", .timeLimit(.minutes(60)))
struct TwoQTests {
  @Test("lets into the LRU list only what is asked for again after it left the queue")
  func golden() throws {
    // c = 4, Kin 1, Kout 2. 0 1 2 3 queue; 0 hits and stays in the queue. 4: 0 out. 0: remembered, 1 out, Am = {0}.
    // 5: 2 out. 0 hits. 1: remembered, 3 out, Am = {0, 1}. 2: remembered, 4 out, Am = {0, 1, 2}. 0 and 1 hit.
    let replay = try EvictorReplay("2q", ids: [0, 1, 2, 3, 0, 4, 0, 5, 0, 1, 2, 0, 1], capacity: Capacity(4))
    #expect(letters(replay.hits) == "mmmmhmmmhmmhh")
  }

  @Test("decides as the slow model over random traces")
  func model() throws { try expectAgreement("2q", traces: 120) { SlowTwoQ(capacity: $0) } }
}
