import Core
import Paging
import Policies
import Traces
import Workbench

/// A small world drawn at random: contexts, rewards, costs, sizes, pins, tiers, ties among all of them.
struct RandomWorld {
  let trace: Trace
  let paging: PagingConfiguration
  let isSized: Bool

  /// The world of a number; every third has bytes to fill, every seventh a host tier, some adapters in use or an empty
  /// start.
  init(_ number: Int, requests: Int = 200) {
    var stream = RandomStream(Seed(UInt64(number)).derived("random world"))
    let count = 2 + stream.integer(below: 12)
    let isSized = number % 3 == 0
    let adapters = (0..<count).map { index in
      Adapter(
        name: "a\(index)", sizeBytes: isSized ? 1 + stream.integer(below: 20) : 1, rank: 8,
        isPinned: index > 0 && stream.integer(below: 12) == 0)
    }
    var trace = Trace(name: "random-\(number)", requestCount: requests, adapters: adapters)
    trace.dimension = 1 + stream.integer(below: 5)
    // Few values, so that scores and rewards tie.
    trace.contexts = (0..<requests * trace.dimension).map { _ in Double(stream.integer(below: 5) - 2) * 0.2 }
    trace.rewards = (0..<requests * count).map { _ in Double(stream.integer(below: 5)) * 0.25 }
    trace.pageInCosts = (0..<count).map { _ in Double(1 + stream.integer(below: 4)) * 0.125 }
    trace.asked = (0..<requests).map { _ in
      Int32(min(stream.integer(below: count), stream.integer(below: count)))
    }
    trace.timesSeconds = (0..<requests).map(Double.init)
    trace.outputTokens = (0..<requests).map { _ in Int32(stream.integer(below: 4)) }
    let total = adapters.reduce(0) { $0 + $1.sizeBytes }
    let pinned = adapters.filter(\.isPinned).reduce(0) { $0 + $1.sizeBytes }
    let amount = pinned + stream.integer(below: max(1, total - pinned + 2))
    var paging = PagingConfiguration(adapters: adapters, gpu: Capacity(amount, isSized ? .bytes : .slots))
    if number % 7 == 2 {
      paging.host = Capacity(paging.gpu.amount + stream.integer(below: total), paging.gpu.unit)
      paging.latencies = PageInLatencies(
        fromStorageSeconds: trace.pageInCosts, fromHostSeconds: trace.pageInCosts.map { $0 / 8 })
    } else {
      paging.pageInCosts = trace.pageInCosts
    }
    paging.startsEmpty = number % 5 == 0
    self.trace = trace
    self.paging = paging
    self.isSized = isSized
  }

  /// Plays an entrant; in some worlds requests hold their adapters while others come.
  func play(_ entrant: Entrant, number: Int) throws(Fault) -> CellResult {
    var cell = Cell(
      entrant: entrant, trace: trace, oracle: nil, paging: paging, seed: Seed(UInt64(number)), replicate: 0)
    cell.hostEvictor = { (setting: Setting) throws(Fault) in LRU(setting) }
    if number % 4 == 1 { cell.secondsPerOutputToken = 0.9 }
    return try cell.run()
  }
}
