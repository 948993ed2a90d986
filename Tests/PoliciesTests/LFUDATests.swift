import Core
import Policies
import Testing

/// [Arlitt2000]: K = F + L, L the key of the last victim.
private final class SlowLFUDA: SlowCache {
  var uses: [Int: Int] = [:]
  var key: [Int: Int] = [:]
  var last: [Int: Int] = [:]
  var age = 0

  override func hit(_ id: Int) { use(id, uses[id]! + 1) }

  override func miss(_ id: Int, _ size: Int) {
    while used + size > capacity {
      let victim = resident.keys.min { (key[$0]!, last[$0]!) < (key[$1]!, last[$1]!) }!
      age = key[victim]!
      resident[victim] = nil
    }
    resident[id] = size
    use(id, 1)
  }

  func use(_ id: Int, _ count: Int) {
    uses[id] = count
    key[id] = count + age
    last[id] = step
  }
}

@Suite("LFUDA", .timeLimit(.minutes(60)))
struct LFUDATests {
  @Test("lets newcomers start at the age of the last victim")
  func golden() throws {
    // Keys 0:3, 1:1. 2 evicts 1 (L = 1): key 2. 3 evicts 2 (L = 2): key 3. 2: 0 and 3 tie at 3, 0 is older: evicts 0.
    let replay = try EvictorReplay("lfuda", ids: [0, 0, 0, 1, 2, 3, 2, 3, 0], capacity: Capacity(2))
    #expect(letters(replay.hits) == "mhhmmmmhm")
  }

  @Test("decides as the slow model over random traces")
  func model() throws { try expectAgreement("lfuda") { SlowLFUDA(capacity: $0) } }
}
