import Core

/// Ways to assign items to a given number of GPUs. Each follows the rules; nil if it finds no assignment.
enum Partition: String, Sendable, CaseIterable {
  /// The most expensive item first, each to the cheapest GPU: all GPUs alike.
  case even
  /// By rank: GPUs with low ranks have cheaper slots.
  case byRank = "by-rank"
  /// By rate: GPUs with high-rate adapters have few adapters in a batch.
  case byHeat = "by-heat"
  /// To any GPU, at random: a baseline.
  case random
  /// In turn, in the order of the file: a baseline.
  case roundRobin = "round-robin"

  static let searched: [Partition] = [.even, .byRank, .byHeat]

  func deal(_ items: [Item], to count: Int, rules: Rules, prices: Prices, seed: Seed) -> [[Int]]? {
    var table = Hands(count: count, rules: rules)
    guard table.takePinned(items.indices) else { return nil }
    var stream = RandomStream(seed.derived("deal", rawValue))
    let rest = items.indices.filter { rules.pin(of: $0) == nil }
    let costs = items.map { prices.price(of: $0) }
    switch self {
    case .even:
      for item in rest.sorted(by: { (costs[$1], $0) < (costs[$0], $1) }) {
        guard table.give(item, costs, { $1 }) else { return nil }
      }
    case .byRank, .byHeat:
      var shuffled = rest
      stream.shuffle(&shuffled)
      let places = Dictionary(uniqueKeysWithValues: shuffled.enumerated().map { ($1, $0) })
      let order = rest.sorted { a, b in
        if self == .byHeat { return (items[b].tokenRate, a) < (items[a].tokenRate, b) }
        return (items[b].rank, places[a]!) < (items[a].rank, places[b]!)
      }
      // The first GPU that has capacity left in its even part.
      let part = costs.reduce(0, +) / Double(count)
      for item in order {
        let given = table.give(item, costs) { gpu, spent in
          spent + 0.5 * costs[item] <= part ? Double(gpu) : Double(count) + spent
        }
        if !given { return nil }
      }
    case .random:
      for item in rest {
        let wish = stream.integer(below: count)
        guard table.give(item, costs, { gpu, _ in Double((gpu - wish + count) % count) }) else { return nil }
      }
    case .roundRobin:
      for (turn, item) in rest.enumerated() {
        guard table.give(item, costs, { gpu, _ in Double((gpu - turn % count + count) % count) }) else { return nil }
      }
    }
    return table.gpus.map { $0.sorted() }
  }
}

/// GPUs during the assignment.
private struct Hands {
  var gpus: [[Int]]
  /// The total price of the items of each.
  var spent: [Double]
  let rules: Rules

  init(count: Int, rules: Rules) {
    gpus = Array(repeating: [], count: count)
    spent = Array(repeating: 0, count: count)
    self.rules = rules
  }

  mutating func takePinned(_ items: Range<Int>) -> Bool {
    for item in items {
      guard let gpu = rules.pin(of: item) else { continue }
      guard gpus.indices.contains(gpu), rules.allows(item, on: gpu, beside: gpus[gpu]) else { return false }
      gpus[gpu].append(item)
    }
    return true
  }

  /// Assigns an item to the GPU with the lowest `measure` (a function of its number and total price) among those that
  /// the rules allow; false if there is none.
  mutating func give(_ item: Int, _ costs: [Double], _ measure: (Int, Double) -> Double) -> Bool {
    let order = gpus.indices.map { (measure($0, spent[$0]), $0) }.sorted { $0 < $1 }
    guard let gpu = order.first(where: { rules.allows(item, on: $0.1, beside: gpus[$0.1]) })?.1 else { return false }
    gpus[gpu].append(item)
    spent[gpu] += costs[item]
    return true
  }
}
