import Core

/// Ways to deal pieces to a given number of GPUs. Each keeps the rules; nil where it finds no way to.
enum Deal: String, Sendable, CaseIterable {
  /// The dearest piece first, each to the cheapest GPU: all GPUs alike.
  case even
  /// Ranks apart: GPUs of low ranks have cheaper slots.
  case byRank = "by-rank"
  /// Hot adapters apart from cold ones: hot ones mix few adapters in a batch.
  case byHeat = "by-heat"
  /// To any GPU, at random: a baseline.
  case random
  /// In turn, in the order of the file: a baseline.
  case roundRobin = "round-robin"

  static let searched: [Deal] = [.even, .byRank, .byHeat]

  func deal(_ pieces: [Piece], to count: Int, rules: Rules, prices: Prices, seed: Seed) -> [[Int]]? {
    var table = Hands(count: count, rules: rules)
    guard table.takePinned(pieces.indices) else { return nil }
    var stream = RandomStream(seed.derived("deal", rawValue))
    let rest = pieces.indices.filter { rules.pin(of: $0) == nil }
    let costs = pieces.map { prices.price(of: $0) }
    switch self {
    case .even:
      for piece in rest.sorted(by: { (costs[$1], $0) < (costs[$0], $1) }) {
        guard table.give(piece, costs, { $1 }) else { return nil }
      }
    case .byRank, .byHeat:
      var shuffled = rest
      stream.shuffle(&shuffled)
      let places = Dictionary(uniqueKeysWithValues: shuffled.enumerated().map { ($1, $0) })
      let order = rest.sorted { a, b in
        if self == .byHeat { return (pieces[b].tokenRate, a) < (pieces[a].tokenRate, b) }
        return (pieces[b].rank, places[a]!) < (pieces[a].rank, places[b]!)
      }
      // The first GPU that still has room in its even part of all.
      let part = costs.reduce(0, +) / Double(count)
      for piece in order {
        let given = table.give(piece, costs) { gpu, spent in
          spent + 0.5 * costs[piece] <= part ? Double(gpu) : Double(count) + spent
        }
        if !given { return nil }
      }
    case .random:
      for piece in rest {
        let wish = stream.integer(below: count)
        guard table.give(piece, costs, { gpu, _ in Double((gpu - wish + count) % count) }) else { return nil }
      }
    case .roundRobin:
      for (turn, piece) in rest.enumerated() {
        guard table.give(piece, costs, { gpu, _ in Double((gpu - turn % count + count) % count) }) else { return nil }
      }
    }
    return table.gpus.map { $0.sorted() }
  }
}

/// GPUs while pieces are dealt to them.
private struct Hands {
  var gpus: [[Int]]
  /// Prices of the pieces of each.
  var spent: [Double]
  let rules: Rules

  init(count: Int, rules: Rules) {
    gpus = Array(repeating: [], count: count)
    spent = Array(repeating: 0, count: count)
    self.rules = rules
  }

  mutating func takePinned(_ pieces: Range<Int>) -> Bool {
    for piece in pieces {
      guard let gpu = rules.pin(of: piece) else { continue }
      guard gpus.indices.contains(gpu), rules.allows(piece, on: gpu, beside: gpus[gpu]) else { return false }
      gpus[gpu].append(piece)
    }
    return true
  }

  /// To the GPU with the lowest `measure`, of its number and what was spent on it, of those that the rules allow; false where there is none.
  mutating func give(_ piece: Int, _ costs: [Double], _ measure: (Int, Double) -> Double) -> Bool {
    let order = gpus.indices.map { (measure($0, spent[$0]), $0) }.sorted { $0 < $1 }
    guard let gpu = order.first(where: { rules.allows(piece, on: $0.1, beside: gpus[$0.1]) })?.1 else { return false }
    gpus[gpu].append(piece)
    spent[gpu] += costs[piece]
    return true
  }
}
