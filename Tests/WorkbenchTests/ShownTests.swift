import Core
import Paging
import Results
import Synchronization
import Testing
import Traces

@testable import Workbench

/// What a cell shows a policy: streams, the future, and when.
@Suite("What a policy is shown", .timeLimit(.minutes(60)))
struct ShownTests {
  /// What was shown, from wherever it is seen.
  private final class Seen<Value: Sendable>: Sendable {
    private let values = Mutex<[Value]>([])
    func add(_ value: Value) { values.withLock { $0.append(value) } }
    var all: [Value] { values.withLock { $0 } }
  }

  private static let rewards = [[1.0, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0, 0]]

  private func entrant(
    _ name: String, kind: Card.Kind = .joint, _ start: @escaping @Sendable (Setting) -> any Policy
  ) -> Entrant {
    Entrant(
      name: name, cards: [Card(name: name, title: name, kind: kind, summary: "For tests.", sources: [])],
      parameters: [Parameters()]
    ) { (setting: Setting) throws(Fault) in start(setting) }
  }

  /// A plan-less policy that always asks for adapter 0.
  private static func still() -> PlansOnce { PlansOnce(answers: [0], planStep: .never, set: []) }

  @Test("policies have their own streams, by their names; the world's stream does not depend on the policy")
  func streams() throws {
    let seen = Seen<Seed>()
    for name in ["one", "two"] {
      _ = try SmallWorld.run(
        entrant(name) { setting in
          seen.add(setting.seed)
          return Self.still()
        }, on: SmallWorld.trace(Self.rewards), capacity: 1)
    }
    #expect(seen.all == ["one", "two"].map { Seed(1).derived("policy", $0, "small", "0") })
    #expect(seen.all[0] != seen.all[1])
  }

  @Test("a replay gives each policy a stream of its own too")
  func replayStreams() throws {
    let seen = Seen<Seed>()
    let entrants = ["one", "two"].map { name in
      Replay.Entrant(name: name) { (setting: Setting) throws(Fault) -> any Evictor in
        seen.add(setting.seed)
        return Self.still()
      }
    }
    let trace = IDTrace(bytes: Array("0\n0\n".utf8), format: .txt, name: "list.txt")
    _ = try Replay(trace: trace, entrants: entrants, capacities: [.amount(1)]).run()
    #expect(seen.all.count == 2 && seen.all[0] != seen.all[1])
  }

  @Test("only a bound is shown the future", arguments: [Card.Kind.joint, .bound])
  func future(kind: Card.Kind) throws {
    let seen = Seen<Bool>()
    _ = try SmallWorld.run(
      entrant("seer", kind: kind) { setting in
        seen.add(setting.future != nil)
        return Self.still()
      }, on: SmallWorld.trace(Self.rewards), capacity: 1)
    #expect(seen.all == [kind == .bound])
  }

  @Test("a bound is shown when the asked adapter comes again")
  func nextUses() throws {
    struct Watcher: Policy {
      let seen: Seen<Step>
      mutating func route(_ request: Request, residents: ResidentView) -> AdapterID { request.asked! }
      mutating func used(_ use: Use) { if use.kind != .placed { seen.add(use.nextUse) } }
      mutating func victim(for incoming: Use, among residents: ResidentView) -> AdapterID? { nil }
    }
    var trace = SmallWorld.trace(Self.rewards)
    trace.asked = [0, 1, 0, 0]
    let never = Array(repeating: Step.never, count: 4)
    for (kind, expected) in [(Card.Kind.bound, [2, .never, 3, .never]), (.joint, never)] {
      let seen = Seen<Step>()
      _ = try SmallWorld.run(entrant("watcher", kind: kind) { _ in Watcher(seen: seen) }, on: trace, capacity: 1)
      #expect(seen.all == expected)
    }
  }

  /// Writes down when plans were carried out.
  private struct PlanSteps: Witness {
    var steps: [Step] = []
    mutating func started(residents: ResidentView) {}
    mutating func served(_ event: ServedEvent) {}
    mutating func planned(at step: Step, residents: ResidentView, loadCost: Double) { steps.append(step) }
  }

  private func cell(_ entrant: Entrant, _ trace: Trace = SmallWorld.trace(Self.rewards)) -> Cell {
    Cell(entrant: entrant, trace: trace, oracle: nil, paging: SmallWorld.paging(trace, capacity: 1), seed: Seed(1))
  }

  @Test("a plan is asked for before the request of its step", arguments: [0, 1, 3])
  func planStep(step: Step) throws {
    var witness = PlanSteps()
    _ = try cell(entrant("planner") { _ in PlansOnce(answers: [0], planStep: step, set: [2]) })
      .run(watchedBy: &witness)
    #expect(witness.steps == [step])
  }

  @Test("a plan that asks to be asked at the same step again is a fault")
  func standingPlan() {
    struct Standing: Policy {
      var nextPlan: Step = 2
      mutating func route(_ request: Request, residents: ResidentView) -> AdapterID { AdapterID(0) }
      mutating func victim(for incoming: Use, among residents: ResidentView) -> AdapterID? { nil }
      mutating func plan(at step: Step, residents: ResidentView) -> [AdapterID]? {
        nextPlan = step
        return nil
      }
    }
    #expect(throws: Fault.self) { try cell(entrant("standing") { _ in Standing() }).run() }
  }

  @Test("a service takes its time for each output token", arguments: [(4, 0, 1), (1, 1, 0)])
  func serviceTime(tokens: Int32, pageIns: Int, bypasses: Int) throws {
    // a is served from 0 on, for ½ s a token; b comes at 1 and finds its slot free or not.
    var trace = SmallWorld.trace([[1, 0, 0], [0, 1, 0]])
    trace.timesSeconds = [0, 1]
    trace.outputTokens = [tokens, 1]
    var cell = cell(SmallWorld.lru([0, 1]), trace)
    cell.paging.loading = .requestOnly
    cell.secondsPerOutputToken = 0.5
    let gpu = try cell.run().ledger.gpu
    #expect((gpu.pageIns, gpu.bypasses) == (pageIns, bypasses))
  }

  @Test("the oracle uses mean utilities if the trace has them")
  func means() {
    var trace = SmallWorld.trace([[1, 0, 0], [1, 0, 0]])
    trace.pageInCosts = [0.5, 0.5, 0.5]
    let paging = SmallWorld.paging(trace, capacity: 1)
    #expect(Oracle(trace: trace, paging: paging)?.residents == [AdapterID(0)])
    trace.meanUtilities = [0, 0, 1, 0, 0, 1]
    let oracle = Oracle(trace: trace, paging: paging)
    #expect(oracle?.residents == [AdapterID(2)])
    #expect(oracle?.usesMeans == true)
  }

  @Test("a probe estimates the seconds of the whole trace, not of its own requests")
  func probe() throws {
    struct Slow: Policy {
      mutating func route(_ request: Request, residents: ResidentView) -> AdapterID {
        let clock = ThreadClock()
        while clock.seconds < 0.005 {}
        return AdapterID(0)
      }
      mutating func victim(for incoming: Use, among residents: ResidentView) -> AdapterID? { nil }
    }
    let series = TraceSeries(size: 1000, capacities: [Capacity(1)], isFixed: true) {
      (_: Int, _: Capacity) throws(Fault) -> Comparison.World in
      let trace = SmallWorld.trace(Array(repeating: [1, 0, 0], count: 1000))
      return Comparison.World(trace: trace, paging: SmallWorld.paging(trace, capacity: 1))
    }
    let tournament = Tournament(
      entrants: [entrant("slow") { _ in Slow() }], traces: [series], replicates: 1, seed: Seed(9), prepare: { _ in },
      replay: { _, _ in "" })
    // Ten requests of 5 ms stand for a thousand.
    #expect(try tournament.probe(requests: 10, entrants: [[0]])[0][0] >= 4.9)
  }

  @Test("the record of residents ends where it is full")
  func fullRecord() {
    var recorder = ResidentRecorder(adapterCount: 1)
    let words: [UInt64] = [1, 0]
    words.withUnsafeBufferPointer { words in
      for step in 0..<(2 * ResidentRecorder.limit + 10) {
        let residents = ResidentView(
          resident: words.baseAddress! + step % 2, held: nil, costs: nil, adapterCount: 1, count: 1 - step % 2,
          used: 1 - step % 2, capacity: Capacity(1))
        let request = Request(
          step: step, timeSeconds: 0, asked: nil, promptTokens: 0, outputTokens: 0, context: .none)
        recorder.served(
          ServedEvent(
            request: request, adapter: AdapterID(0), service: Service(kind: .hit, pagingCost: 0, stallSeconds: 0),
            reward: 0, residents: residents))
      }
    }
    // A spell of every second step: the last is closed by step 39 999.
    let spells = recorder.spells(requests: 50_000)
    #expect(spells.spells.count == 20_000)
    #expect(spells.until == 40_000)
  }
}
