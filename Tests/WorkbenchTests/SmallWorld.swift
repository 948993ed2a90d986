import Core
import Paging
import Policies
import Traces
import Workbench

/// Routes by a fixed list, over and over.
struct Scripted: Router {
  let answers: [Int]

  mutating func route(_ request: Request, residents: ResidentView) -> AdapterID {
    AdapterID(answers[request.step % answers.count])
  }
}

/// Plans one resident set at one step; admits none.
struct PlansOnce: Policy {
  let answers: [Int]
  let planStep: Step
  let set: [Int]
  var nextPlan: Step

  init(answers: [Int], planStep: Step, set: [Int]) {
    self.answers = answers
    self.planStep = planStep
    self.set = set
    nextPlan = planStep
  }

  mutating func route(_ request: Request, residents: ResidentView) -> AdapterID {
    AdapterID(answers[request.step % answers.count])
  }
  mutating func admit(_ incoming: Use, among residents: ResidentView) -> Bool { false }
  mutating func victim(for incoming: Use, among residents: ResidentView) -> AdapterID? { nil }
  mutating func plan(at step: Step, residents: ResidentView) -> [AdapterID]? {
    nextPlan = .never
    return set.map { AdapterID($0) }
  }
}

/// Worlds small enough to reckon by hand.
enum SmallWorld {
  /// An entrant around a policy made on the spot.
  static func entrant(_ name: String, _ make: @escaping @Sendable (Setting) throws(Fault) -> any Policy) -> Entrant {
    let card = Card(name: name, title: name, kind: .joint, summary: "For tests.", sources: [])
    return Entrant(name: name, cards: [card], parameters: [Parameters()], start: make)
  }

  /// A scripted router over LRU.
  static func lru(_ answers: [Int]) -> Entrant {
    entrant("scripted+lru") { (setting: Setting) throws(Fault) -> any Policy in
      Pair(Scripted(answers: answers), LRU(setting))
    }
  }

  /// Three adapters a, b, c with costs 0.1, 0.2, 0.3; rows of rewards as given.
  static func trace(_ rewards: [[Double]]) -> Trace {
    let adapters = ["a", "b", "c"].map { Adapter(name: $0) }
    var trace = Trace(name: "small", requestCount: rewards.count, adapters: adapters)
    trace.rewards = rewards.flatMap { $0 }
    trace.pageInCosts = [0.1, 0.2, 0.3]
    return trace
  }

  static func paging(_ trace: Trace, capacity: Int) -> PagingConfiguration {
    var paging = PagingConfiguration(adapters: trace.adapters, gpu: Capacity(capacity))
    paging.pageInCosts = trace.pageInCosts
    return paging
  }

  static func run(_ entrant: Entrant, on trace: Trace, capacity: Int) throws(Fault) -> CellResult {
    let paging = paging(trace, capacity: capacity)
    let oracle = Oracle(trace: trace, paging: paging)
    return try Cell(entrant: entrant, trace: trace, oracle: oracle, paging: paging, seed: Seed(1)).run()
  }
}
