import Core
import Policies
import Testing

/// [Zhang2024, Alg. 1], with the queue as an array, head (newest) first, and the hand as an index.
private final class SlowSieve: SlowCache {
  var queue: [Int] = []
  var visited: Set<Int> = []
  var hand: Int?  // an id; nil: start at the tail

  override func hit(_ id: Int) { visited.insert(id) }

  override func miss(_ id: Int, _ size: Int) {
    while used + size > capacity {
      var object = hand ?? queue.last!
      while visited.contains(object) {
        visited.remove(object)
        let place = queue.firstIndex(of: object)!
        object = place == 0 ? queue.last! : queue[place - 1]
      }
      let place = queue.firstIndex(of: object)!
      hand = place == 0 ? nil : queue[place - 1]
      queue.remove(at: place)
      resident[object] = nil
    }
    resident[id] = size
    queue.insert(id, at: 0)
  }
}

@Suite("SIEVE", .timeLimit(.minutes(60)))
struct SieveTests {
  @Test("keeps visited adapters where they are and sweeps on from where it stopped")
  func golden() throws {
    // 0 1 2 fill, 0 and 1 are visited. 3: the hand clears 0, clears 1, evicts 2 and wraps. 2: it starts at the tail, 0,
    // clear now: evicts 0. 1 hits (kept). 0: the hand stands on 1, visited: clears it, evicts 3. 1 hits.
    let replay = try EvictorReplay("sieve", ids: [0, 1, 2, 0, 1, 3, 2, 1, 0, 1], capacity: Capacity(3))
    #expect(letters(replay.hits) == "mmmhhmmhmh")
  }

  @Test("the hand lets go of an adapter that left unasked and came back")
  func handOfALeaver() throws {
    let entry = try #require(Shelf.evictors.first { $0.card.name == "sieve" })
    let host = try EvictorHost(entry, adapterCount: 5, capacity: Capacity(3))
    // 0 leaves for 3, and the hand is at 1. 1 is removed and returns at the front: the hand moves to 2.
    for id in [0, 1, 2, 3] { try host.request(id) }
    host.drop(1)
    for id in [1, 4] { try host.request(id) }
    #expect(host.left == [0, 2])
  }

  @Test("decides as the slow model over random traces")
  func model() throws { try expectAgreement("sieve") { SlowSieve(capacity: $0) } }
}
