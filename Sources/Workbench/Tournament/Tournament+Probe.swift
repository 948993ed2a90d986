import Core
import Paging
import Traces

extension Tournament {
  /// About how many seconds a cell of each entrant on each trace takes, from its first requests: `[trace][entrant]`.
  ///
  /// - Parameter entrants: who plays on each trace; others are 0.
  /// - Parameter requests: how many are played; those of the first replicate, at the first capacity.
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
        // A fault takes the time until it comes; which it is, the tournament will tell.
        _ = try? cell.run()
        seconds[entrant] = clock.seconds * Double(world.trace.requestCount) / Double(max(1, short.requestCount))
      }
      all.append(seconds)
    }
    return all
  }
}
