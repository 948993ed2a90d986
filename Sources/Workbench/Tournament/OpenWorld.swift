import Core
import Paging
import Results
import Synchronization
import Traces

/// A world in use, shared by the cells of one trace, capacity and replicate.
final class OpenWorld: Sendable {
  let trace: Trace
  let paging: PagingConfiguration
  /// nil if the trace has no rewards.
  let oracle: Oracle?
  /// The seconds of making it, until they are charged to a cell.
  private let seconds: Mutex<Double>

  init(_ series: TraceSeries, replicate: Int, capacity: Capacity) throws(Fault) {
    let clock = ThreadClock()
    let world = try series.world(replicate, capacity)
    trace = world.trace
    paging = world.paging
    oracle = Oracle(trace: world.trace, paging: world.paging)
    seconds = Mutex(clock.seconds)
  }

  /// The seconds of making it, at the first call; 0 afterwards.
  func takeSeconds() -> Double {
    seconds.withLock { seconds in
      let taken = seconds
      seconds = 0
      return taken
    }
  }
}
