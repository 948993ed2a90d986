import Core

/// Log-normal factors with mean 1, by (adapter, number of the load): the n-th load of an adapter has the same factor
/// under every policy.
struct Jitter: Sendable {
  private let stream: CounterStream
  private let sigma: Double
  private let adapterCount: Int

  init(variation: Double, environment: Seed, adapterCount: Int) {
    stream = CounterStream(environment.derived("paging jitter"))
    sigma = naturalLog(1 + variation * variation).squareRoot()
    self.adapterCount = adapterCount
  }

  func factor(of adapter: AdapterID, load: Int) -> Double {
    guard sigma > 0 else { return 1 }
    return exponential(sigma * stream.normal(load * adapterCount + adapter.index) - sigma * sigma / 2)
  }
}
