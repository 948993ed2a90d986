import Core
import Surrogate
import Twin

/// Fills one GPU to its limit in several orders: the basis of the prices and the lower bound.
struct CapacityProbe {
  /// Orders of items; a GPU is filled from the front of each.
  private(set) var orders: [[Int]] = []

  /// Hot adapters first, cold ones first, long prompts first, long outputs first, all mixed, and each rank alone: mixed
  /// and hot ones first. An order that equals another one is left out.
  init(_ items: [Item], seed: Seed) {
    var stream = RandomStream(seed.derived("probes"))
    var mixed = Array(items.indices.filter { items[$0].rate > 0 })
    stream.shuffle(&mixed)
    let hot = mixed.sorted { (items[$1].tokenRate, $0) < (items[$0].tokenRate, $1) }
    func outputPart(_ item: Int) -> Double { items[item].load.meanOutput / items[item].load.meanInput }
    let wordy = mixed.sorted { (outputPart($1), $0) < (outputPart($0), $1) }
    var all = [mixed, hot, hot.reversed()]
    if Set(mixed.map(outputPart)).count > 1 { all += [wordy, wordy.reversed()] }
    let ranks = Set(mixed.map { items[$0].rank }).sorted()
    if ranks.count > 1 {
      for rank in ranks {
        all.append(mixed.filter { items[$0].rank == rank })
        all.append(hot.filter { items[$0].rank == rank })
      }
    }
    for order in all where !orders.contains(order) { orders.append(order) }
  }

  /// The state of an order: the most items known to be served enough, and the fewest known to be too many; nil if
  /// unknown.
  private struct Bracket {
    var fed = 0
    var starved: Int?

    func next(of count: Int, guess: Int) -> Int {
      guard let starved else { return min(count, fed == 0 ? max(1, guess) : max(fed + 1, fed + fed / 6)) }
      return fed == 0 && starved > 2 ? max(1, starved * 5 / 6) : (fed + starved) / 2
    }

    /// Whether the limit is known to a 40th of its items, or to one.
    func isDone(of count: Int) -> Bool {
      starved.map { $0 - fed <= max(1, $0 / 40) } ?? (fed == count)
    }
  }

  /// For each order the shortest beginning found that starves, which is one item, or a 40th, more than what is known to be
  /// served; nil where all of it is served.
  func edges(_ verifier: Verifier, tokenGuess: Double) throws(Fault) -> [[Int]?] {
    var brackets = orders.map { _ in Bracket() }
    let guesses = orders.map { order in
      var sum = 0.0
      return order.prefix { item in
        sum += verifier.items[item].tokenRate
        return sum <= tokenGuess
      }.count
    }
    let share = verifier.task.leastShare
    for _ in 0..<14 {
      let open = orders.indices.filter { !brackets[$0].isDone(of: orders[$0].count) }
      if open.isEmpty { break }
      let sizes = open.map { brackets[$0].next(of: orders[$0].count, guess: guesses[$0]) }
      let gpus = zip(open, sizes).map { orders[$0].prefix($1).sorted() }
      for (index, (size, gpu)) in zip(open, zip(sizes, try verifier.settle(gpus, tries: 3, share: share))) {
        if (gpu?.share ?? -1) >= share { brackets[index].fed = size } else { brackets[index].starved = size }
      }
    }
    return zip(orders, brackets).map { order, bracket in bracket.starved.map { Array(order.prefix($0)) } }
  }
}
