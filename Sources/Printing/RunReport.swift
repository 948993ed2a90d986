import Core
import Paging
import Reports
import Tournaments
import Traces
import Workbench

/// Prints a cell's result.
package enum RunReport {
  /// The fixed JSON format for other programs; docs/reference/run-json.md.
  package static func json(_ result: CellResult, of entrant: Entrant, oracle: Oracle?, seed: UInt64) -> JSONLine {
    var line = JSONLine()
    line.add("type", "run")
    line.add("policy", result.policy)
    line.add("parameters", parameters(of: entrant))
    line.add("trace", result.trace)
    line.add("capacity", result.capacity.amount)
    line.add("capacity_unit", result.capacity.unit.described)
    line.add("seed", Int(truncatingIfNeeded: seed))
    line.add("requests", result.ledger.gpu.requests)
    line.add("hits", result.ledger.gpu.hits)
    line.add("misses", result.ledger.gpu.misses)
    line.add("page_ins", result.ledger.gpu.pageIns)
    line.add("bypasses", result.ledger.gpu.bypasses)
    line.add("loads", result.ledger.gpu.planLoads)
    line.add("evictions", result.ledger.gpu.evictions)
    line.add("thrash", result.ledger.gpu.thrash)
    line.add("bytes_moved", result.ledger.gpu.bytesMoved)
    line.add("stall_seconds", result.ledger.gpu.stallSeconds)
    line.add("reward", result.reward)
    line.add("paging_cost", result.pagingCost)
    line.add("load_cost", result.loadCost)
    line.add("net_reward", result.netReward)
    line.add("regret", result.regret?.total)
    line.add("routing_regret", result.regret?.routing)
    line.add("caching_regret", result.regret?.caching)
    line.add("bound", oracle?.name)
    line.add("bound_exact", oracle.map { $0.isExact } ?? false)
    if let host = result.ledger.host {
      var tier = JSONLine()
      tier.add("hits", host.hits)
      tier.add("misses", host.misses)
      tier.add("evictions", host.evictions)
      tier.add("bytes_moved", host.bytesMoved)
      line.add("host", tier)
    }
    if entrant.spelling != entrant.name { line.add("spelling", entrant.spelling) }
    return line
  }

  /// Parameters after defaults; for a pair under the names of router and evictor.
  private static func parameters(of entrant: Entrant) -> JSONLine {
    var line = JSONLine()
    for (card, parameters) in zip(entrant.cards, entrant.parameters) {
      for (name, value) in parameters.entries {
        line.add(entrant.cards.count > 1 ? "\(card.name).\(name)" : name, value)
      }
    }
    return line
  }

  /// The account for people.
  package static func show(_ result: CellResult, of entrant: Entrant, oracle: Oracle?, trace: Trace) {
    let gpu = result.ledger.gpu
    let requests = max(1, gpu.requests)
    Output.line("\(result.policy) on \(result.trace), capacity \(CapacityText.described(result.capacity))")
    for line in renamed([(entrant.name, entrant.spelling)]) { Output.line(line) }
    var table = Table([.left, .right, .left])
    func row(_ name: String, _ value: String, _ remark: String = "") { table.add(["  " + name, value, remark]) }
    func share(_ count: Int) -> String { "\(fixed(100 * Double(count) / Double(requests), 1)) %" }
    row("requests", grouped(gpu.requests))
    row("hits", grouped(gpu.hits), share(gpu.hits))
    row("misses", grouped(gpu.misses), share(gpu.misses))
    row("page-ins", grouped(gpu.pageIns))
    row("bypasses", grouped(gpu.bypasses))
    row("loads by plan", grouped(gpu.planLoads))
    row("evictions", grouped(gpu.evictions))
    row("thrash", grouped(gpu.thrash))
    row("stall", fixed(gpu.stallSeconds, 3), "s")
    if !trace.rewards.isEmpty {
      row("reward", fixed(result.reward, 3), "\(fixed(result.reward / Double(requests), 4)) a request")
      row("paging cost", fixed(result.pagingCost, 3))
      row("load cost", fixed(result.loadCost, 3))
      row("net reward", fixed(result.netReward, 3), "\(fixed(result.netReward / Double(requests), 4)) a request")
    }
    if let regret = result.regret, let oracle {
      row("regret", fixed(regret.total, 3), "against the \(oracle.name)")
      row("  routing", fixed(regret.routing, 3))
      row("  caching", fixed(regret.caching, 3))
      row("  loads", fixed(regret.loads, 3))
    }
    table.show()
  }
}

extension Capacity.Unit {
  /// "slots", "bytes" or "pages".
  package var described: String {
    switch self {
    case .slots: "slots"
    case .bytes: "bytes"
    case .pages: "pages"
    }
  }
}

extension Service.Kind {
  /// The field's word.
  package var described: String {
    switch self {
    case .hit: "hit"
    case .pageIn: "page-in"
    case .bypass: "bypass"
    }
  }
}
