import Core
import Paging
import Testing
import Traces
import Workbench

@Suite("A cell", .timeLimit(.minutes(60)))
struct CellTests {
  private let rewards = [[1.0, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0, 0]]

  private func isNear(_ a: Double, _ b: Double) -> Bool { abs(a - b) < 1e-12 }

  @Test("counts, costs and regret are those reckoned by hand")
  func byHand() throws {
    // Capacity 1, a resident at the start. Requests: a hit; b pages in (0.2), a leaves; c (0.3), b leaves; a (0.1).
    let result = try SmallWorld.run(SmallWorld.lru([0, 1, 2, 0]), on: SmallWorld.trace(rewards), capacity: 1)
    #expect(result.ledger.gpu.hits == 1)
    #expect(result.ledger.gpu.misses == 3)
    #expect(result.ledger.gpu.pageIns == 3)
    #expect(result.ledger.gpu.evictions == 3)
    #expect(isNear(result.reward, 4))
    #expect(isNear(result.pagingCost, 0.6))
    #expect(isNear(result.netReward, 3.4))
    // C* is {c}: it saves 0.3, {a} 0.2, {b} 0.2. The oracle earns 4 − 0.1 − 0.2 − 0.1 = 3.6.
    let regret = try #require(result.regret)
    #expect(isNear(regret.total, 0.2))
    #expect(isNear(regret.routing, 0))
    #expect(isNear(regret.caching, 0.2))
    #expect(regret.loads == 0)
  }

  @Test("a plan's load costs are charged once, and its residents serve as hits from its step on")
  func plans() throws {
    let entrant = SmallWorld.entrant("plans-once") { (_: Setting) throws(Fault) -> any Policy in
      PlansOnce(answers: [0, 1, 2, 0], planStep: 1, set: [2])
    }
    let result = try SmallWorld.run(entrant, on: SmallWorld.trace(rewards), capacity: 1)
    // a hit; plan loads c (0.3); b bypassed (0.2); c hit; a bypassed (0.1).
    #expect(result.ledger.gpu.hits == 2)
    #expect(result.ledger.gpu.bypasses == 2)
    #expect(result.ledger.gpu.pageIns == 0)
    #expect(result.ledger.gpu.planLoads == 1)
    #expect(isNear(result.loadCost, 0.3))
    #expect(isNear(result.pagingCost, 0.3))
    let regret = try #require(result.regret)
    #expect(isNear(regret.loads, 0.3))
    // 3.6 of the oracle less 4 − 0.3 − 0.3.
    #expect(isNear(regret.total, 0.2))
  }

  @Test("a wrong adapter is routing regret")
  func routing() throws {
    let result = try SmallWorld.run(SmallWorld.lru([2, 2, 2, 2]), on: SmallWorld.trace(rewards), capacity: 3)
    let regret = try #require(result.regret)
    #expect(isNear(regret.routing, 3))
    #expect(isNear(regret.caching, 0))
  }

  @Test("regret is the oracle's worth less what was earned, whatever the route", arguments: 0..<27)
  func identity(route: Int) throws {
    let answers = [route % 3, route / 3 % 3, route / 9]
    let trace = SmallWorld.trace(rewards + [[0.3, 0.2, 0.1], [0.5, 0.9, 0.7]])
    let result = try SmallWorld.run(SmallWorld.lru(answers), on: trace, capacity: 2)
    let costs = trace.pageInCosts
    let worths = [[0, 1], [0, 2], [1, 2]].map { (set: [Int]) -> Double in
      var worth = 0.0
      for t in 0..<trace.requestCount {
        let nets = (0..<3).map { (a: Int) -> Double in trace.rewards[t * 3 + a] - (set.contains(a) ? 0 : costs[a]) }
        worth += nets.max()!
      }
      return worth
    }
    #expect(isNear(result.regret!.total, worths.max()! - result.netReward))
    #expect(result.ledger.gpu.hits + result.ledger.gpu.misses == trace.requestCount)
  }

  @Test("an unknown adapter is a fault with the step, the residents and the range")
  func stranger() {
    do {
      _ = try SmallWorld.run(SmallWorld.lru([0, 7]), on: SmallWorld.trace(rewards), capacity: 2)
      Issue.record("no fault")
    } catch {
      #expect(
        error.described == """
          route() of scripted+lru answered adapter 7, which is not in the catalogue
            at:     step 1 of small (capacity 2: a, b)
            fix:    answer an adapter from 0 to 2
          """)
    }
  }

  @Test("a plan that does not move its clock is a fault")
  func stuckPlan() {
    struct Stuck: Policy {
      var nextPlan: Step { 0 }
      mutating func route(_ request: Request, residents: ResidentView) -> AdapterID { AdapterID(0) }
      mutating func victim(for incoming: Use, among residents: ResidentView) -> AdapterID? { nil }
    }
    let entrant = SmallWorld.entrant("stuck") { (_: Setting) throws(Fault) -> any Policy in Stuck() }
    #expect(throws: Fault.self) { try SmallWorld.run(entrant, on: SmallWorld.trace(rewards), capacity: 1) }
  }

  @Test("the curve ends at the totals")
  func curve() throws {
    let result = try SmallWorld.run(SmallWorld.lru([0, 1, 2, 0]), on: SmallWorld.trace(rewards), capacity: 1)
    #expect(result.curve.map(\.requests) == [1, 2, 3, 4])
    #expect(result.curve.last?.netReward == result.netReward)
    #expect(isNear(result.curve.last!.regret, result.regret!.total))
  }
}

@Suite("The oracle's costs", .timeLimit(.minutes(60)))
struct OracleCostTests {
  private func paging(_ trace: Trace) -> PagingConfiguration {
    var paging = PagingConfiguration(
      adapters: trace.adapters, gpu: Capacity(1),
      latencies: PageInLatencies(
        fromStorageSeconds: [0.1, 0.2, 0.3], fromHostSeconds: [0.01, 0.02, 0.03], firstReadSeconds: [1, 1, 1]))
    paging.firstReads = .eachAdapter
    return paging
  }

  @Test("are the least that a page-in can cost: warm, and from the host tier where there is one")
  func least() {
    let trace = SmallWorld.trace([[1, 0, 0]])
    var paging = paging(trace)
    paging.priceOfLatency = 2
    #expect(Oracle(trace: trace, paging: paging)?.costs == [0.2, 0.4, 0.6])
    paging.host = Capacity(3)
    #expect(Oracle(trace: trace, paging: paging)?.costs == [0.02, 0.04, 0.06])
  }

  @Test("leave no policy below zero regret when first reads are charged")
  func nonNegative() throws {
    let trace = SmallWorld.trace((0..<30).map { t in (0..<3).map { $0 == t % 3 ? 1 : 0 } })
    let paging = paging(trace)
    let cell = Cell(
      entrant: SmallWorld.lru([0, 1, 2]), trace: trace, oracle: Oracle(trace: trace, paging: paging), paging: paging,
      seed: Seed(1))
    #expect(try #require(cell.run().regret).total >= 0)
  }
}
