import Core
import Paging
import Traces
import Workbench

extension Battery {
  /// Whether an evictor treats an adapter that returns like a new one.
  ///
  /// The same requests run twice. In the second run an adapter has a new number at each page-in, between its
  /// neighbours' numbers, so that the order never changes. Without a memory of evicted adapters, an evictor behaves the
  /// same in both runs, for any rule of ties.
  func memory() -> Verdict.Outcome {
    guard candidate.role == .evictor else { return .skipped("routers and joint policies learn of every adapter") }
    if candidate.isBound { return .skipped("it is shown the future") }
    let claims = candidate.card.traits.contains(.memory)
    let runs = 6
    for number in 0..<runs {
      let returning = Returning(number)
      let one = play(returning, returning.requests.map { $0 * Returning.visits })
      if one.fault != nil { return .skipped("it fell short before") }
      let two = play(returning, returning.renamed(by: one.decisions))
      guard let step = Decisions.firstDifference(one.decisions, two.decisions) else { continue }
      if claims { return .held }
      return fell(Messages.remembers(at: step))
    }
    return claims ? fell(Messages.forgets(runs: runs)) : .held
  }

  private func fell(_ fault: Fault) -> Verdict.Outcome {
    var fault = fault
    fault.replay = command(only: "memory")
    return .fell(Finding("memory", nil, fault))
  }

  private func play(_ returning: Returning, _ asked: [Int]) -> Play {
    var trace = Trace(name: "memory", requestCount: asked.count, adapters: returning.catalogue)
    trace.asked = asked.map { Int32($0) }
    var paging = PagingConfiguration(adapters: trace.adapters, gpu: Capacity(returning.capacity))
    paging.pageInCosts = returning.costs
    paging.startsEmpty = true
    let entrant = Entrant(name: candidate.name, cards: [candidate.card], parameters: [], start: candidate.policy)
    return Play(
      Cell(entrant: entrant, trace: trace, oracle: nil, paging: paging, seed: seed), divisor: Returning.visits)
  }
}

/// Requests for a few adapters that come and go, each with a range of numbers.
private struct Returning {
  /// Numbers per adapter.
  static let visits = 200
  static let adapters = 10

  let requests: [Int]
  let capacity: Int

  init(_ number: Int) {
    capacity = 2 + number
    var stream = RandomStream(Seed(UInt64(number)).derived("memory"))
    requests = (0..<Self.visits).map { _ in
      min(stream.integer(below: Self.adapters), stream.integer(below: Self.adapters))
    }
  }

  var catalogue: [Adapter] { (0..<Self.adapters * Self.visits).map { Adapter(name: "adapter-\($0)") } }

  var costs: [Double] { catalogue.indices.map { 0.1 + 0.05 * Double($0 / Self.visits % 4) } }

  /// The requests with a new number for each stay of an adapter: a miss begins the next stay.
  func renamed(by decisions: Decisions) -> [Int] {
    var visit = [Int](repeating: -1, count: Self.adapters)
    return zip(requests, decisions.all).map { adapter, decision in
      if decision.kind != .hit { visit[adapter] += 1 }
      return adapter * Self.visits + visit[adapter]
    }
  }
}
