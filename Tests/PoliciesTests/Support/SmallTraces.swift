import Core

extension TestHost {
  /// The same rewards at every step; d = 1 and x = 1, so that a reader can follow the estimates.
  static func constant(_ rewards: [Double], costs: [Double]? = nil, requests: Int, capacity: Int = 1) -> TestHost {
    TestHost(
      contexts: Array(repeating: 1, count: requests), dimension: 1,
      rewards: (0..<requests).flatMap { _ in rewards }, costs: costs ?? rewards.map { _ in 0.1 },
      capacity: Capacity(capacity))
  }

  /// Linear utilities with noise, drawn from a seed.
  static func drawn(
    seed: Int, adapters: Int = 6, dimension: Int = 3, requests: Int = 400, cost: Double = 0.2, capacity: Int = 2
  ) -> TestHost {
    var stream = RandomStream(Seed(UInt64(seed)).derived("small trace"))
    let models = (0..<adapters * dimension).map { _ in stream.normal() }
    var host = TestHost(rewards: [], costs: Array(repeating: cost, count: adapters), capacity: Capacity(capacity))
    host.dimension = dimension
    for _ in 0..<requests {
      let context = (0..<dimension).map { _ in stream.normal() / 2 }
      host.contexts += context
      for adapter in 0..<adapters {
        let utility = (0..<dimension).map { models[adapter * dimension + $0] * context[$0] }.reduce(0, +)
        host.rewards.append(utility + 0.1 * stream.normal())
      }
    }
    return host
  }
}
