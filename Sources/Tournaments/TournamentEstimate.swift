import Core
import Results
import Workbench

/// About how long the cells of a plan take, from a quick probe of each policy on each trace.
public struct TournamentEstimate: Sendable {
  /// Requests that each policy is tried on.
  private static let probeRequests = 300

  /// Seconds of one worker for all cells of the plan's shard, and for drawing their worlds.
  public let total: Double
  private let seconds: [[Double]]

  public init(_ plan: TournamentPlan) throws(Fault) {
    seconds = try plan.tournament.probe(
      requests: Self.probeRequests, entrants: plan.manifest.traces.map(\.entrants))
    var total = 0.0
    var last: CellKey?
    for number in plan.cells.numbers(of: plan.manifest.shard) {
      let key = plan.cells.key(of: number)
      total += seconds[key.trace][key.policy]
      if let last, last.trace == key.trace, last.capacity == key.capacity, last.replicate == key.replicate { continue }
      last = key
      total += plan.drawSeconds[key.trace]
    }
    self.total = total
  }

  /// Seconds of one worker for a cell.
  public func seconds(of key: CellKey) -> Double { seconds[key.trace][key.policy] }
}
