import Core

/// Moves items from GPUs that starve to GPUs with spare capacity, and swaps them, until all are served enough in the
/// twin.
struct LocalSearch {
  let rules: Rules
  /// The price of each item.
  let costs: [Double]
  /// The share of its requested tokens that each GPU must serve.
  let share: Double
  /// The most rounds of moves and simulations.
  var rounds = 5
  /// Numbers of slots that are tried for each GPU.
  var tries = 3

  /// The assumed capacity of a GPU without a result.
  private static let freshCapacity = 0.97
  /// The total lack of starving GPUs must fall to this part in a round, or the search ends.
  private static let progress = 0.6
  /// The highest mean lack per GPU, by price, for which the search continues.
  private static let hopeless = 0.03

  /// The simulated GPUs, all served enough; nil if that is not reached. With `mayOpen` GPUs are added for items that do
  /// not fit.
  func improved(
    _ start: [[Int]], _ verifier: Verifier, mayOpen: Bool = false, limit: Int = .max
  ) throws(Fault) -> [Assignment?]? {
    var gpus = start
    var lastLack = Double.infinity
    for round in 0...(mayOpen ? 4 * rounds : rounds) {
      // A first look with few numbers of slots: GPUs that lack much are not worth a second one.
      var played = try settled(gpus, verifier, tries: min(2, tries))
      let lack = gpus.indices.reduce(0) { $0 + room(gpus[$1], played[$1]) }
      if !mayOpen, lack < -Self.hopeless * Double(gpus.count) { return nil }
      played = try settled(gpus, verifier, tries: tries)
      let starved = gpus.indices.filter { !gpus[$0].isEmpty && (played[$0]?.share ?? -1) < share }
      if starved.isEmpty { return played }
      if round == (mayOpen ? 4 * rounds : rounds) { break }
      var rooms = gpus.indices.map { room(gpus[$0], played[$0]) }
      let starving = rooms.reduce(0) { $0 - min(0, $1) }
      if !mayOpen, starving > Self.progress * lastLack { return nil }
      lastLack = starving
      // If several rounds did not suffice, another GPU is added.
      if rooms.reduce(0, +) < 0 || (mayOpen && round >= rounds) || !relieve(&gpus, &rooms) {
        guard mayOpen, gpus.count < limit else { return nil }
        gpus.append([])
        rooms.append(Self.freshCapacity)
        _ = relieve(&gpus, &rooms)
      }
    }
    return nil
  }

  /// Empty GPUs are nil.
  private func settled(_ gpus: [[Int]], _ verifier: Verifier, tries: Int) throws(Fault) -> [Assignment?] {
    let full = gpus.indices.filter { !gpus[$0].isEmpty }
    var all = [Assignment?](repeating: nil, count: gpus.count)
    for (index, gpu) in zip(full, try verifier.settle(full.map { gpus[$0] }, tries: tries, share: share)) {
      all[index] = gpu
    }
    return all
  }

  /// The spare capacity of a GPU, by price; below 0 if it starves.
  private func room(_ gpu: [Int], _ played: Assignment?) -> Double {
    let price = gpu.reduce(0) { $0 + costs[$1] }
    guard let played else { return gpu.isEmpty ? Self.freshCapacity : Self.freshCapacity - price }
    let room = price * (played.share / share - 1)
    return played.share >= share ? max(room, Self.freshCapacity - price) : min(room - 0.005, -0.005)
  }

  /// Moves or swaps items of each GPU below 0 until it is not; returns whether all succeeded.
  private func relieve(_ gpus: inout [[Int]], _ rooms: inout [Double]) -> Bool {
    for gpu in gpus.indices.sorted(by: { (rooms[$0], $0) < (rooms[$1], $1) }) {
      var turns = 0
      while rooms[gpu] < 0 {
        guard turns < 300, step(from: gpu, &gpus, &rooms) else { return false }
        turns += 1
      }
    }
    return true
  }

  /// The move or swap that removes an amount nearest to the excess, and fits at its target.
  private func step(from gpu: Int, _ gpus: inout [[Int]], _ rooms: inout [Double]) -> Bool {
    let others = gpus.indices.filter { $0 != gpu && rooms[$0] > 0 }
      .sorted { (rooms[$1], $0) < (rooms[$0], $1) }
    for other in others {
      let wish = min(-rooms[gpu], rooms[other])
      var best: (off: Double, item: Int, back: Int?, weight: Double)?
      func consider(_ item: Int, _ back: Int?, _ weight: Double) {
        guard weight > 0, weight <= rooms[other] + 1e-9 else { return }
        let off = abs(weight - wish)
        if let now = best?.off, now <= off { return }
        let there = gpus[other].filter { $0 != back }
        guard rules.allows(item, on: other, beside: there) else { return }
        if let back, !rules.allows(back, on: gpu, beside: gpus[gpu].filter({ $0 != item })) { return }
        best = (off, item, back, weight)
      }
      for item in gpus[gpu] { consider(item, nil, costs[item]) }
      if (best?.off ?? .infinity) > 0.5 * wish {
        for item in gpus[gpu] {
          for back in gpus[other] { consider(item, back, costs[item] - costs[back]) }
        }
      }
      guard let best else { continue }
      gpus[gpu].removeAll { $0 == best.item }
      gpus[other] = (gpus[other].filter { $0 != best.back } + [best.item]).sorted()
      if let back = best.back { gpus[gpu] = (gpus[gpu] + [back]).sorted() }
      rooms[gpu] += best.weight
      rooms[other] -= best.weight
      return true
    }
    return false
  }
}
