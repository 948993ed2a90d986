import Core
import Paging
import Synchronization
import Testing
import Workbench

@testable import PolicyChecks

@Suite("Parts of the battery", .timeLimit(.minutes(60)))
struct PartsTests {
  /// Serves what is asked for; wrong at one request, or under other seeds than the first that it met.
  private struct Serves: Router {
    var wrongAt: Step?
    func route(_ request: Request, residents: ResidentView) throws(Fault) -> AdapterID {
      if request.step == wrongAt { throw Fault("route is wrong") }
      return request.asked ?? AdapterID(0)
    }
  }

  private static func router(
    _ start: @escaping @Sendable (Setting) throws(Fault) -> any Router
  ) -> Candidate {
    var card = Wrong.card
    card.traits = [.stochastic]
    return Candidate(name: "wrong", card: card, start: .router(start))
  }

  private static func situation(requests: Int) -> Situation {
    Situation("small", "", Ground(requests: requests), capacity: 4)
  }

  @Test("both ends of a range are tried, except an end that means any number")
  func corners() {
    #expect(Parameter.Range.number(0.5...2).corners == ["0.5", "2.0"])
    #expect(Parameter.Range.number(-1e6...1e7).corners == ["-1000000.0"])
    #expect(Parameter.Range.integer(1...8).corners == ["1", "8"])
    #expect(Parameter.Range.integer(0...Int.max).corners == ["0"])
    #expect(Parameter.Range.integer(Int.min...10_000).corners == ["10000"])
    #expect(Parameter.Range.integerOrChoice(2...3, ["all"]).corners == ["2", "3", "all"])
    #expect(Parameter.Range.flag.corners == ["false", "true"])
  }

  @Test("a policy fails before its first answer in the first request that it routes, not in the second")
  func door() {
    for (step, isBeforeFirstAnswer) in [(0, true), (1, false)] {
      let candidate = Self.router { _ in Serves(wrongAt: step) }
      let play = Play(Self.situation(requests: 5).cell(for: candidate, seed: Seed(1)))
      #expect(play.fault?.reason == "route is wrong" && play.failedBeforeFirstAnswer == isBeforeFirstAnswer)
    }
  }

  @Test("runs of which one is longer part where the other ends")
  func length() {
    let played = { (requests: Int) in
      Play(Self.situation(requests: requests).cell(for: Self.router { _ in Serves() }, seed: Seed(1))).decisions
    }
    #expect(played(5).all == Array(played(8).all.prefix(5)))
    #expect(Decisions.firstDifference(played(5), played(8)) == 5)
    #expect(Decisions.firstDifference(played(8), played(5)) == 5)
    #expect(Decisions.firstDifference(played(8), played(8)) == nil)
  }

  @Test("a situation may keep T to itself")
  func horizon() throws {
    let candidate = Self.router { (setting: Setting) throws(Fault) in
      if setting.horizon == nil { throw Fault("no horizon") }
      return Serves()
    }
    let told = Self.situation(requests: 5)
    let untold = told.with { $0.givesHorizon = false }
    #expect(Play(told.cell(for: candidate, seed: Seed(1))).fault == nil)
    #expect(Play(untold.cell(for: candidate, seed: Seed(1))).fault?.reason == "no horizon")
  }

  @Test("a policy that falls short under another seed alone is found")
  func otherSeed() {
    let first = Mutex<Seed?>(nil)
    let candidate = Self.router { (setting: Setting) throws(Fault) in
      let known = first.withLock { seed in
        seed = seed ?? setting.seed
        return seed
      }
      return Serves(wrongAt: setting.seed == known ? nil : 3)
    }
    let verdicts = Battery(candidate).run(only: "plain")
    #expect(verdicts.compactMap(\.finding).map(\.fault.reason) == ["route is wrong"])
  }

  @Test("speeds are of the verbs that are asked of a role")
  func speeds() throws {
    let candidate = WrongPolicyTests.candidate(.drawsUnclaimed, as: .evictor)
    let verbs = try Speed.measure(candidate, requests: 60, repetitions: 1).map(\.verb)
    #expect(verbs == [.used, .admit, .victim])
    let router = try Speed.measure(Self.router { _ in Serves() }, requests: 60, repetitions: 1).map(\.verb)
    #expect(router == [.route, .learn])
  }
}
