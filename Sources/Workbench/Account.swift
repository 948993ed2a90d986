import Core
import Paging
import Traces

/// Keeps a cell's score while it runs: rewards, costs, regret with its parts, and the curve.
struct Account {
  private let trace: Trace
  private let oracle: Oracle?
  /// The page-in costs of the oracle.
  private let costs: [Double]
  private let inOracleSet: [Bool]
  private var result: CellResult
  private var regret = CellResult.Regret()
  private var nextCheckpoint = 1
  private var misses = 0

  init(_ cell: Cell) {
    trace = cell.trace
    oracle = cell.oracle
    costs = cell.oracle?.costs ?? Array(repeating: 0, count: cell.trace.adapterCount)
    var inSet = [Bool](repeating: false, count: cell.trace.adapterCount)
    for adapter in cell.oracle?.residents ?? [] { inSet[adapter.index] = true }
    inOracleSet = inSet
    result = CellResult(
      policy: cell.entrant.name, trace: cell.trace.name, capacity: cell.paging.gpu, replicate: cell.replicate,
      ledger: Ledger())
  }

  /// Adds the regret of the choice against the best one given C_t, and of that against the oracle's. `outcome`
  /// subtracts the cost of a miss as it was charged.
  mutating func choice(of adapter: AdapterID, at step: Step, residents: ResidentView) {
    guard let oracle else { return }
    let n = costs.count
    let row = step * n
    oracle.future.utilities.withUnsafeBufferPointer { utilities in
      var best = -Double.infinity
      var bestOfOracle = -Double.infinity
      for a in 0..<n {
        let utility = utilities[row + a]
        best = max(best, utility - residents.pageInCost(of: AdapterID(a)))
        bestOfOracle = max(bestOfOracle, inOracleSet[a] ? utility : utility - costs[a])
      }
      regret.routing += best - utilities[row + adapter.index]
      regret.caching += bestOfOracle - best
    }
  }

  /// Records the service; returns the realised reward.
  mutating func outcome(of adapter: AdapterID, at step: Step, service: Service) -> Double {
    let reward = trace.rewards.isEmpty ? 0 : trace.rewards[step * costs.count + adapter.index]
    result.reward += reward
    result.pagingCost += service.pagingCost
    regret.routing += service.pagingCost
    if !service.isHit { misses += 1 }
    if step + 1 == nextCheckpoint || step + 1 == trace.requestCount { checkpoint(after: step + 1) }
    return reward
  }

  /// Records the load cost of a plan.
  mutating func loads(_ cost: Double) {
    result.loadCost += cost
    regret.loads += cost
  }

  private mutating func checkpoint(after requests: Int) {
    result.curve.append(
      CellResult.Checkpoint(
        requests: requests, regret: regret.total, netReward: result.netReward, misses: misses))
    nextCheckpoint = CellResult.Checkpoint.following(requests)
  }

  func result(_ ledger: Ledger) -> CellResult {
    var result = self.result
    result.ledger = ledger
    result.regret = oracle == nil ? nil : regret
    return result
  }
}
