import Core
import Paging
import Policies
import Results
import Traces
import Workbench

/// Policies on the same drawings of a scenario, replicate by replicate.
struct Duel {
  var scenario: String
  var given: Entrants.Given = []
  var requests: Int
  var replicates = 10
  /// Sets what the scenario leaves open; the capacity is its own.
  var prepare: (inout PagingConfiguration, Trace) throws -> Void = { _, _ in }

  /// Net rewards of an entrant, one for each replicate.
  func netRewards(_ entrant: Entrant) throws -> Sample {
    let shelf = try ScenarioShelf.find(scenario)
    let values = try (0..<replicates).map { replicate in
      let seed = Cell.environment(seed: Seed(1), traceName: scenario, replicate: replicate)
      let trace = try shelf.trace(requests: requests, seed: seed, given: given)
      var paging = PagingConfiguration(adapters: trace.adapters, gpu: Capacity(shelf.standardCapacity))
      paging.pageInCosts = trace.pageInCosts
      try prepare(&paging, trace)
      var cell = Cell(
        entrant: entrant, trace: trace, oracle: nil, paging: paging, seed: Seed(1), replicate: replicate)
      cell.hostEvictor = { (setting: Setting) throws(Fault) in LRU(setting) }
      return try cell.run().netReward
    }
    return Sample(values)
  }

  /// The 95 % interval of what `policy` earns more than each of the rivals, paired.
  func leads(of policy: String, over rivals: [String]) throws -> [ClosedRange<Double>] {
    let own = try netRewards(try Entrants.spelt(policy))
    return try rivals.map { rival in own.minus(try netRewards(try Entrants.spelt(rival))).interval()! }
  }
}

extension Entrants {
  /// As `named`, with parameters behind a space: `polar-plus discount=0.999`.
  static func spelt(_ text: String) throws(Fault) -> Entrant {
    let words = text.split(separator: " ").map(String.init)
    var given: Given = []
    for word in words.dropFirst() {
      let halves = word.split(separator: "=").map(String.init)
      given.append((halves[0], halves[1]))
    }
    return try named(words[0], given)
  }
}
