import Core
import Surrogate
import Twin

/// Finds plans for one task; results of the twin are reused between plans.
public final class Planner {
  public let task: PlacementTask
  private let rules: Rules
  private let verifier: Verifier
  private var prices: Prices
  private var found: LowerBound?
  private let copies: [Int]

  private var items: [Item] { verifier.items }

  /// Refuses adapters that fit on no GPU, alone and in as many copies as they may have.
  public init(_ task: PlacementTask, estimator: any Estimator) throws(Fault) {
    try task.validate()
    self.task = task
    copies = try Replicas(task: task, estimator: estimator).counts()
    var items: [Item] = []
    for (adapter, demand) in task.demands.enumerated() {
      for copy in 0..<copies[adapter] {
        items.append(try Item(demand, adapter: adapter, copy: copy, of: copies[adapter]))
      }
    }
    rules = Rules(items, demands: task.demands)
    verifier = Verifier(task, items: items, estimator: estimator)
    prices = Prices(items, outputShare: task.profile.outputShare)
  }

  /// A plan; nil where none was found on the GPUs that there are.
  public func plan(_ algorithm: Algorithm) throws(Fault) -> Plan? {
    let bound = try lowerBound()
    if let limit = task.gpuLimit, limit < bound.rules { return nil }
    let gpus: [Assignment?]?
    switch algorithm {
    case .search:
      gpus = task.objective == .latency ? try fastest(bound) : try fewest(bound)
    case .greedy: gpus = try fixed(greedy.firstFit())
    case .bestFit: gpus = try fixed(greedy.bestFit())
    case .roundRobin: gpus = try fewest(bound, dealt: .roundRobin)
    case .random: gpus = try fewest(bound, dealt: .random)
    }
    guard let gpus else { return nil }
    return plan(algorithm, gpus, try lowerBound())
  }

  private func plan(_ algorithm: Algorithm, _ gpus: [Assignment?], _ bound: LowerBound) -> Plan {
    let all = gpus.enumerated().compactMap { index, played -> Plan.GPU? in
      guard let played else { return nil }
      let mine = played.items.map { items[$0] }
      let slotRank = mine.map(\.rank).max() ?? 0
      guard case .fits(let tokens) = task.profile.memory.verdict(slots: played.slots, slotRank: slotRank) else {
        return nil
      }
      return Plan.GPU(
        number: index + 1, items: mine, slots: played.slots, slotRank: slotRank, kvTokens: tokens,
        verdict: played.verdict)
    }
    return Plan(algorithm: algorithm, gpus: all, bound: bound, runs: verifier.runs, copies: copies)
  }

  // MARK: - The bound

  /// Every GPU that the twin found to be served enough is held against it, those of plans too.
  public func lowerBound() throws(Fault) -> LowerBound {
    if found == nil { try probe() }
    let best = verifier.fed.map { tokenRate($0.items) }.max() ?? 1
    let all = prices.things(of: items)
    let dearest = verifier.fed.map { gpu in prices.price(of: prices.things(of: gpu.items.map { items[$0] })) }.max()
    var bound = found!
    bound.bestTokenRate = best
    bound.tokens = tokenRate(Array(items.indices)) / best
    bound.prices = prices.price(of: all) / max(1, dearest ?? 1)
    found = bound
    return bound
  }

  private func tokenRate(_ gpu: [Int]) -> Double { gpu.reduce(0) { $0 + items[$1].tokenRate } }

  private func probe() throws(Fault) {
    let fixed = LowerBound.ofProfile(task, items: items)
    // The first estimate of a GPU's capacity: half of what the profile allows.
    let guess = 0.5 * tokenRate(Array(items.indices)) / fixed.time
    let edges = try CapacityProbe(items, seed: task.seed).edges(verifier, tokenGuess: guess)
    let full = edges.compactMap { $0 } + verifier.fed.map(\.items)
    let rows = full.map { gpu in prices.things(of: gpu.map { items[$0] }) }
    prices.raise(for: prices.things(of: items), where: rows)
    found = LowerBound(
      memory: fixed.memory, time: fixed.time, tokens: 0, prices: 0, rules: rules.leastGPUs(), bestTokenRate: 0)
  }

  // MARK: - The fewest GPUs

  private var greedy: Greedy { Greedy(items: items, rules: rules, estimator: verifier.estimator) }

  private var localSearch: LocalSearch {
    LocalSearch(rules: rules, costs: items.map { prices.price(of: $0) }, share: task.planShare)
  }

  private func fixed(_ gpus: [[Int]]) throws(Fault) -> [Assignment?]? {
    if let limit = task.gpuLimit, gpus.count > limit { return nil }
    return try localSearch.improved(gpus, verifier, mayOpen: true, limit: task.gpuLimit ?? .max)
  }

  /// Numbers of GPUs to try, rising. The bound is from the twin and not a proof: if fewer GPUs are available, those are
  /// tried.
  private func counts(from bound: LowerBound) -> ClosedRange<Int> {
    // One GPU per item is always enough, whatever the estimate.
    let most = task.gpuLimit ?? items.count
    return min(bound.gpus, most)...most
  }

  /// From the lower bound upwards: three ways to deal, each fixed; and the greedy's plan as soon as it is no worse.
  private func fewest(_ bound: LowerBound) throws(Fault) -> [Assignment?]? {
    let start = greedy.firstFit()
    var fallback: [Assignment?]?
    var isSearched = false
    for count in counts(from: bound) {
      for deal in Partition.searched {
        guard let gpus = deal.deal(items, to: count, rules: rules, prices: prices, seed: task.seed) else { continue }
        if let fixed = try localSearch.improved(gpus, verifier) { return fixed }
      }
      if !isSearched, start.count <= count {
        fallback = try fixed(start)
        isSearched = true
      }
      if let fallback, fallback.count <= count { return fallback }
    }
    return fallback
  }

  /// From the lower bound upwards, one way to deal, nothing fixed: the baselines.
  private func fewest(_ bound: LowerBound, dealt deal: Partition) throws(Fault) -> [Assignment?]? {
    for count in counts(from: bound) {
      guard let gpus = deal.deal(items, to: count, rules: rules, prices: prices, seed: task.seed) else { continue }
      var unchanged = localSearch
      unchanged.rounds = 0
      if let played = try unchanged.improved(gpus, verifier) { return played }
    }
    return nil
  }

  // MARK: - The least time

  private func fastest(_ bound: LowerBound) throws(Fault) -> [Assignment?]? {
    let count = task.gpuLimit ?? min(bound.gpus, items.count)
    for deal in Partition.searched {
      guard let gpus = deal.deal(items, to: count, rules: rules, prices: prices, seed: task.seed) else { continue }
      guard let start = try localSearch.improved(gpus, verifier) else { continue }
      return try LatencySearch(rules: rules, costs: items.map { prices.price(of: $0) }, share: task.planShare)
        .improved(start, verifier)
    }
    return nil
  }
}
