import Core
import Workbench

/// A short id trace drawn at random: ids that appear as they are asked for, with sizes that now and then change.
struct RandomIDs {
  private var ids: [Int32] = []
  private var sizes: [Int] = []
  private let capacity: Capacity

  init(_ number: Int, unit: Capacity.Unit, requests: Int = 800) {
    var stream = RandomStream(Seed(UInt64(number)).derived("random ids"))
    let known = 2 + stream.integer(below: number % 2 == 0 ? 40 : 300)
    var dense: [Int: Int32] = [:]
    var sizeOf: [Int] = []
    for _ in 0..<requests {
      let object = min(stream.integer(below: known), stream.integer(below: known))
      let id = dense[object] ?? Int32(dense.count)
      dense[object] = id
      if sizeOf.count == Int(id) { sizeOf.append(stream.integer(below: 30)) }
      if stream.integer(below: 50) == 0 { sizeOf[Int(id)] = stream.integer(below: 30) }
      ids.append(id)
      sizes.append(unit == .bytes ? sizeOf[Int(id)] : 1)
    }
    let largest = unit == .bytes ? 15 * known : known
    capacity = Capacity(1 + stream.integer(below: number % 5 == 0 ? 3 : largest), unit)
  }

  private init(ids: [Int32], capacity: Capacity) {
    self.ids = ids
    sizes = Array(repeating: 1, count: ids.count)
    self.capacity = capacity
  }

  /// 20 000 requests for 400 objects of Zipf popularity (exponent 0.9), two of which change places every 50 requests;
  /// capacity 40.
  static func drifting() -> RandomIDs {
    var stream = RandomStream(Seed(1).derived("drifting ids"))
    var objects = Array(0..<400)
    var sums: [Double] = []
    for rank in 1...400 { sums.append((sums.last ?? 0) + 1 / power(Double(rank), 0.9)) }
    var dense: [Int: Int32] = [:]
    var ids: [Int32] = []
    for step in 0..<20_000 {
      if step % 50 == 0 { objects.swapAt(stream.integer(below: 400), stream.integer(below: 400)) }
      let drawn = stream.uniform() * sums[399]
      let object = objects[min(399, sums.firstIndex { $0 > drawn } ?? 399)]
      let id = dense[object] ?? Int32(dense.count)
      dense[object] = id
      ids.append(id)
    }
    return RandomIDs(ids: ids, capacity: Capacity(40))
  }

  /// Replays it by the verbs, in batches before which ids may appear. O(requests).
  @discardableResult
  func replay(_ entrant: Entrant) throws(Fault) -> ReplayRoom {
    let room = ReplayRoom(capacity: capacity)
    var policy = try entrant.start(Setting(adapterCount: 0, capacity: capacity, seed: Seed(5)))
    var known: Int32 = 0
    for start in stride(from: 0, to: ids.count, by: 100) {
      let range = start..<min(start + 100, ids.count)
      known = max(known, ids[range].max()! + 1)
      room.grow(to: Int(known))
      policy.grow(to: Int(known))
      try replay(range, &policy, in: room)
    }
    return room
  }

  private func replay<P: Policy>(_ range: Range<Int>, _ policy: inout P, in room: ReplayRoom) throws(Fault) {
    try ids.withUnsafeBufferPointer { ids throws(Fault) in
      try sizes.withUnsafeBufferPointer { sizes throws(Fault) in
        let batch = ReplayBatch(
          ids: ids.baseAddress! + range.lowerBound,
          sizes: room.capacity.unit == .slots ? nil : sizes.baseAddress! + range.lowerBound, nextUses: nil,
          count: range.count, firstStep: range.lowerBound)
        try policy.replayByVerbs(batch, in: room)
      }
    }
  }
}
