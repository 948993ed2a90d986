import Core
import Testing

/// A cache written for reading: plain arrays, no shared code with the evictors it checks.
///
/// `resident` maps to the size an object had when it came in. Subclasses say what a hit and a miss do.
class SlowCache {
  let capacity: Int
  var resident: [Int: Int] = [:]
  var step = 0
  var next = Int.max

  required init(capacity: Int) { self.capacity = capacity }

  var used: Int { resident.values.reduce(0, +) }

  /// Whether the request hits; objects larger than the whole cache are served and forgotten.
  final func request(_ id: Int, size: Int) -> Bool {
    defer { step += 1 }
    if resident[id] != nil {
      hit(id)
      return true
    }
    if size <= capacity { miss(id, size) }
    return false
  }

  func hit(_ id: Int) {}
  func miss(_ id: Int, _ size: Int) {}
}

/// The evictor and the slow cache must hit and miss alike at every step of many random traces, unit and byte sized.
func expectAgreement(
  _ name: String, _ given: [(String, String)] = [], sized: [Bool] = [false, true], traces: Int = 60,
  _ make: (Int) -> SlowCache
) throws {
  for sizes in sized {
    for seed in 0..<traces {
      let trace = RandomTrace(seed: UInt64(seed), sized: sizes)
      let replay = try EvictorReplay(
        name, given, ids: trace.ids, sizes: trace.sizes, capacity: trace.capacity, growing: seed % 2 == 0)
      let slow = make(trace.capacity.amount)
      let next = nextUses(trace.ids)
      for step in trace.ids.indices {
        slow.next = next[step]
        let hit = slow.request(trace.ids[step], size: trace.sizes?[step] ?? 1)
        guard hit == replay.hits[step] else {
          Issue.record("\(name) \(given), seed \(seed), sized \(sizes), step \(step): model hit \(hit); \(trace)")
          return
        }
      }
      #expect(slow.used == replay.room.used, "units in use, seed \(seed)")
    }
  }
}

/// Hits as a string, one letter for each request: `m` miss, `h` hit.
func letters(_ hits: [Bool]) -> String { String(hits.map { $0 ? "h" : "m" }) }
