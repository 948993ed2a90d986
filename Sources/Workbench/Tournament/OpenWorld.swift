import Core
import Paging
import Results
import Synchronization
import Traces

/// A world that is being played on, shared by the cells of one trace, capacity and replicate.
final class OpenWorld: Sendable {
  let trace: Trace
  let paging: PagingConfiguration
  /// nil where the trace has no rewards.
  let oracle: Oracle?
  /// What making it took, until a cell has it on its account.
  private let seconds: Mutex<Double>

  init(_ series: TraceSeries, replicate: Int, capacity: Capacity) throws(Fault) {
    let clock = ThreadClock()
    let world = try series.world(replicate, capacity)
    trace = world.trace
    paging = world.paging
    oracle = Oracle(trace: world.trace, paging: world.paging)
    seconds = Mutex(clock.seconds)
  }

  /// What making it took, for the first who asks; 0 for all others.
  func takeSeconds() -> Double {
    seconds.withLock { seconds in
      let taken = seconds
      seconds = 0
      return taken
    }
  }
}
