import Core
import Surrogate
import Testing
import Twin

@testable import Placement

@Suite("Rules, bounds and orders of a plan", .timeLimit(.minutes(60)))
struct RulesTests {
  private static func items(_ demands: [AdapterDemand]) throws -> [Item] {
    try demands.enumerated().map { try Item($1, adapter: $0, copy: 0, of: 1) }
  }

  /// Serves all, up to a rate of tokens.
  private struct UpTo: Estimator {
    var tokenRate: Double
    func estimate(_ load: LoadSummary, slots: Int) -> GPUEstimate? {
      GPUEstimate(share: 1, asked: load.tokenRate, starvedProbability: load.tokenRate > tokenRate * 1.0001 ? 1 : 0)
    }
  }

  @Test("of an adapter with several copies the first is pinned")
  func pinOfCopies() throws {
    let demand = AdapterDemand(name: "a", rank: 8, rate: 1, pin: 2)
    let items = try [0, 1].map { try Item(demand, adapter: 0, copy: $0, of: 2) }
    let rules = Rules(items, demands: [demand])
    #expect(rules.pin(of: 0) == 2 && rules.pin(of: 1) == nil)
    #expect(!rules.allows(0, on: 1, beside: []) && rules.allows(1, on: 1, beside: []))
  }

  @Test("adapters that are pinned to two GPUs ask for two, as do two that are kept apart, and two copies")
  func leastGPUs() throws {
    var demands = even(3, rate: 1)
    #expect(Rules(try Self.items(demands), demands: demands).leastGPUs() == 1)
    (demands[0].pin, demands[2].pin) = (0, 1)
    #expect(Rules(try Self.items(demands), demands: demands).leastGPUs() == 2)
    (demands[0].pin, demands[2].pin, demands[0].apart, demands[2].apart) = (nil, nil, "eu", "eu")
    #expect(Rules(try Self.items(demands), demands: demands).leastGPUs() == 2)
    let copies = try [0, 1].map { try Item(demands[1], adapter: 1, copy: $0, of: 2) }
    #expect(Rules(copies, demands: demands).leastGPUs() == 2)
  }

  @Test("the bound is the highest of its parts, a hundredth let off")
  func bound() {
    let bound = { (memory: Double, time: Double, tokens: Double, prices: Double, rules: Int) in
      LowerBound(memory: memory, time: time, tokens: tokens, prices: prices, rules: rules, bestTokenRate: 1).gpus
    }
    #expect(bound(5.5, 1, 1, 1, 1) == 6)
    #expect(bound(1, 4.2, 1, 1, 1) == 5)
    #expect(bound(1, 1, 2.5, 1, 1) == 3)
    #expect(bound(1, 1, 1, 2.5, 1) == 3)
    #expect(bound(1, 1, 1, 1, 7) == 7)
    #expect(bound(1, 1, 1, 2.009, 1) == 2 && bound(1, 1, 1, 2.011, 1) == 3)
    #expect(bound(0, 0, 0, 0, 0) == 1)
  }

  @Test("the greedy takes the hottest first, and of equal ones the higher rank")
  func order() throws {
    let demands = [(8, 1.0), (8, 3.0), (16, 1.0), (8, 2.0)].enumerated().map {
      AdapterDemand(name: "a\($0)", rank: $1.0, rate: $1.1)
    }
    #expect(Greedy.order(try Self.items(demands)) == [1, 3, 2, 0])
  }

  @Test("best fit puts a item on the fullest GPU that takes it, first fit on the first")
  func fits() throws {
    // GPUs of 10: 6, 5 and 4. The 4 fits beside either; the first is the fuller one.
    let demands = [6.0, 5, 4].enumerated().map { AdapterDemand(name: "a\($0)", rank: 8, rate: $1) }
    let items = try Self.items(demands)
    let unit = items[0].tokenRate / 6
    let greedy = Greedy(items: items, rules: Rules(items, demands: demands), estimator: UpTo(tokenRate: 10 * unit))
    #expect(greedy.bestFit() == [[0, 2], [1]])
    #expect(greedy.firstFit() == [[0, 2], [1]])
  }

  @Test("of slots that serve the same the fewest are best")
  func fewestSlots() throws {
    let load = LoadSummary(try Self.items(even(20, rate: 1)).map(\.load))
    #expect(UpTo(tokenRate: .infinity).best(load, grid: [8, 16])?.slots == 8)
  }

  @Test("a GPU of a plan must serve the margin too, and never more than all")
  func planShare() throws {
    var task = try task(even(1, rate: 1))
    (task.leastShare, task.margin) = (0.9, 0.05)
    #expect(abs(task.planShare - 0.95) < 1e-12)
    task.leastShare = 0.99
    #expect(task.planShare == 1)
  }

  @Test("an adapter that is pinned beyond the GPUs that there are is refused")
  func pinBeyond() throws {
    for pin in [0, 1] {
      let demand = AdapterDemand(name: "a", rank: 8, rate: 0.01, pin: pin)
      let task = try task([demand] + even(3, rate: 0.01), gpus: 1)
      let counts = { () throws in try Replicas(task: task, estimator: estimator(task)).counts() }
      if pin == 0 {
        #expect(try counts() == [1, 1, 1, 1])
      } else {
        #expect(throws: Messages.pinBeyond(demand, limit: 1, task.place(0))) { _ = try counts() }
      }
    }
  }

  @Test("requests have the lengths of the pool, scaled to the adapter's means")
  func lengths() throws {
    let profile = try llama()
    let pool = ItemRequests.pool(of: profile)
    let means = AdapterLoad.standardMeans
    let requests = try [1.0, 2].map { scale in
      let demand = AdapterDemand(
        name: "a", rank: 8, rate: 1, meanInput: means.input * scale, meanOutput: means.output)
      return ItemRequests(
        try Item(demand, adapter: 0, copy: 0, of: 1), name: "a", profile: profile, pool: pool, durationSeconds: 100,
        seed: Seed(1)
      ).all
    }
    #expect(requests[0].count > 50 && requests[0].count == requests[1].count)
    for (one, two) in zip(requests[0], requests[1]) {
      #expect(abs(2 * one.input - two.input) <= 1 && one.output == two.output)
    }
  }
}
