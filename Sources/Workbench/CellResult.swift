import Core
import Paging

/// The result of a cell.
public struct CellResult: Sendable {
  public var policy: String
  public var trace: String
  public var capacity: Capacity
  public var replicate: Int
  /// The paging model's counts.
  public var ledger: Ledger
  /// Sum of realised utilities; 0 if the trace has none.
  public var reward = 0.0
  /// Sum of the costs of misses, page-ins and bypasses alike, in utility.
  public var pagingCost = 0.0
  /// Sum of the costs of plans, in utility.
  public var loadCost = 0.0
  /// Against the oracle; nil if the trace has no rewards.
  public var regret: Regret?
  /// Cumulative regret and net reward at checkpoints.
  public var curve: [Checkpoint] = []

  /// reward − pagingCost − loadCost.
  public var netReward: Double { reward - pagingCost - loadCost }

  /// Regret and its parts. `total` = `routing` + `caching` + `loads`.
  public struct Regret: Sendable, Equatable {
    /// The wrong adapter, given the resident set C_t: Σ max_a(u − c·1[a∉C_t]) − the realised net utility.
    public var routing = 0.0
    /// C_t against C*: Σ max_a(u − c·1[a∉C*]) − max_a(u − c·1[a∉C_t]).
    public var caching = 0.0
    /// Load costs of plans.
    public var loads = 0.0

    public var total: Double { routing + caching + loads }
  }

  /// A point of the curves, after `requests` requests.
  public struct Checkpoint: Sendable, Equatable {
    public var requests: Int
    public var regret: Double
    public var netReward: Double
    public var misses: Int

    /// The requests after which there is a point, on a log grid: 1, 2, 3, …, each a tenth (at least one) more than the
    /// previous one, and `count`.
    public static func grid(upTo count: Int) -> [Int] {
      var points: [Int] = []
      var next = 1
      while next < count {
        points.append(next)
        next = following(next)
      }
      if count > 0 { points.append(count) }
      return points
    }

    /// The next point after `requests`, ignoring the end of the trace.
    static func following(_ requests: Int) -> Int { max(requests + 1, requests + requests / 10) }
  }
}
