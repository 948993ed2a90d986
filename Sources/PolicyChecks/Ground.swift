import Core
import Traces

/// The environment of the situations: a few adapters, requests that favour the first of them, contexts that show which
/// adapter is best. It depends on position and content only, so that each situation is the same on every machine.
struct Ground {
  var adapters = 15
  var requests = 240
  /// d; 0 for no contexts.
  var dimension = 6
  /// The skew of popularity: the share of requests that go to the first half of the remaining adapters.
  var favour = 0.3
  /// The order of popularity is reversed at half time.
  var turnsRound = false
  /// Adapters are named in turn, 0 … N−1, over and over.
  var scans = false
  var namesAdapters = true
  var blankContexts = false
  /// Costs run from the lowest to the highest.
  var costs = 0.05...0.5
  var rewards = 0.0...1.0
  /// Arrivals per second; 0: only the order is known.
  var rate = 0.0
  var bytes = 1...1
  var pinned = 0

  func trace(named name: String) -> Trace {
    let draws = CounterStream(Seed(0).derived("ground", name))
    var trace = Trace(name: name, requestCount: requests, adapters: catalogue(draws))
    trace.pageInCosts = (0..<adapters).map { spread(costs, Double($0 * 7 % adapters) / Double(adapters)) }
    let favoured = (0..<requests).map { favourite(at: $0, draws) }
    if namesAdapters { trace.asked = favoured.map { Int32($0) } }
    trace.dimension = dimension
    trace.contexts = contexts(favoured, draws)
    trace.rewards = rewardRows(favoured, draws)
    if rate > 0 {
      trace.timesSeconds = (0..<requests).map { Double($0) / rate }
      trace.outputTokens = (0..<requests).map { 1 + Int32(draws.word(~$0) % 200) }
    }
    return trace
  }

  private func catalogue(_ draws: CounterStream) -> [Adapter] {
    (0..<adapters).map { a in
      let width = UInt64(bytes.upperBound - bytes.lowerBound + 1)
      var adapter = Adapter(name: "adapter-\(a)", sizeBytes: bytes.lowerBound + Int(draws.word(a << 32) % width))
      adapter.isPinned = a < pinned
      return adapter
    }
  }

  /// The adapter that a request is for: drawn by repeated halving with `favour`.
  private func favourite(at step: Int, _ draws: CounterStream) -> Int {
    if scans { return step % adapters }
    var rank = 0
    var lot = draws.uniform(step)
    while lot >= favour, rank < adapters - 1 {
      lot = (lot - favour) / (1 - favour)
      rank += 1
    }
    // Occasionally an adapter that was never requested.
    if draws.word(step << 20) % 8 == 0 { rank = Int(draws.word(step << 21) % UInt64(adapters)) }
    return turnsRound && step >= requests / 2 ? adapters - 1 - rank : rank
  }

  /// A direction of the favourite, with noise, scaled to length 1.
  private func contexts(_ favoured: [Int], _ draws: CounterStream) -> [Double] {
    var all = [Double](repeating: 0, count: requests * dimension)
    guard dimension > 0, !blankContexts else { return all }
    for (step, favourite) in favoured.enumerated() {
      var square = 0.0
      for i in 0..<dimension {
        let value = draws.normal(-1 - favourite * dimension - i) + 0.3 * draws.normal(step * dimension + i)
        all[step * dimension + i] = value
        square += value * value
      }
      for i in 0..<dimension { all[step * dimension + i] /= square.squareRoot() }
    }
    return all
  }

  /// The favourite earns most, its neighbours less.
  private func rewardRows(_ favoured: [Int], _ draws: CounterStream) -> [Double] {
    favoured.enumerated().flatMap { step, favourite in
      (0..<adapters).map { a in
        let closeness = 1 / Double(1 + abs(a - favourite))
        return spread(rewards, 0.8 * closeness + 0.2 * draws.uniform((step << 13) + a))
      }
    }
  }

  private func spread(_ range: ClosedRange<Double>, _ share: Double) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * share
  }
}
