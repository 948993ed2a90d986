import Core
import Policies
import Testing

/// [Corbato1968]: frames in a ring; a newcomer takes the frame of the last victim, and the hand stands behind it.
private final class SlowClock: SlowCache {
  var ring: [(id: Int, bit: Bool)] = []
  var hand = 0
  var insertBit = false

  override func hit(_ id: Int) { ring[ring.firstIndex { $0.id == id }!].bit = true }

  override func miss(_ id: Int, _ size: Int) {
    while used + size > capacity {
      while ring[hand].bit {
        ring[hand].bit = false
        hand = (hand + 1) % ring.count
      }
      resident[ring.remove(at: hand).id] = nil
      if hand == ring.count { hand = 0 }
    }
    // Behind the hand: the last frame that it reaches.
    ring.insert((id, insertBit), at: hand)
    hand = (hand + 1) % ring.count
    resident[id] = size
  }
}

@Suite("Clock", .timeLimit(.minutes(60)))
struct ClockTests {
  @Test("gives adapters with a set bit a second chance")
  func golden() throws {
    // 0 1 2 fill, 0 is referenced. 3: clears 0, evicts 1. 0 hits. 1: evicts 2. 2: clears 0, evicts 3. 0 hits.
    let replay = try EvictorReplay("clock", ids: [0, 1, 2, 0, 3, 0, 1, 2, 0, 3], capacity: Capacity(3))
    #expect(letters(replay.hits) == "mmmhmhmmhm")
  }

  @Test("decides as the slow model over random traces", arguments: [false, true])
  func model(insertBit: Bool) throws {
    try expectAgreement("clock", [("insert_bit", insertBit ? "1" : "0")]) {
      let slow = SlowClock(capacity: $0)
      slow.insertBit = insertBit
      return slow
    }
  }
}
