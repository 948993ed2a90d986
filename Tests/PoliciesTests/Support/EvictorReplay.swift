import Core
import Policies
import Testing

/// One replay of an id trace by a built-in evictor, request by request.
struct EvictorReplay {
  var hits: [Bool] = []
  let room: ReplayRoom

  /// Replays in batches of one, with the ids of the whole trace known from the start or growing as they appear.
  init(
    _ name: String, _ given: [(String, String)] = [], ids: [Int], sizes: [Int]? = nil, capacity: Capacity,
    seed: UInt64 = 1, growing: Bool = false
  ) throws {
    let entry = try #require(Shelf.evictors.first { $0.card.name == name })
    let parameters = try Parameters(card: entry.card, given: given.map { (name: $0.0, value: $0.1) })
    let known = (ids.max() ?? -1) + 1
    var evictor = try entry.start(
      Setting(adapterCount: growing ? 0 : known, capacity: capacity, parameters: parameters, seed: Seed(seed)))
    room = ReplayRoom(capacity: capacity)
    let raw = ids.map(Int32.init)
    let next = nextUses(ids)
    var appeared = growing ? 0 : known
    room.grow(to: appeared)
    for step in ids.indices {
      if ids[step] >= appeared {
        appeared = ids[step] + 1
        evictor.grow(to: appeared)
        room.grow(to: appeared)
      }
      let before = room.misses
      var id = raw[step]
      var size = sizes?[step] ?? 1
      var use = next[step]
      try evictor.replay(
        ReplayBatch(ids: &id, sizes: &size, nextUses: &use, count: 1, firstStep: step), in: room)
      hits.append(room.misses == before)
    }
  }

  var misses: Int { room.misses }
}

/// For each step the next step that asks for the same id, `.never` where none comes.
func nextUses(_ ids: [Int]) -> [Step] {
  var seen: [Int: Step] = [:]
  var next = [Step](repeating: .never, count: ids.count)
  for step in ids.indices.reversed() {
    next[step] = seen[ids[step]] ?? .never
    seen[ids[step]] = step
  }
  return next
}

/// A trace for comparisons: ids, and bytes where objects have sizes.
struct RandomTrace: CustomStringConvertible {
  var ids: [Int]
  var sizes: [Int]?
  var capacity: Capacity
  var description: String { "\(capacity) over \(ids.count) requests" }

  /// Skewed draws with loops and new ids in between; sizes 1…9 for each id, changing now and then.
  init(seed: UInt64, sized: Bool) {
    var stream = RandomStream(Seed(seed).derived("trace"))
    let count = 3 + stream.integer(below: 40)
    let length = 50 + stream.integer(below: 600)
    ids = []
    while ids.count < length {
      if stream.integer(below: 12) == 0 {
        let start = stream.integer(below: count)
        for i in 0..<min(count, 2 + stream.integer(below: 20)) { ids.append((start + i) % count) }
      } else {
        ids.append(min(stream.integer(below: count), stream.integer(below: count)))
      }
    }
    guard sized else {
      capacity = Capacity(1 + stream.integer(below: count))
      return
    }
    let own = (0..<count).map { _ in 1 + stream.integer(below: 9) }
    let changing = stream.integer(below: 3) == 0
    sizes = ids.map { changing && stream.integer(below: 8) == 0 ? 1 + stream.integer(below: 9) : own[$0] }
    capacity = Capacity(1 + stream.integer(below: count * 5), .bytes)
  }
}
