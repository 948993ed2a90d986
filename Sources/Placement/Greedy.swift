import Surrogate

/// The greedy of the journal paper [AgulloLopez2026] as we read it: first fit decreasing, guided by an estimator.
///
/// Items are in order of token rate, highest first, then of rank. Each goes to the first GPU that is estimated to serve
/// more with it, without starving, at some number of slots of the grid; if there is none, another GPU is opened. The
/// idea and the use of an estimator are published; the order, the grid and the ties are our choice.
struct Greedy {
  let items: [Item]
  let rules: Rules
  let estimator: any Estimator

  /// A GPU that is being filled.
  private struct Open {
    var items: [Int] = []
    var load = LoadSummary()
    var throughput = 0.0
    /// The last number of slots that served enough: tried first.
    var slots: Int?
  }

  static func order(_ items: [Item]) -> [Int] {
    items.indices.sorted { a, b in
      let (a, b) = (items[a], items[b])
      if a.tokenRate != b.tokenRate { return a.tokenRate > b.tokenRate }
      return a.rank != b.rank ? a.rank > b.rank : (a.adapter, a.copy) < (b.adapter, b.copy)
    }
  }

  /// GPUs as sets of items. An item that the estimator would put on no GPU has one for itself.
  ///
  /// Each GPU takes what it can of the remaining items, in order: that is first fit. As items get smaller, the next one
  /// it takes is found by bisection; so there are O(GPUs · runs · log N) estimates.
  func firstFit() -> [[Int]] {
    var rest = Self.order(items)
    var gpus: [[Int]] = []
    while !rest.isEmpty || rest.contains(where: { (rules.pin(of: $0) ?? -1) >= gpus.count }) {
      var gpu = Open()
      fill(&gpu, from: &rest, number: gpus.count)
      if gpu.items.isEmpty, let alone = rest.firstIndex(where: { rules.allows($0, on: gpus.count, beside: []) }) {
        gpu.items = [rest.remove(at: alone)]
      }
      gpus.append(gpu.items.sorted())
    }
    return gpus
  }

  private func fill(_ gpu: inout Open, from rest: inout [Int], number: Int) {
    for item in rest where rules.pin(of: item) == number { put([item], on: &gpu) }
    rest.removeAll { gpu.items.contains($0) }
    var start = 0
    while start < rest.count {
      // Items that the rules forbid are skipped.
      var run: [Int] = []
      let candidates = rest[start...].filter { rules.pin(of: $0) == nil }
      for item in candidates where rules.allows(item, on: number, beside: gpu.items + run) { run.append(item) }
      guard let first = firstTaken(of: run, by: gpu) else { return }
      let taken = Array(run[first..<(first + longestTaken(of: run[first...], by: gpu))])
      put(taken, on: &gpu)
      start = rest.firstIndex(of: taken.last!)! + 1 - taken.count
      let gone = Set(taken)
      rest.removeAll { gone.contains($0) }
    }
  }

  private func put(_ more: [Int], on gpu: inout Open) {
    for item in more { gpu.load.add(items[item].load) }
    gpu.items += more
    if let best = accepted(gpu.load, after: gpu) {
      gpu.slots = best.slots
      gpu.throughput = best.throughput
    }
  }

  /// The index of the first item that the GPU takes.
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

  /// How many consecutive items it takes, if it takes the first.
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
    for item in more { load.add(items[item].load) }
    return accepted(load, after: gpu) != nil
  }

  /// The first number of slots at which the load is estimated not to starve and to be served more than before.
  private func accepted(_ load: LoadSummary, after gpu: Open) -> (slots: Int, throughput: Double)? {
    var choices = slotChoices(PlacementTask.slotGrid, adapters: load.count)
    if let slots = gpu.slots, let place = choices.firstIndex(of: slots) { choices.swapAt(0, place) }
    for slots in choices {
      guard let estimate = estimator.estimate(load, slots: slots), !estimate.isStarved else { continue }
      if estimate.throughput > gpu.throughput || load.rate == gpu.load.rate { return (slots, estimate.throughput) }
    }
    return nil
  }
}

extension Greedy {
  /// The same order; each item goes to the GPU with the highest token rate among those that take it.
  func bestFit() -> [[Int]] {
    var open: [Open] = []
    let order = Self.order(items)
    for item in order {
      guard let pin = rules.pin(of: item) else { continue }
      while open.count <= pin { open.append(Open()) }
      put([item], on: &open[pin])
    }
    for item in order where rules.pin(of: item) == nil {
      let byLoad = open.indices.sorted {
        open[$0].load.tokenRate != open[$1].load.tokenRate
          ? open[$0].load.tokenRate > open[$1].load.tokenRate : $0 < $1
      }
      let place = byLoad.first {
        rules.allows(item, on: $0, beside: open[$0].items) && takes([item], open[$0])
      }
      if place == nil { open.append(Open()) }
      put([item], on: &open[place ?? open.count - 1])
    }
    return open.map { $0.items.sorted() }
  }
}
