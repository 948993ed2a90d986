import Core
import Policies
import Testing

/// [YangZ2023, Alg. 1]; queues as arrays, oldest first.
private final class SlowS3FIFO: SlowCache {
  var small: [Int] = []
  var main: [Int] = []
  var ghost: [Int] = []
  var frequency: [Int: Int] = [:]
  var size: [Int: Int] = [:]

  func sum(_ list: [Int]) -> Int { list.reduce(0) { $0 + size[$1]! } }

  override func hit(_ id: Int) { frequency[id] = min(frequency[id]! + 1, 3) }

  override func miss(_ id: Int, _ newSize: Int) {
    let remembered = ghost.contains(id)
    ghost.removeAll { $0 == id }
    while used + newSize > capacity { evict() }
    if remembered { main.append(id) } else { small.append(id) }
    resident[id] = newSize
    size[id] = newSize
    frequency[id] = 0
  }

  func evict() {
    if sum(small) >= max(1, capacity / 10) || main.isEmpty {
      while !small.isEmpty {
        let id = small.removeFirst()
        if frequency[id]! > 1 {
          frequency[id] = 0
          main.append(id)
        } else {
          ghost.append(id)
          while sum(ghost) > capacity * 9 / 10 { ghost.removeFirst() }
          resident[id] = nil
          return
        }
      }
    }
    while true {
      let id = main.removeFirst()
      if frequency[id]! > 0 {
        frequency[id]! -= 1
        main.append(id)
      } else {
        resident[id] = nil
        return
      }
    }
  }
}

@Suite("S3-FIFO", .timeLimit(.minutes(60)))
struct S3FIFOTests {
  @Test("drops one-hit wonders fast and takes back what it remembers into the main queue")
  func golden() throws {
    // c = 3, S at least 1, G remembers 2. 0 1 2 enter S, 0 is hit twice. 3: 0 moves to M, 1 leaves for G.
    // 1: remembered, 2 leaves for G, M = {0, 1}. 0 and 1 hit. 2: remembered, 3 leaves for G, M = {0, 1, 2}, S empty.
    // 3: remembered; 0 and 1 go round, 2 leaves, M = {0, 1, 3}. 2: new; 0 leaves. 1 hits.
    let replay = try EvictorReplay("s3fifo", ids: [0, 1, 2, 0, 0, 3, 1, 0, 1, 2, 3, 2, 1], capacity: Capacity(3))
    #expect(letters(replay.hits) == "mmmhhmmhhmmmh")
  }

  @Test("decides as the slow model over random traces")
  func model() throws { try expectAgreement("s3fifo", traces: 120) { SlowS3FIFO(capacity: $0) } }
}
