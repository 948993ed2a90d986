import Core
import Testing

@testable import Traces

@Suite("Scenarios", .timeLimit(.minutes(60))) struct ScenarioTests {
  static let names = ScenarioShelf.all.map(\.name)

  @Test("names are unique and in rising order") func order() {
    #expect(Self.names == Array(Set(Self.names)).sorted())
  }

  @Test("every scenario's defaults lie in their ranges", arguments: ScenarioShelf.all)
  func defaults(scenario: Scenario) {
    for parameter in scenario.parameters {
      #expect(parameter.range.holds(parameter.standard), "\(scenario.name) \(parameter.name)")
    }
  }

  @Test("a trace has every array in full, and only finite numbers", arguments: names)
  func shape(name: String) throws {
    let trace = try ScenarioShelf.find(name).trace(requests: 300, seed: Seed(3), given: [("rate", "2.5")])
    let (T, N, d) = (300, trace.adapterCount, trace.dimension)
    #expect(trace.name == name && trace.requestCount == T)
    #expect(trace.contexts.count == T * d && trace.rewards.count == T * N && trace.meanUtilities.count == T * N)
    #expect(trace.pageInCosts.count == N && trace.pageInCosts.allSatisfy { $0 > 0 })
    #expect((trace.contexts + trace.rewards + trace.meanUtilities).allSatisfy { $0.isFinite })
    #expect(trace.groups.count == T && trace.groups.allSatisfy { trace.groupNames.indices.contains(Int($0)) })
    #expect(trace.timesSeconds.count == T && trace.timesSeconds == trace.timesSeconds.sorted())
    #expect(Set(trace.adapters.map(\.name)).count == N)
    for t in 0..<T {
      let length = trace.contexts[t * d..<(t + 1) * d].reduce(0) { $0 + $1 * $1 }.squareRoot()
      #expect(abs(length - 1) < 1e-12)
    }
  }

  @Test("a shorter trace is the beginning of a longer one", arguments: names)
  func prefix(name: String) throws {
    let scenario = try ScenarioShelf.find(name)
    let long = try scenario.trace(requests: 9000, seed: Seed(1))
    let short = try scenario.trace(requests: 8100, seed: Seed(1))
    #expect(short.contexts[...] == long.contexts.prefix(short.contexts.count))
    #expect(short.rewards[...] == long.rewards.prefix(short.rewards.count))
    #expect(short.meanUtilities[...] == long.meanUtilities.prefix(short.meanUtilities.count))
    #expect(short.groups[...] == long.groups.prefix(short.groups.count))
    #expect(short.asked[...] == long.asked.prefix(short.asked.count))
    #expect(short.adapters == long.adapters && short.pageInCosts == long.pageInCosts)
  }

  @Test("the same seed gives the same numbers, another seed others") func seeds() throws {
    let scenario = try ScenarioShelf.find("edge-15")
    let first = try scenario.trace(requests: 100, seed: Seed(7))
    #expect(try scenario.trace(requests: 100, seed: Seed(7)).rewards == first.rewards)
    #expect(try scenario.trace(requests: 100, seed: Seed(8)).rewards != first.rewards)
  }

  /// Recorded once with `polarbench trace generate edge-15 --seed 1`: these bits are the same on every machine.
  @Test("edge-15 draws the recorded numbers") func recorded() throws {
    let trace = try ScenarioShelf.find("edge-15").trace(requests: 2, seed: Seed(1))
    #expect(trace.contexts[0] == -0.1659479080121565 && trace.contexts[31] == 0.30485526695488985)
    #expect(trace.rewards[17] == 0.4247298262816557 && trace.rewards[29] == 0.09509178162316335)
  }

  @Test("edge-15 has the measured costs of its ranks: first read and copy, times lambda") func edgeCosts() throws {
    let trace = try ScenarioShelf.find("edge-15").trace(requests: 10, seed: Seed(1))
    let costs = [8: 3 * 40.2 / 1000, 16: 3 * 57.5 / 1000, 32: 3 * 128.25 / 1000]
    for (adapter, cost) in zip(trace.adapters, trace.pageInCosts) {
      #expect(abs(cost - costs[adapter.rank!]!) < 1e-15)
      #expect(adapter.sizeBytes == 80_740_352 / 16 * adapter.rank!)
    }
  }

  @Test("rewards are the mean utilities and noise of the given size") func noise() throws {
    let trace = try ScenarioShelf.find("edge-15").trace(requests: 4000, seed: Seed(2), given: [("noise", "0.25")])
    let errors = zip(trace.rewards, trace.meanUtilities).map { $0 - $1 }
    let mean = errors.reduce(0, +) / Double(errors.count)
    let variance = errors.reduce(0) { $0 + $1 * $1 } / Double(errors.count)
    #expect(abs(mean) < 0.005)
    #expect(abs(variance.squareRoot() - 0.25) < 0.005)
  }

  @Test("clusters of edge-15 come up by Zipf's law") func popularity() throws {
    let trace = try ScenarioShelf.find("edge-15").trace(requests: 40_000, seed: Seed(5))
    var counts: [String: Int] = [:]
    for group in trace.groups { counts[trace.groupNames[Int(group)], default: 0] += 1 }
    let harmonic = (1...10).reduce(0.0) { $0 + 1 / Double($1) }
    for cluster in 0..<10 {
      let expected = 40_000 / harmonic / Double(cluster + 1)
      #expect(abs(Double(counts["cluster-\(cluster)"]!) - expected) < 5 * expected.squareRoot())
    }
  }

  static let orders: [(String, Int, [Int32])] = [
    ("scan", 3, [0, 1, 2, 3, 0, 1, 2, 3, 0, 1]), ("sawtooth", 2, [0, 1, 2, 3, 2, 1, 0, 1, 2, 3]),
    ("sawtooth", 1, [0, 1, 0, 1, 0, 1, 0, 1, 0, 1]), ("scan", 0, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
  ]

  @Test("adversarial orders follow the capacity", arguments: orders)
  func adversary(name: String, capacity: Int, asked: [Int32]) throws {
    #expect(try ScenarioShelf.find(name).trace(requests: 10, capacity: capacity, seed: Seed(0)).asked == asked)
  }

  @Test("the adapter that a request names is the best for it", arguments: ["zipf", "scan", "sawtooth"])
  func named(name: String) throws {
    let trace = try ScenarioShelf.find(name).trace(requests: 500, seed: Seed(4))
    let width = trace.adapterCount
    for t in 0..<500 {
      let row = trace.meanUtilities[t * width..<(t + 1) * width]
      #expect(row[row.startIndex + Int(trace.asked[t])] == row.max())
    }
  }

  @Test("shift turns the order of popularity round, once") func shift() throws {
    let trace = try ScenarioShelf.find("shift").trace(requests: 6000, seed: Seed(4), given: [("period", "2000")])
    func share(_ name: String, _ steps: Range<Int>) -> Double {
      Double(steps.count { trace.groupNames[Int(trace.groups[$0])] == name }) / Double(steps.count)
    }
    #expect(share("cluster-0", 0..<2000) > 0.3 && share("cluster-9", 0..<2000) < 0.1)
    #expect(share("cluster-0", 2000..<6000) < 0.1 && share("cluster-9", 2000..<6000) > 0.3)
  }

  @Test("turning keeps the lengths of utility vectors") func turn() throws {
    let trace = try ScenarioShelf.find("drift").trace(
      requests: 400, seed: Seed(4),
      given: [("what", "utilities"), ("period", "100"), ("spread", "0"), ("clusters", "1")])
    // One cluster without spread: the utility is constant within a phase and differs from phase to phase.
    let first = (0..<4).map { trace.meanUtilities[$0 * 100 * trace.adapterCount] }
    #expect(Set(first).count == 4)
    #expect(trace.meanUtilities[0] == trace.meanUtilities[99 * trace.adapterCount])
    #expect(trace.meanUtilities.allSatisfy { abs($0) <= 1 })
  }

  @Test("a turn is a rotation: by hand, and undone by the turn back") func rotation() {
    let recipe = Recipe(
      adapters: 3, dimension: 5, clusters: 2, zipf: 0, spread: 0, blur: 0.5, weakest: 0.5, noise: 0, ranks: [8],
      price: 1, pageIn: .warm, rate: 0)
    var world = World(recipe, seed: Seed(7))
    let before = world.utilities
    // The tangent of half the angle is 1/2: its cosine is 3/5, its sine 4/5.
    world.turn(tangent: 0.5)
    let (x, y) = (before[0], before[3])
    #expect(abs(world.utilities[0] - (0.6 * x - 0.8 * y)) < 1e-12)
    #expect(abs(world.utilities[3] - (0.8 * x + 0.6 * y)) < 1e-12)
    // The fifth coordinate has no partner.
    #expect(world.utilities[12...] == before[12...])
    world.turn(tangent: -0.5)
    #expect(zip(world.utilities, before).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test("churn gives absent adapters utility -1 for whole periods") func churn() throws {
    let trace = try ScenarioShelf.find("churn").trace(requests: 400, seed: Seed(4), given: [("period", "100")])
    let width = trace.adapterCount
    for t in 0..<400 where t % 100 > 0 {
      for a in 0..<width {
        #expect((trace.meanUtilities[t * width + a] == -1) == (trace.meanUtilities[(t - 1) * width + a] == -1))
      }
    }
    let absent = (0..<4).map { phase in (0..<width).filter { trace.meanUtilities[phase * 100 * width + $0] == -1 } }
    #expect(Set(absent).count > 1)
  }

  @Test("a rank that was not measured lies on the line between or beyond") func rankLine() {
    #expect(abs(QwenPageIn.warm.seconds(rank: 12) - 0.0151) < 1e-15)
    #expect(abs(QwenPageIn.warm.seconds(rank: 64) - 0.03655) < 1e-12)
    #expect(QwenPageIn.firstRead.seconds(rank: 1) > 0)
  }

  static let refusals: [(String, Int?, String, String, String)] = [
    (
      "edge-51", nil, "", "",
      """
      there is no scenario 'edge-51'
        fix:    did you mean 'edge-15'? scenarios are churn, clusters, drift, edge-15, ranks, sawtooth, scan, shift, \
      uncacheable, zipf
      """
    ),
    (
      "edge-15", nil, "nosie", "0.1",
      """
      scenario edge-15 has no parameter 'nosie'
        fix:    did you mean 'noise'? scenario edge-15 has adapters, dimension, clusters, zipf, spread, blur, \
      weakest, noise, ranks, price, page-in, rate
      """
    ),
    (
      "edge-15", nil, "ranks", "8,16",
      """
      ranks is '8,16'; expected LoRA ranks from 1 to 512, with slashes between
        fix:    ranks=8/16/32
      """
    ),
    (
      "edge-15", 0, "noise", "0",
      """
      a trace of 0 requests was asked for; expected at least 1
        fix:    give --requests a number above 0
      """
    ),
    (
      "edge-15", 1_000_000_000, "noise", "0",
      """
      a trace of 1000000000 requests was asked for; at these sizes 8388608 fit
        fix:    ask for fewer requests, adapters or dimensions
      """
    ),
  ]

  @Test("what cannot be generated is refused in words", arguments: refusals)
  func refusal(name: String, requests: Int?, parameter: String, value: String, message: String) {
    let fault = #expect(throws: Fault.self) {
      try ScenarioShelf.find(name).trace(requests: requests, seed: Seed(0), given: [(parameter, value)])
    }
    #expect(fault?.described == message)
  }
}

extension Scenario: CustomTestStringConvertible {
  public var testDescription: String { name }
}
