import Core
import Policies
import Testing

/// [Megiddo2003, Fig. 4], case by case; lists as arrays, LRU first. Sizes: every |·| is a sum of bytes.
private final class SlowARC: SlowCache {
  var t1: [Int] = []
  var t2: [Int] = []
  var b1: [Int] = []
  var b2: [Int] = []
  var size: [Int: Int] = [:]
  var p = 0.0

  func sum(_ list: [Int]) -> Int { list.reduce(0) { $0 + size[$1]! } }

  override func hit(_ id: Int) {  // Case I
    t1.removeAll { $0 == id }
    t2.removeAll { $0 == id }
    t2.append(id)
  }

  override func miss(_ id: Int, _ newSize: Int) {
    let c = capacity
    if b1.contains(id) {  // Case II
      p = min(p + Double(newSize) * max(1, Double(sum(b2)) / Double(sum(b1))), Double(c))
      while used + newSize > c { replace(inB2: false) }
      b1.removeAll { $0 == id }
      t2.append(id)
    } else if b2.contains(id) {  // Case III
      p = max(p - Double(newSize) * max(1, Double(sum(b1)) / Double(sum(b2))), 0)
      while used + newSize > c { replace(inB2: true) }
      b2.removeAll { $0 == id }
      t2.append(id)
    } else {  // Case IV
      if sum(t1) + sum(b1) + newSize > c {
        while !b1.isEmpty, sum(t1) + sum(b1) + newSize > c { b1.removeFirst() }
      } else {
        while !b2.isEmpty, sum(t1) + sum(t2) + sum(b1) + sum(b2) + newSize > 2 * c { b2.removeFirst() }
      }
      while used + newSize > c {
        if sum(t1) + sum(b1) + newSize > c {
          resident[t1.removeFirst()] = nil
        } else {
          replace(inB2: false)
        }
      }
      t1.append(id)
    }
    resident[id] = newSize
    size[id] = newSize
  }

  func replace(inB2: Bool) {
    if !t1.isEmpty, Double(sum(t1)) > p || (inB2 && Double(sum(t1)) == p) || t2.isEmpty {
      let id = t1.removeFirst()
      b1.append(id)
      resident[id] = nil
    } else {
      let id = t2.removeFirst()
      b2.append(id)
      resident[id] = nil
    }
  }
}

@Suite("ARC", .timeLimit(.minutes(60)))
struct ARCTests {
  @Test("learns from ghost hits how much recency is worth")
  func golden() throws {
    // c = 2. 0 0: T2 = {0}. 1: T1 = {1}. 2: T1 above p = 0: 1 to B1, T1 = {2}. 1: B1 remembers, p = 1: T1 is not above
    // it: 0 to B2, T2 = {1}. 0: B2 remembers, p = 0: 2 to B1, T2 = {1, 0}. 1 and 0 hit.
    let replay = try EvictorReplay("arc", ids: [0, 0, 1, 2, 1, 0, 1, 0, 2], capacity: Capacity(2))
    #expect(letters(replay.hits) == "mhmmmmhhm")
  }

  @Test("is not swept by a scan")
  func scan() throws {
    let replay = try EvictorReplay("arc", ids: [0, 1, 0, 1] + Array(2..<40) + [0, 1], capacity: Capacity(4))
    #expect(replay.hits.suffix(2) == [true, true])
  }

  @Test("decides as the slow model over random traces")
  func model() throws { try expectAgreement("arc", traces: 120) { SlowARC(capacity: $0) } }
}
