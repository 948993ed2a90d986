import Core
import Paging
import Traces

extension Tournament {
  /// Estimated seconds per cell of each entrant on each trace, from its first requests: `[trace][entrant]`.
  ///
  /// - Parameter entrants: the entrants on each trace; others are 0.
  /// - Parameter requests: the number of requests to run; from the first replicate, at the first capacity.
  public func probe(requests: Int, entrants playing: [[Int]]) throws(Fault) -> [[Double]] {
    var all: [[Double]] = []
    for (series, playing) in zip(traces, playing) {
      var seconds = [Double](repeating: 0, count: entrants.count)
      let world = try series.world(0, series.capacities[0])
      let short = world.trace.prefix(requests)
      let oracle = Oracle(trace: short, paging: world.paging)
      for entrant in playing {
        var cell = Cell(
          entrant: entrants[entrant], trace: short, oracle: oracle, paging: world.paging, seed: seed)
        prepare(&cell)
        let clock = ThreadClock()
        // A fault counts the time until it occurs; the tournament itself reports it.
        _ = try? cell.run()
        seconds[entrant] = clock.seconds * Double(world.trace.requestCount) / Double(max(1, short.requestCount))
      }
      all.append(seconds)
    }
    return all
  }
}
