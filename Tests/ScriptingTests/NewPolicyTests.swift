import Core
import Paging
import Results
import Scripting
import Testing
import Traces
import Workbench

/// Policies that the built-ins do not have: each wins where it says that it does.
@Suite("A policy of the Lua library", .timeLimit(.minutes(60)))
struct NewPolicyTests {
  @Test(
    "rank-cost earns more than GDSF and LRU where ranks and costs differ, in slots and bytes",
    arguments: [
      Capacity(4), Capacity(512 << 20, .bytes),
    ])
  func rankCost(capacity: Capacity) throws {
    let duel = Duel(scenario: "ranks", requests: 2000, replicates: 12) { paging, _ in paging.gpu = capacity }
    let leads = try duel.leads(
      of: "linucb+evictors/rank-cost", over: ["linucb+gdsf cost=page-in", "linucb+lru"])
    #expect(leads.allSatisfy { $0.lowerBound > 0 }, "\(leads)")
  }

  @Test("gdsf-latency pays less than GDSF and LRU behind a host tier")
  func gdsfLatency() throws {
    let duel = Duel(scenario: "zipf", given: [("adapters", "60"), ("dimension", "2")], requests: 2000) {
      paging, trace in
      paging.gpu = Capacity(8)
      paging.host = Capacity(24)
      paging.pageInCosts = nil
      paging.latencies = try PageInLatencies(ShippedProfiles.named("qwen2.5-7b-vllm"), of: trace.adapters)
    }
    let leads = try duel.leads(
      of: "asked+evictors/gdsf-latency", over: ["asked+gdsf", "asked+gdsf cost=page-in", "asked+lru"])
    #expect(leads.allSatisfy { $0.lowerBound > 0 }, "\(leads)")
  }

  @Test("polar-ts earns more than POLAR and POLAR+ where adapters come in equal pairs")
  func polarTS() throws {
    let duel = Duel(scenario: "clusters", requests: 4000, replicates: 12)
    let leads = try duel.leads(of: "joint/polar-ts", over: ["polar", "polar-plus"])
    #expect(leads.allSatisfy { $0.lowerBound > 0 }, "\(leads)")
  }

  @Test("polar-plus-restart earns more than POLAR+, also with the built-in's restart, where utilities turn")
  func polarPlusRestart() throws {
    let duel = Duel(
      scenario: "drift", given: [("what", "utilities"), ("turn", "0.5"), ("period", "1500")], requests: 4500)
    let leads = try duel.leads(of: "joint/polar-plus-restart", over: ["polar-plus", "polar-plus restart=0.05"])
    #expect(leads.allSatisfy { $0.lowerBound > 0 }, "\(leads)")
  }

  @Test("polar-plus-restart is POLAR+ as long as nothing changes")
  func noAlarm() throws {
    let duel = Duel(scenario: "edge-15", requests: 3000, replicates: 3)
    let own = try duel.netRewards(Entrants.named("joint/polar-plus-restart"))
    #expect(try own == duel.netRewards(Entrants.named("polar-plus")))
  }

  @Test(
    "lrfu and hyperbolic miss less than LRU and LFU where popularity drifts; the counts are exact",
    arguments: [
      ("evictors/lrfu", 9667), ("evictors/hyperbolic", 10825), ("lru", 11386), ("lfu", 14185), ("arc", 10015),
    ])
  func drifting(name: String, misses: Int) throws {
    let room = try RandomIDs.drifting().replay(Entrants.named("asked+\(name)"))
    #expect(room.misses == misses)
  }
}
