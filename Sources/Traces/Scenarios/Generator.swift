import Core

/// Draws a trace from a recipe, request by request.
struct Generator {
  private let recipe: Recipe
  private let seed: Seed
  private var world: World
  private let popularity: Popularity
  private let lots: CounterStream
  private let attendance: CounterStream

  init(_ recipe: Recipe, seed: Seed) {
    self.recipe = recipe
    self.seed = seed
    world = World(recipe, seed: seed.derived("world"))
    popularity = Popularity(count: recipe.clusters, exponent: recipe.zipf)
    lots = CounterStream(seed.derived("clusters"))
    attendance = CounterStream(seed.derived("attendance"))
  }

  func trace(named name: String, requests: Int) -> Trace {
    var trace = Trace(name: name, requestCount: requests, adapters: catalogue)
    trace.dimension = recipe.dimension
    trace.pageInCosts = world.ranks.map { recipe.price * recipe.pageIn.seconds(rank: $0) }
    let clusters = (0..<requests).map { Int32(cluster(at: $0)) }
    (trace.groups, trace.groupNames) = groups(of: clusters)
    if recipe.namesAdapters { trace.asked = clusters }
    if recipe.rate > 0 { trace.timesSeconds = arrivals(requests) }
    trace.contexts = contexts(clusters)
    trace.meanUtilities = meanUtilities(trace.contexts, requests: requests)
    trace.rewards = rewards(trace.meanUtilities)
    return trace
  }

  private var catalogue: [Adapter] {
    let digits = String(recipe.adapters - 1).count
    return world.ranks.enumerated().map { a, rank in
      let number = String(a)
      let name = "adapter-" + String(repeating: "0", count: digits - number.count) + number
      return Adapter(
        name: name, sizeBytes: QwenPageIn.bytes(rank: rank), rank: rank, baseModel: "Qwen2.5-7B-Instruct")
    }
  }

  private func phase(at t: Int) -> Int { t / recipe.period }

  private func cluster(at t: Int) -> Int {
    let clusters = recipe.clusters
    let rank: Int
    switch recipe.order {
    case .drawn: rank = popularity.rank(lots.uniform(t))
    case .scan: rank = t % clusters
    case .sawtooth:
      let place = t % max(1, 2 * clusters - 2)
      rank = place < clusters ? place : 2 * clusters - 2 - place
    }
    switch recipe.change {
    case .popularityRotates: return (rank + phase(at: t)) % clusters
    case .popularityReverses: return phase(at: t) == 0 ? rank : clusters - 1 - rank
    case .nothing, .utilitiesTurn, .adaptersComeAndGo: return rank
    }
  }

  /// Clusters as groups in order of first appearance, as a file of them would be read back.
  private func groups(of clusters: [Int32]) -> (groups: [Int32], names: [String]) {
    var places = [Int32](repeating: -1, count: recipe.clusters)
    var names: [String] = []
    let groups = clusters.map { cluster in
      if places[Int(cluster)] < 0 {
        places[Int(cluster)] = Int32(names.count)
        names.append("cluster-\(cluster)")
      }
      return places[Int(cluster)]
    }
    return (groups, names)
  }

  /// Gaps between arrivals are exponential.
  private func arrivals(_ count: Int) -> [Double] {
    let gaps = CounterStream(seed.derived("arrivals"))
    var now = 0.0
    return (0..<count).map { t in
      now -= naturalLog(1 - gaps.uniform(t)) / recipe.rate
      return now
    }
  }

  private func contexts(_ clusters: [Int32]) -> [Double] {
    let draws = CounterStream(seed.derived("contexts"))
    let d = recipe.dimension
    return Array(unsafeUninitializedCapacity: clusters.count * d) { buffer, count in
      for (t, cluster) in clusters.enumerated() {
        let row = buffer.baseAddress! + t * d
        for i in 0..<d { row[i] = world.centres[Int(cluster) * d + i] + recipe.spread * draws.normal(t * d + i) }
        scaleToUnit(row, count: d)
      }
      count = clusters.count * d
    }
  }

  /// ⟨θ_a, x_t⟩, summed in the order of the coordinates; −1 for an absent adapter.
  private func meanUtilities(_ contexts: [Double], requests: Int) -> [Double] {
    let (N, d) = (recipe.adapters, recipe.dimension)
    var world = world
    var phase = 0
    return Array(unsafeUninitializedCapacity: requests * N) { buffer, count in
      for t in 0..<requests {
        let row = buffer.baseAddress! + t * N
        if case .utilitiesTurn(let tangent) = recipe.change, self.phase(at: t) > phase {
          world.turn(tangent: tangent)
          phase += 1
        }
        row.initialize(repeating: 0, count: N)
        for i in 0..<d {
          let x = contexts[t * d + i]
          for a in 0..<N { row[a] += x * world.utilities[i * N + a] }
        }
        if case .adaptersComeAndGo(let absence) = recipe.change {
          for a in 0..<N where attendance.uniform(self.phase(at: t) * N + a) < absence { row[a] = -1 }
        }
      }
      count = requests * N
    }
  }

  private func rewards(_ means: [Double]) -> [Double] {
    let draws = CounterStream(seed.derived("noise"))
    return Array(unsafeUninitializedCapacity: means.count) { buffer, count in
      for i in means.indices { buffer[i] = means[i] + recipe.noise * draws.normal(i) }
      count = means.count
    }
  }
}
