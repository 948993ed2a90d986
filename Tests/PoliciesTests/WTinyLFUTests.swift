import Core
import Testing

@testable import Policies

/// [Einziger2017, §4]: window, probation and protected as arrays, LRU first; the sketch is tested by itself.
private final class SlowWTinyLFU: SlowCache {
  var window: [Int] = []
  var probation: [Int] = []
  var protected: [Int] = []
  var sketch = FrequencySketch()
  var windowUnits: Int { max(1, capacity / 100) }

  func sum(_ list: [Int]) -> Int { list.reduce(0) { $0 + resident[$1]! } }
  func estimate(_ id: Int) -> UInt8 { sketch.estimate(Int32(id)) }

  override func hit(_ id: Int) {
    sketch.count(Int32(id))
    if let place = window.firstIndex(of: id) {
      window.append(window.remove(at: place))
      return
    }
    probation.removeAll { $0 == id }
    protected.removeAll { $0 == id }
    protected.append(id)
    while sum(protected) > Int(Double(capacity - windowUnits) * 0.8) { probation.append(protected.removeFirst()) }
  }

  override func miss(_ id: Int, _ size: Int) {
    sketch.widen(to: resident.count)
    sketch.count(Int32(id))
    while used + size > capacity {
      guard !probation.isEmpty || !protected.isEmpty else {
        resident[window.removeFirst()] = nil
        continue
      }
      let victim = probation.first ?? protected.first!
      if sum(window) + size > windowUnits {
        let candidate = window.first ?? id
        if estimate(candidate) <= estimate(victim) {
          if candidate == id { return }
          resident[window.removeFirst()] = nil
          continue
        }
        if candidate != id { probation.append(window.removeFirst()) }
      }
      probation.removeAll { $0 == victim }
      protected.removeAll { $0 == victim }
      resident[victim] = nil
    }
    resident[id] = size
    window.append(id)
    while sum(window) > windowUnits { probation.append(window.removeFirst()) }
  }
}

@Suite("W-TinyLFU", .timeLimit(.minutes(60)))
struct WTinyLFUTests {
  @Test("moves an adapter out of the window only if it is used more than the main part's victim")
  func golden() throws {
    // c = 3: window 1, main 2, one protected. 0 0 1 1: 0 moved to probation when 1 came. 2: 1 moves to probation.
    // 3: candidate 2 (1 use) loses to 0 (2 uses): 2 leaves. 0 and 1 hit. 2: candidate 3 (1) loses: 3 leaves. 2 hits:
    // 3 uses. 4: candidate 2 (3) against probation's victim 0 (3): a tie, 2 leaves.
    let replay = try EvictorReplay("w-tinylfu", ids: [0, 0, 1, 1, 2, 3, 0, 1, 2, 2, 4, 0, 1, 2], capacity: Capacity(3))
    #expect(letters(replay.hits) == "mhmhmmhhmhmhhm")
  }

  @Test("decides as the slow model over random traces")
  func model() throws { try expectAgreement("w-tinylfu", traces: 120) { SlowWTinyLFU(capacity: $0) } }
}

@Suite("frequency sketch", .timeLimit(.minutes(60)))
struct FrequencySketchTests {
  @Test("never estimates below the count, and seldom above it")
  func bounds() {
    var sketch = FrequencySketch()
    sketch.widen(to: 1024)
    var stream = RandomStream(Seed(3))
    var counts = [UInt8](repeating: 0, count: 500)
    for _ in 0..<4000 {
      let id = min(stream.integer(below: 500), stream.integer(below: 500))
      counts[id] = min(15, counts[id] + 1)
      sketch.count(Int32(id))
    }
    let excess = counts.indices.map { Int(sketch.estimate(Int32($0))) - Int(counts[$0]) }
    #expect(excess.allSatisfy { $0 >= 0 })
    #expect(excess.filter { $0 > 0 }.count < 50)
  }

  @Test("halves all counters after ten uses for each counter of a row")
  func halving() {
    var sketch = FrequencySketch()
    for _ in 0..<159 { sketch.count(7) }
    #expect(sketch.estimate(7) == 15)
    sketch.count(7)
    #expect(sketch.estimate(7) == 7)
  }

  @Test("counts on from half the uses: the next halving comes after half as many")
  func halvingAgain() {
    var sketch = FrequencySketch()
    for _ in 0..<160 { sketch.count(7) }
    for _ in 0..<79 { sketch.count(7) }
    #expect(sketch.estimate(7) == 15)
    sketch.count(7)
    #expect(sketch.estimate(7) == 7)
  }

  @Test("halves every counter, also of ids that were counted once")
  func halvesAll() {
    var sketch = FrequencySketch()
    for id: Int32 in [1, 1, 2, 3, 3, 3] { sketch.count(id) }
    let before = [1, 2, 3].map { sketch.estimate($0) }
    for _ in 0..<154 { sketch.count(9) }
    for (id, count) in zip([Int32(1), 2, 3], before) { #expect(sketch.estimate(id) <= max(7, count / 2)) }
    #expect(sketch.estimate(9) == 7)
    #expect(sketch.estimate(2) <= 7)
  }

  @Test("finds what it found before when it is widened")
  func widening() {
    var sketch = FrequencySketch()
    for id in 0..<40 { for _ in 0..<(id % 5) { sketch.count(Int32(id)) } }
    let before = (0..<60).map { sketch.estimate(Int32($0)) }
    sketch.widen(to: 300)
    #expect((0..<60).map { sketch.estimate(Int32($0)) } == before)
  }
}
