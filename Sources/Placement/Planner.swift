import Core
import Surrogate
import Twin

/// Finds plans for one task; what the twin said in one is known to the next.
public struct Planner: Sendable {
  public let task: PlacementTask
  private let rules: Rules
  private var referee: Referee
  private var prices: Prices
  private var found: LowerBound?
  private let copies: [Int]

  private var pieces: [Piece] { referee.pieces }

  /// Refuses adapters that fit on no GPU, alone and in as many copies as they may have.
  public init(_ task: PlacementTask, judge: any Judge) async throws(Fault) {
    try task.validate()
    self.task = task
    copies = try await Replicas(task: task, judge: judge).counts()
    var pieces: [Piece] = []
    for (adapter, demand) in task.demands.enumerated() {
      for copy in 0..<copies[adapter] {
        pieces.append(try Piece(demand, adapter: adapter, copy: copy, of: copies[adapter]))
      }
    }
    rules = Rules(pieces, demands: task.demands)
    referee = Referee(task, pieces: pieces, judge: judge)
    prices = Prices(pieces, outputShare: task.profile.outputShare)
  }

  /// A plan; nil where none was found on the GPUs that there are.
  public mutating func plan(_ algorithm: Algorithm) async throws(Fault) -> Plan? {
    let bound = try await lowerBound()
    if let limit = task.gpuLimit, limit < bound.rules { return nil }
    let gpus: [PlayedGPU?]?
    switch algorithm {
    case .search:
      gpus = task.objective == .latency ? try await fastest(bound) : try await fewest(bound)
    case .greedy: gpus = try await mended(greedy.firstFit())
    case .bestFit: gpus = try await mended(greedy.bestFit())
    case .roundRobin: gpus = try await fewest(bound, dealt: .roundRobin)
    case .random: gpus = try await fewest(bound, dealt: .random)
    }
    guard let gpus else { return nil }
    return plan(algorithm, gpus, try await lowerBound())
  }

  private func plan(_ algorithm: Algorithm, _ gpus: [PlayedGPU?], _ bound: LowerBound) -> Plan {
    let all = gpus.enumerated().compactMap { index, played -> Plan.GPU? in
      guard let played else { return nil }
      let mine = played.pieces.map { pieces[$0] }
      let slotRank = mine.map(\.rank).max() ?? 0
      guard case .fits(let tokens) = task.profile.memory.verdict(slots: played.slots, slotRank: slotRank) else {
        return nil
      }
      return Plan.GPU(
        number: index + 1, pieces: mine, slots: played.slots, slotRank: slotRank, kvTokens: tokens,
        verdict: played.verdict)
    }
    return Plan(algorithm: algorithm, gpus: all, bound: bound, runs: referee.runs, copies: copies)
  }

  // MARK: - The bound

  /// Every GPU that the twin found to be served enough is held against it, those of plans too.
  public mutating func lowerBound() async throws(Fault) -> LowerBound {
    if found == nil { try await probe() }
    let best = referee.fed.map { tokenRate($0.pieces) }.max() ?? 1
    let all = prices.things(of: pieces)
    let dearest = referee.fed.map { gpu in prices.price(of: prices.things(of: gpu.pieces.map { pieces[$0] })) }.max()
    var bound = found!
    bound.bestTokenRate = best
    bound.tokens = tokenRate(Array(pieces.indices)) / best
    bound.prices = prices.price(of: all) / max(1, dearest ?? 1)
    found = bound
    return bound
  }

  private func tokenRate(_ gpu: [Int]) -> Double { gpu.reduce(0) { $0 + pieces[$1].tokenRate } }

  private mutating func probe() async throws(Fault) {
    let fixed = LowerBound.ofProfile(task, pieces: pieces)
    // The first guess of what fills a GPU: half of what the profile alone allows.
    let guess = 0.5 * tokenRate(Array(pieces.indices)) / fixed.time
    let edges = try await Prober(pieces, seed: task.seed).edges(&referee, tokenGuess: guess)
    let full = edges.compactMap { $0 } + referee.fed.map(\.pieces)
    let rows = full.map { gpu in prices.things(of: gpu.map { pieces[$0] }) }
    prices.raise(for: prices.things(of: pieces), where: rows)
    found = LowerBound(
      memory: fixed.memory, time: fixed.time, tokens: 0, prices: 0, rules: rules.leastGPUs(), bestTokenRate: 0)
  }

  // MARK: - The fewest GPUs

  private var greedy: Greedy { Greedy(pieces: pieces, rules: rules, judge: referee.judge) }

  private var mender: Mender { Mender(rules: rules, costs: pieces.map { prices.price(of: $0) }, share: task.planShare) }

  private mutating func mended(_ gpus: [[Int]]) async throws(Fault) -> [PlayedGPU?]? {
    if let limit = task.gpuLimit, gpus.count > limit { return nil }
    return try await mender.mended(gpus, &referee, mayOpen: true, limit: task.gpuLimit ?? .max)
  }

  /// Numbers of GPUs to try, rising. The bound is the twin's word and no proof: with fewer GPUs there, those are tried.
  private func counts(from bound: LowerBound) -> ClosedRange<Int> {
    // A GPU for each piece is always enough, whatever an estimate says.
    let most = task.gpuLimit ?? pieces.count
    return min(bound.gpus, most)...most
  }

  /// From the lower bound upwards: three ways to deal, each mended; and the greedy's plan as soon as it is no worse.
  private mutating func fewest(_ bound: LowerBound) async throws(Fault) -> [PlayedGPU?]? {
    let start = greedy.firstFit()
    var fallback: [PlayedGPU?]?
    var isMended = false
    for count in counts(from: bound) {
      for deal in Deal.searched {
        guard let gpus = deal.deal(pieces, to: count, rules: rules, prices: prices, seed: task.seed) else { continue }
        if let mended = try await mender.mended(gpus, &referee) { return mended }
      }
      if !isMended, start.count <= count {
        fallback = try await mended(start)
        isMended = true
      }
      if let fallback, fallback.count <= count { return fallback }
    }
    return fallback
  }

  /// From the lower bound upwards, one way to deal, nothing mended: the baselines.
  private mutating func fewest(_ bound: LowerBound, dealt deal: Deal) async throws(Fault) -> [PlayedGPU?]? {
    for count in counts(from: bound) {
      guard let gpus = deal.deal(pieces, to: count, rules: rules, prices: prices, seed: task.seed) else { continue }
      var unmended = mender
      unmended.rounds = 0
      if let played = try await unmended.mended(gpus, &referee) { return played }
    }
    return nil
  }

  // MARK: - The least time

  private mutating func fastest(_ bound: LowerBound) async throws(Fault) -> [PlayedGPU?]? {
    let count = task.gpuLimit ?? min(bound.gpus, pieces.count)
    for deal in Deal.searched {
      guard let gpus = deal.deal(pieces, to: count, rules: rules, prices: prices, seed: task.seed) else { continue }
      guard let start = try await mender.mended(gpus, &referee) else { continue }
      return try await Hastener(rules: rules, costs: pieces.map { prices.price(of: $0) }, share: task.planShare)
        .hastened(start, &referee)
    }
    return nil
  }
}
