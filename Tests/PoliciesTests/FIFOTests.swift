import Core
import Policies
import Testing

private final class SlowFIFO: SlowCache {
  var queue: [Int] = []

  override func miss(_ id: Int, _ size: Int) {
    while used + size > capacity { resident[queue.removeFirst()] = nil }
    resident[id] = size
    queue.append(id)
  }
}

@Suite("FIFO", .timeLimit(.minutes(60)))
struct FIFOTests {
  @Test("evicts the adapter that has been resident longest")
  func golden() throws {
    // 0 1 2 fill; 0 hits and gains nothing; 3 evicts 0; 0 evicts 1; 2 hits; 1 evicts 2.
    let replay = try EvictorReplay("fifo", ids: [0, 1, 2, 0, 3, 0, 2, 1, 2], capacity: Capacity(3))
    #expect(letters(replay.hits) == "mmmhmmhmm")
  }

  @Test("shows Belady's anomaly: more capacity, more misses")
  func anomaly() throws {
    let ids = [1, 2, 3, 4, 1, 2, 5, 1, 2, 3, 4, 5]
    #expect(try EvictorReplay("fifo", ids: ids, capacity: Capacity(3)).misses == 9)
    #expect(try EvictorReplay("fifo", ids: ids, capacity: Capacity(4)).misses == 10)
  }

  @Test("decides as the slow model over random traces")
  func model() throws { try expectAgreement("fifo") { SlowFIFO(capacity: $0) } }
}
