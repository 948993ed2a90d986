import Core
import Testing

@testable import Traces

@Suite("Assignment of adapters", .timeLimit(.minutes(60))) struct AssignmentTests {
  static func trace(_ count: Int) -> Trace {
    var trace = Trace(name: "bare", requestCount: count, adapters: [])
    trace.timesSeconds = (0..<count).map { Double($0) * 0.5 }
    trace.groups = (0..<count).map { Int32($0 % 7) }
    trace.groupNames = (0..<7).map { "session-\($0)" }
    return trace
  }

  static func asked(_ assignment: Assignment, count: Int = 2000, adapters: Int = 4, seed: UInt64 = 1) throws -> [Int32]
  {
    var trace = trace(count)
    try assignment.assign(&trace, adapters: adapters, seed: Seed(seed))
    #expect(trace.adapterCount == adapters && trace.asked.allSatisfy { (0..<Int32(adapters)).contains($0) })
    return trace.asked
  }

  static let rules: [Assignment.Rule] = [
    .zipf(exponent: 1), .power(alpha: 0.3), .byGroup(exponent: 1), .roundRobin,
  ]

  @Test("a longer trace begins like a shorter one", arguments: rules)
  func prefix(rule: Assignment.Rule) throws {
    var assignment = Assignment(rule)
    assignment.absence = 0.3
    assignment.rotation = .every(requests: 300)
    let long = try Self.asked(assignment)
    #expect(try Self.asked(assignment, count: 700)[...] == long.prefix(700))
  }

  @Test("round robin goes round, and rotates at the given times") func roundRobin() throws {
    var assignment = Assignment(.roundRobin)
    #expect(try Self.asked(assignment, count: 6) == [0, 1, 2, 3, 0, 1])
    assignment.rotation = .atSeconds([1, 2])
    #expect(try Self.asked(assignment, count: 6) == [0, 1, 3, 0, 2, 3])
    assignment.rotation = .every(requests: 3)
    #expect(try Self.asked(assignment, count: 6) == [0, 1, 2, 0, 1, 2])
  }

  @Test("Zipf's law gives rank r a share of 1 / (r+1)") func zipf() throws {
    let asked = try Self.asked(Assignment(.zipf(exponent: 1)), count: 20_000)
    for adapter in 0..<4 {
      let expected = 20_000 / (25.0 / 12) / Double(adapter + 1)
      #expect(abs(Double(asked.count { $0 == adapter }) - expected) < 5 * expected.squareRoot())
    }
  }

  @Test("power(1) is uniform, power(0.3) favours the first") func power() throws {
    let even = try Self.asked(Assignment(.power(alpha: 1)), count: 20_000)
    #expect((0..<4).allSatisfy { adapter in abs(even.count { $0 == adapter } - 5000) < 300 })
    // P(rank 0) = (1/4)^0.3 = 0.66.
    let skewed = try Self.asked(Assignment(.power(alpha: 0.3)), count: 20_000)
    #expect(abs(skewed.count { $0 == 0 } - 13_195) < 350)
  }

  @Test("all requests of a group ask for one adapter, whatever the order of groups") func groups() throws {
    let asked = try Self.asked(Assignment(.byGroup(exponent: 0.5)), adapters: 30)
    #expect((7..<2000).allSatisfy { asked[$0] == asked[$0 - 7] })
    #expect(Set(asked).count > 2)
  }

  @Test("an absent adapter gets no requests during its period") func churn() throws {
    var assignment = Assignment(.roundRobin)
    assignment.absence = 0.5
    assignment.churnPeriod = 100
    let asked = try Self.asked(assignment, adapters: 10)
    let present = stride(from: 0, to: 2000, by: 100).map { Set(asked[$0..<$0 + 100]).count }
    #expect(present.contains { $0 < 10 } && Set(present).count > 1)
    assignment.absence = 1
    #expect(try Self.asked(assignment, count: 3) == [0, 1, 2])
  }

  @Test("how it was done stands in the facts, once") func facts() throws {
    var trace = Self.trace(10)
    try Assignment(.roundRobin).assign(&trace, adapters: 3, seed: Seed(1))
    try Assignment(.zipf(exponent: 1)).assign(&trace, adapters: 3, seed: Seed(1))
    #expect(trace.facts.filter { $0.name == "assignment.rule" }.map(\.value) == ["zipf(exponent: 1.0)"])
  }

  @Test("what cannot be assigned is refused in words") func refusals() {
    var bare = Trace(name: "bare", requestCount: 3, adapters: [])
    var late = Assignment(.roundRobin)
    late.rotation = .atSeconds([1])
    func message(_ assignment: Assignment, _ count: Int) -> String? {
      let fault = #expect(throws: Fault.self) { try assignment.assign(&bare, adapters: count, seed: Seed(0)) }
      return fault?.reason
    }
    #expect(message(Assignment(.roundRobin), 0) == "requests cannot be assigned to 0 adapters")
    #expect(message(late, 2) == "popularity cannot rotate at given times: the trace has no times")
    #expect(message(Assignment(.byGroup(exponent: 1)), 2) == "requests cannot be assigned by group: the trace has none")
    bare.adapters = [Adapter(name: "a")]
    #expect(
      message(Assignment(.roundRobin), 2) == "the trace has 1 adapters, and requests were to be assigned to 2")
  }
}
