import Core

extension Battery {
  /// Whether an evictor makes the same decisions on an id trace with its verbs and all ids known, and with its own loop
  /// while ids appear (unless it needs their number).
  func replay() -> Verdict.Outcome {
    guard case .evictor(let start) = candidate.start else { return .skipped("replay asks evictors alone") }
    let capacity = Capacity(8)
    for number in 0..<4 {
      let ids = IDs(number)
      let log = VerbLog()
      do throws(Fault) {
        var watched = Watched(
          try candidate.policy(Setting(adapterCount: ids.count, capacity: capacity, seed: seed)), log: log)
        if watched.nextPlan != .never { return .skipped("it plans resident sets, which replay does not ask for") }
        let one = try ids.misses(of: &watched, capacity: capacity, appear: false)
        log.last = .start
        let known = candidate.needsIDCount ? ids.count : 0
        var appearing = try start(try candidate.completed(Setting(adapterCount: known, capacity: capacity, seed: seed)))
        let two = try ids.misses(of: &appearing, capacity: capacity, appear: !candidate.needsIDCount)
        for (place, misses) in zip(one, two).enumerated() where misses.0 != misses.1 {
          return fell(Messages.growsBadly(from: place * IDs.batch, to: (place + 1) * IDs.batch - 1), nil)
        }
      } catch {
        return fell(error, log.last == .start ? nil : log.last)
      }
    }
    return .held
  }

  private func fell(_ fault: Fault, _ verb: Verb?) -> Verdict.Outcome {
    var fault = fault
    fault.at = fault.at.map { "\($0) of a replay" } ?? "a replay"
    fault.replay = command(only: "replay")
    return .fell(Finding("replay", verb, fault))
  }
}

/// An id trace: dense ids in order of first appearance.
private struct IDs {
  static let batch = 37

  private var ids: [Int32] = []
  /// The next step that asks for the same id.
  private var nextUses: [Step]

  init(_ number: Int) {
    var stream = RandomStream(Seed(UInt64(number)).derived("replay"))
    var places: [Int: Int32] = [:]
    for _ in 0..<(20 * Self.batch) {
      let drawn = min(stream.integer(below: 60), stream.integer(below: 60))
      let id = places[drawn] ?? Int32(places.count)
      places[drawn] = id
      ids.append(id)
    }
    var next = [Step](repeating: .never, count: places.count)
    nextUses = Array(repeating: .never, count: ids.count)
    for step in ids.indices.reversed() {
      nextUses[step] = next[Int(ids[step])]
      next[Int(ids[step])] = step
    }
  }

  var count: Int { Int(ids.max() ?? -1) + 1 }

  /// Misses after each batch.
  func misses<E: Evictor>(of evictor: inout E, capacity: Capacity, appear: Bool) throws(Fault) -> [Int] {
    let room = ReplayRoom(capacity: capacity)
    var known = appear ? 0 : count
    room.grow(to: known)
    var misses: [Int] = []
    for first in stride(from: 0, to: ids.count, by: Self.batch) {
      let seen = Int(ids[..<(first + Self.batch)].max() ?? -1) + 1
      if seen > known {
        known = seen
        room.grow(to: known)
        evictor.grow(to: known)
      }
      try ids.withUnsafeBufferPointer { (ids) throws(Fault) in
        try nextUses.withUnsafeBufferPointer { (nextUses) throws(Fault) in
          let batch = ReplayBatch(
            ids: ids.baseAddress! + first, sizes: nil, nextUses: nextUses.baseAddress! + first, count: Self.batch,
            firstStep: first)
          try evictor.replay(batch, in: room)
        }
      }
      misses.append(room.misses)
    }
    return misses
  }
}
