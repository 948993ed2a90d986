import Core
import PolicyChecks
import Testing

@Suite("the battery over wrong policies", .timeLimit(.minutes(60)))
struct WrongPolicyTests {
  static func candidate(_ way: Wrong.Way, as role: Candidate.Role, traits: Card.Traits = []) -> Candidate {
    var card = Wrong.card
    card.traits = traits
    let start: Candidate.Start =
      switch role {
      case .joint: .joint { (setting: Setting) throws(Fault) -> any Policy in try Wrong(way, setting) }
      case .evictor: .evictor { (setting: Setting) throws(Fault) -> any Evictor in try Wrong(way, setting) }
      case .router: .router { (setting: Setting) throws(Fault) -> any Router in try Wrong(way, setting) }
      }
    return Candidate(name: "wrong", card: card, start: start)
  }

  static func findings(_ candidate: Candidate) -> [Finding] { Battery(candidate).run().compactMap(\.finding) }

  struct Case: CustomTestStringConvertible {
    var way: Wrong.Way
    var role: Candidate.Role
    var check: String
    var verb: Verb?
    /// The whole text.
    var text: String
    var testDescription: String { way.rawValue }
  }

  static let cases: [Case] = [
    Case(
      way: .strangerRouted, role: .router, check: "plain", verb: .route,
      text: """
        route() of wrong answered adapter 15, which is not in the catalogue
          at:     step 7 of plain (capacity 4: adapter-0, adapter-3, adapter-4, adapter-7)
          fix:    answer an adapter from 0 to 14
          replay: polarbench check wrong --only plain --show 4..7
        """),
    Case(
      way: .strangerVictim, role: .evictor, check: "plain", verb: .victim,
      text: """
        victim() answered adapter -3, which is not in the catalogue
          at:     step 0 of plain (capacity 4: adapter-0, adapter-1, adapter-2, adapter-3)
          fix:    return one of the ids in `residents`
          replay: polarbench check wrong --only plain --show 0..0
        """),
    Case(
      way: .absentVictim, role: .evictor, check: "plain", verb: .victim,
      text: """
        victim() answered 'adapter-4', which is not resident
          at:     step 0 of plain (capacity 4: adapter-0, adapter-1, adapter-2, adapter-3)
          fix:    return one of the ids in `residents`
          replay: polarbench check wrong --only plain --show 0..0
        """),
    Case(
      way: .pinnedVictim, role: .evictor, check: "pinned", verb: .victim,
      text: """
        victim() answered 'adapter-0', which is pinned
          at:     step 0 of pinned (capacity 4: adapter-0, adapter-1, adapter-2, adapter-3)
          fix:    ask `residents.mayLeave` before answering, or return nil
          replay: polarbench check wrong --only pinned --show 0..0
        """),
    Case(
      way: .victimlessEvictor, role: .evictor, check: "plain", verb: .victim,
      text: """
        victim() answered nil, though 4 residents may leave
          at:     step 30 of plain
          fix:    answer an adapter that may leave, or the incoming one where it is not worth keeping
          replay: polarbench check wrong --only plain --show 27..30
        """),
    Case(
      way: .trustsItsOwnList, role: .evictor, check: "taken-away", verb: .victim,
      text: """
        victim() answered 'adapter-4', which is not resident
          at:     step 56 of taken-away (capacity 4: adapter-1, adapter-6, adapter-7, adapter-12)
          fix:    return one of the ids in `residents`
          replay: polarbench check wrong --only taken-away --show 53..56
        """),
    Case(
      way: .plansTooMany, role: .joint, check: "plain", verb: .plan,
      text: """
        plan() named 5 adapters that take 5 slots; the capacity is 4 slots
          at:     step 20 of plain (capacity 4: adapter-8, adapter-10, adapter-12, adapter-14)
          fix:    name fewer adapters
          replay: polarbench check wrong --only plain --show 17..20
        """),
    Case(
      way: .plansTwice, role: .joint, check: "plain", verb: .plan,
      text: """
        plan() named 'adapter-0' twice
          at:     step 20 of plain (capacity 4: adapter-8, adapter-10, adapter-12, adapter-14)
          fix:    name each adapter once
          replay: polarbench check wrong --only plain --show 17..20
        """),
    Case(
      way: .leavesPinnedOut, role: .joint, check: "pinned", verb: .plan,
      text: """
        plan() left out 'adapter-0', which is pinned
          at:     step 20 of pinned (capacity 4: adapter-0, adapter-1, adapter-12, adapter-13)
          fix:    start the plan with `setting.pinned`
          replay: polarbench check wrong --only pinned --show 17..20
        """),
    Case(
      way: .plansForEver, role: .joint, check: "plain", verb: .plan,
      text: """
        plan() of wrong returned its own step as the step of the next plan
          at:     step 20 of plain
          fix:    move nextPlan past the step of the plan
          replay: polarbench check wrong --only plain --show 17..20
        """),
    Case(
      way: .notRepeatable, role: .evictor, check: "plain", verb: nil,
      text: """
        two runs with the same seed part here
          at:     step 0 of plain
          fix:    let no answer depend on the clock, on addresses or on the order of a hash table
          replay: polarbench check wrong --only plain --show 0..0
        """),
    Case(
      way: .drawsUnclaimed, role: .evictor, check: "stochastic", verb: nil,
      text: """
        another seed changes what it does here, and its card does not claim 'stochastic'
          at:     step 0 of plain
          fix:    claim the trait 'stochastic', or draw no random numbers
          replay: polarbench check wrong --only plain --show 0..0
        """),
    Case(
      way: .remembersUnclaimed, role: .evictor, check: "memory", verb: nil,
      text: """
        it treats adapters that come back unlike newcomers from step 4 on, and its card does not claim 'memory'
          fix:    claim the trait 'memory', or forget what leaves
          replay: polarbench check wrong --only memory
        """),
    Case(
      way: .countsAdapters, role: .evictor, check: "replay", verb: nil,
      text: """
        it decides otherwise between steps 0 and 36 of a replay where ids appear than where all are known
          at:     a replay
          fix:    let no answer depend on how many adapters are known
          replay: polarbench check wrong --only replay
        """),
    Case(
      way: .throwsInLearn, role: .router, check: "plain", verb: .learn,
      text: """
        learn is wrong
          at:     step 1 of plain
          replay: polarbench check wrong --only plain --show 0..1
        """),
    Case(
      way: .throwsInUsed, role: .evictor, check: "plain", verb: .used,
      text: """
        used is wrong
          at:     step 1 of plain
          replay: polarbench check wrong --only plain --show 0..1
        """),
    Case(
      way: .throwsInAdmit, role: .evictor, check: "plain", verb: .admit,
      text: """
        admit is wrong
          at:     step 0 of plain
          replay: polarbench check wrong --only plain --show 0..0
        """),
    Case(
      way: .throwsInStart, role: .joint, check: "plain", verb: .start,
      text: """
        start is wrong
          replay: polarbench check wrong --only plain
        """),
  ]

  @Test("each way of falling short is found, at its verb, in words", arguments: cases)
  func found(c: Case) throws {
    let findings = Self.findings(Self.candidate(c.way, as: c.role))
    let finding = try #require(findings.first { $0.check == c.check }, "\(findings)")
    #expect(finding.verb == c.verb)
    #expect(finding.fault.described == c.text)
  }

  @Test("a claim that nothing bears out is found")
  func emptyClaims() throws {
    let draws = try #require(Self.findings(Self.candidate(.throwsInLearn, as: .evictor, traits: .stochastic)).first)
    #expect(draws.check == "stochastic")
    #expect(draws.fault.reason == "its card claims 'stochastic', but 16 runs with other seeds did the same")
    let memory = try #require(Self.findings(Self.candidate(.throwsInLearn, as: .evictor, traits: .memory)).first)
    #expect(memory.check == "memory")
    #expect(
      memory.fault.reason
        == "its card claims 'memory', but in 6 runs it treated adapters that came back like newcomers")
  }

  @Test("one check runs alone, and none with an unknown name")
  func only() {
    let battery = Battery(Self.candidate(.throwsInAdmit, as: .evictor))
    #expect(battery.run(only: "scan").map(\.check) == ["scan"])
    #expect(battery.run(only: "nothing").isEmpty)
    #expect(Set(battery.checks).count == battery.checks.count)
    #expect(battery.run().map(\.check) == battery.checks)
  }
}
