import Core
import Workbench

/// A short id trace drawn at random: ids that appear as they are asked for, with sizes that now and then change.
struct RandomIDs {
  private var ids: [Int32] = []
  private var sizes: [Int] = []
  private let capacity: Capacity

  init(_ number: Int, unit: Capacity.Unit, requests: Int = 1200) {
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
