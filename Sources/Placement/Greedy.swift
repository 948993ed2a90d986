import Surrogate

/// The greedy of the journal paper [AgulloLopez2026] as we read it: first fit decreasing, guided by a judge.
///
/// Pieces in order of token rate, highest first, then of rank. Each goes to the first GPU that is expected to serve more
/// with it and not to starve at some number of slots of the grid; where there is none, another GPU is opened. Published
/// are the idea and what guides it; the order, the grid and the ties are ours.
struct Greedy {
  let pieces: [Piece]
  let rules: Rules
  let judge: any Judge

  /// A GPU that is being filled.
  private struct Open {
    var pieces: [Int] = []
    var load = LoadSummary()
    var throughput = 0.0
    /// The slots that served enough last: tried first.
    var slots: Int?
  }

  static func order(_ pieces: [Piece]) -> [Int] {
    pieces.indices.sorted { a, b in
      let (a, b) = (pieces[a], pieces[b])
      if a.tokenRate != b.tokenRate { return a.tokenRate > b.tokenRate }
      return a.rank != b.rank ? a.rank > b.rank : (a.adapter, a.copy) < (b.adapter, b.copy)
    }
  }

  /// GPUs as sets of pieces. A piece that no judge would put on any GPU has one for itself.
  ///
  /// Each GPU takes what it can of what those before it left, in order: that is first fit. As the pieces grow smaller,
  /// what it takes next is found by bisection; so there are O(GPUs · runs · log N) judgements.
  func firstFit() -> [[Int]] {
    var rest = Self.order(pieces)
    var gpus: [[Int]] = []
    while !rest.isEmpty || rest.contains(where: { (rules.pin(of: $0) ?? -1) >= gpus.count }) {
      var gpu = Open()
      fill(&gpu, from: &rest, number: gpus.count)
      if gpu.pieces.isEmpty, let alone = rest.firstIndex(where: { rules.allows($0, on: gpus.count, beside: []) }) {
        gpu.pieces = [rest.remove(at: alone)]
      }
      gpus.append(gpu.pieces.sorted())
    }
    return gpus
  }

  private func fill(_ gpu: inout Open, from rest: inout [Int], number: Int) {
    for piece in rest where rules.pin(of: piece) == number { put([piece], on: &gpu) }
    rest.removeAll { gpu.pieces.contains($0) }
    var start = 0
    while start < rest.count {
      // What the rules forbid is passed over.
      var run: [Int] = []
      let candidates = rest[start...].filter { rules.pin(of: $0) == nil }
      for piece in candidates where rules.allows(piece, on: number, beside: gpu.pieces + run) { run.append(piece) }
      guard let first = firstTaken(of: run, by: gpu) else { return }
      let taken = Array(run[first..<(first + longestTaken(of: run[first...], by: gpu))])
      put(taken, on: &gpu)
      start = rest.firstIndex(of: taken.last!)! + 1 - taken.count
      let gone = Set(taken)
      rest.removeAll { gone.contains($0) }
    }
  }

  private func put(_ more: [Int], on gpu: inout Open) {
    for piece in more { gpu.load.add(pieces[piece].load) }
    gpu.pieces += more
    if let best = accepted(gpu.load, after: gpu) {
      gpu.slots = best.slots
      gpu.throughput = best.throughput
    }
  }

  /// The place of the first piece that the GPU takes by itself.
  private func firstTaken(of run: [Int], by gpu: Open) -> Int? {
    guard let last = run.last, takes([last], gpu) else { return nil }
    var low = 0
    var high = run.count - 1
    while low < high {
      let middle = (low + high) / 2
      if takes([run[middle]], gpu) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// How many pieces in a row it takes, the first of which it does.
  private func longestTaken(of run: ArraySlice<Int>, by gpu: Open) -> Int {
    var low = 1
    var high = 2
    while high <= run.count, takes(run.prefix(high), gpu) {
      low = high
      high *= 2
    }
    high = min(high, run.count + 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if takes(run.prefix(middle), gpu) { low = middle } else { high = middle }
    }
    return low
  }

  private func takes(_ more: some Sequence<Int>, _ gpu: Open) -> Bool {
    var load = gpu.load
    for piece in more { load.add(pieces[piece].load) }
    return accepted(load, after: gpu) != nil
  }

  /// The first number of slots at which the load is expected not to starve and to be served more than before.
  private func accepted(_ load: LoadSummary, after gpu: Open) -> (slots: Int, throughput: Double)? {
    var choices = slotChoices(PlacementTask.slotGrid, adapters: load.count)
    if let slots = gpu.slots, let place = choices.firstIndex(of: slots) { choices.swapAt(0, place) }
    for slots in choices {
      guard let judgement = judge.judge(load, slots: slots), !judgement.isStarved else { continue }
      if judgement.throughput > gpu.throughput || load.rate == gpu.load.rate { return (slots, judgement.throughput) }
    }
    return nil
  }
}

extension Greedy {
  /// The same order; each piece goes to the GPU with the highest token rate that takes it.
  func bestFit() -> [[Int]] {
    var open: [Open] = []
    let order = Self.order(pieces)
    for piece in order {
      guard let pin = rules.pin(of: piece) else { continue }
      while open.count <= pin { open.append(Open()) }
      put([piece], on: &open[pin])
    }
    for piece in order where rules.pin(of: piece) == nil {
      let byLoad = open.indices.sorted {
        open[$0].load.tokenRate != open[$1].load.tokenRate
          ? open[$0].load.tokenRate > open[$1].load.tokenRate : $0 < $1
      }
      let place = byLoad.first {
        rules.allows(piece, on: $0, beside: open[$0].pieces) && takes([piece], open[$0])
      }
      if place == nil { open.append(Open()) }
      put([piece], on: &open[place ?? open.count - 1])
    }
    return open.map { $0.pieces.sorted() }
  }
}
