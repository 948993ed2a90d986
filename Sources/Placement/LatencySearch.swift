import Core

/// Makes requests faster on the GPUs of a plan: by the number of slots, then by moves and swaps from the slowest GPU to the
/// fastest. Every change is simulated before it is kept.
struct LatencySearch {
  let rules: Rules
  /// The price of each item.
  let costs: [Double]
  /// The share of its requested tokens that each GPU must serve.
  let share: Double
  /// Numbers of slots tried for each GPU, and rounds of changes.
  var tries = 6
  var rounds = 12

  func improved(_ start: [Assignment?], _ verifier: Verifier) throws(Fault) -> [Assignment?] {
    var gpus = start
    let full = gpus.indices.filter { gpus[$0] != nil }
    for (index, gpu) in zip(full, try fastest(full.map { gpus[$0]!.items }, verifier)) {
      if let gpu { gpus[index] = gpu }
    }
    for round in 0..<rounds {
      let bySpeed = gpus.indices.sorted { (speed(gpus[$0]), $0) < (speed(gpus[$1]), $1) }
      guard let slow = bySpeed.last, gpus[slow] != nil else { break }
      // The fastest GPU first; in later rounds others too.
      var isBetter = false
      for fast in bySpeed.dropLast().prefix(1 + round / 4) {
        for (mine, theirs) in changes(from: slow, to: fast, gpus, verifier.items) {
          let tried = try fastest([mine, theirs], verifier)
          guard let first = tried[0], let second = tried[1], min(first.share, second.share) >= share else { continue }
          let before = time(gpus[slow]) + time(gpus[fast])
          guard time(first) + time(second) < before * (1 - 1e-9) else { continue }
          gpus[slow] = first
          gpus[fast] = second
          isBetter = true
          break
        }
        if isBetter { break }
      }
      if !isBetter { break }
    }
    return gpus
  }

  /// Each with the number of slots at which requests are fastest, of those that serve enough.
  private func fastest(_ gpus: [[Int]], _ verifier: Verifier) throws(Fault) -> [Assignment?] {
    var asked: [(items: [Int], slots: Int)] = []
    for gpu in gpus where !gpu.isEmpty {
      for slots in verifier.choices(for: gpu).prefix(tries) { asked.append((gpu, slots)) }
    }
    let played = try verifier.play(asked)
    return gpus.map { gpu in
      played.compactMap { $0 }.filter { $0.items == gpu && $0.share >= share }
        .min { (time($0), $0.slots) < (time($1), $1.slots) }
    }
  }

  /// The total seconds of all requests of a GPU.
  private func time(_ gpu: Assignment?) -> Double {
    gpu.map { Double($0.verdict.finished) * $0.verdict.requestSeconds } ?? 0
  }

  /// Mean seconds of a request.
  private func speed(_ gpu: Assignment?) -> Double { gpu?.verdict.requestSeconds ?? 0 }

  /// The items of two GPUs after moving about a tenth, a thirtieth or a hundredth of the slow one, or after one swap.
  private func changes(
    from slow: Int, to fast: Int, _ gpus: [Assignment?], _ items: [Item]
  ) -> [(slow: [Int], fast: [Int])] {
    let mine = gpus[slow]?.items ?? []
    let theirs = gpus[fast]?.items ?? []
    let whole = mine.reduce(0) { $0 + costs[$1] }
    var changes: [(slow: [Int], fast: [Int])] = []
    for part in [0.1, 0.03, 0.01] {
      var left = part * whole
      var moved: [Int] = []
      for item in mine.sorted(by: { (items[$1].tokenRate, $0) < (items[$0].tokenRate, $1) }) {
        guard costs[item] <= left, rules.allows(item, on: fast, beside: theirs + moved) else { continue }
        left -= costs[item]
        moved.append(item)
      }
      if moved.isEmpty || moved.count == mine.count { continue }
      changes.append((mine.filter { !moved.contains($0) }, (theirs + moved).sorted()))
    }
    return changes
  }
}
