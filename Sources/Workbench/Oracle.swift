import Bandits
import Core
import Paging
import Traces

/// The reference of regret: the best fixed resident set in hindsight for the same requests, with the
/// best adapter for each request [LiLi2026; spec of the model in docs/explanation/regret.md].
///
/// Uses mean utilities if the trace has them, else realised ones.
public struct Oracle: Sendable {
  /// C*, sorted.
  public let residents: [AdapterID]
  /// c_a of the oracle: the lowest possible page-in cost in the configuration, so that it is a bound even if costs
  /// change with tiers and first reads.
  public let costs: [Double]
  /// Whether C* is proved best; otherwise it is from greedy and swaps, and the bound is a lower bound on the oracle.
  public let isExact: Bool
  /// Whether utilities are means (pseudo-regret) or realised ones.
  public let usesMeans: Bool
  /// The future, for bounds.
  public let future: Future

  /// "best fixed set, exact, mean utilities".
  public var name: String {
    "best fixed set (\(isExact ? "exact" : "greedy + swap: lower bound on the oracle"), "
      + "\(usesMeans ? "mean" : "realised") utilities)"
  }

  /// Finds C* for a trace and a paging configuration; nil if the trace has no rewards.
  public init?(trace: Trace, paging: PagingConfiguration) {
    let usesMeans = !trace.meanUtilities.isEmpty
    let utilities = usesMeans ? trace.meanUtilities : trace.rewards
    guard !utilities.isEmpty else { return nil }
    let costs = paging.leastPageInCosts
    let best = utilities.withUnsafeBufferPointer {
      Cover.bestFixedSet(
        utilities: $0.baseAddress!, rows: trace.requestCount, costs: costs, room: Self.room(of: paging),
        pinned: paging.adapters.indices.filter { paging.adapters[$0].isPinned })
    }
    residents = best.adapters.map { AdapterID($0) }
    isExact = best.isExact
    self.costs = costs
    self.usesMeans = usesMeans
    future = Future(utilities: utilities, adapterCount: trace.adapterCount, bestFixedSet: residents)
  }

  private static func room(of paging: PagingConfiguration) -> Cover.Room {
    guard paging.gpu.unit != .slots else { return .slots(paging.gpu.amount) }
    return .budget(
      paging.gpu.amount, footprints: paging.adapters.map { paging.gpu.footprint(ofBytes: $0.sizeBytes) })
  }
}
