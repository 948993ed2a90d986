import Core
import Testing

@Suite("model=pooled", .timeLimit(.minutes(60)))
struct PooledModelTests {
  private static let pooled = (name: "model", value: "pooled")

  @Test("arms learn what the pool did not predict, as worked out by hand")
  func byHand() throws {
    // x' = (1, 1)/√2, so that an arm is a sum of surprises over n + 1, its width 1/√(n + 1), the pool Σr/(t + 1).
    // Arm 0 is surprised by 0.2. Arm 1 by 0.7, 0.467, 0.35 and 0.28: 0.359 + 0.447 is then less than 0.1 + 0.707.
    let host = TestHost.constant([0.2, 0.8], requests: 6)
    #expect(try host.run("linucb", [Self.pooled, ("alpha", "1")]).adapters == [0, 1, 1, 1, 1, 0])
  }

  @Test("decides as a textbook model of all arms and the pool", arguments: 0..<6)
  func textbook(seed: Int) throws {
    let host = TestHost.drawn(seed: seed, adapters: 4, requests: 150)
    var model = Textbook(host, alpha: 0.5, ridge: 2, isPooled: true)
    #expect(try host.run("linucb", [Self.pooled, ("ridge", "2")]).adapters == model.run())
  }

  @Test("disjoint is the default")
  func standard() throws {
    let host = TestHost.drawn(seed: 3)
    #expect(try host.run("linucb", [("model", "disjoint")]).adapters == host.run("linucb").adapters)
    #expect(try host.run("linucb", [Self.pooled]).adapters != host.run("linucb").adapters)
  }

  @Test("an adapter not tried yet is taken for an average one")
  func untried() throws {
    // Greedy and disjoint stays with adapter 0, of which it predicts more than 0. Pooled, what adapter 0 did better than
    // prediction is used up after step 5: 1 + 0.5 − 0.567 − 0.425 − 0.34 − 0.283 < 0.
    var host = TestHost.constant([1, 0.9], requests: 8)
    for t in 2..<8 { host.rewards[2 * t] = 0.1 }
    let greedy = [(name: "alpha", value: "0")]
    #expect(try host.run("linucb", greedy).adapters == [0, 0, 0, 0, 0, 0, 0, 0])
    #expect(try host.run("linucb", greedy + [Self.pooled]).adapters == [0, 0, 0, 0, 0, 0, 1, 1])
  }

  @Test("where rewards say little of the adapter, the pool earns more", arguments: ["linucb", "polar", "polar-plus"])
  func weakSignal(policy: String) throws {
    var pooled = 0.0
    var disjoint = 0.0
    for seed in 0..<3 {
      let host = Self.outcomes(seed: UInt64(seed))
      pooled += try host.run(policy, [Self.pooled, ("ridge", "10")]).netReward
      disjoint += try host.run(policy).netReward
    }
    #expect(pooled > disjoint + 100)
  }

  /// 0/1 outcomes of 8 adapters, all right of an easy request more often than of a hard one, one better than the rest.
  private static func outcomes(seed: UInt64) -> TestHost {
    var stream = RandomStream(Seed(seed))
    var host = TestHost(rewards: [], costs: Array(repeating: 0.05, count: 8))
    host.dimension = 6
    for _ in 0..<1500 {
      let x = (0..<6).map { _ in (2 * stream.uniform() - 1) / 6.0.squareRoot() }
      host.contexts += x
      for adapter in 0..<8 {
        let chance = 0.4 + 0.5 * x[0] + (adapter == 5 ? 0.15 : 0)
        host.rewards.append(stream.uniform() < chance ? 1 : 0)
      }
    }
    return host
  }
}
