import Core
import Paging
import Reports
import Results
import Tournaments
import Workbench

/// The table of a comparison: means, intervals, paired differences, shared ranks, and the result in a sentence.
package struct ComparisonReport {
  private let entrants: [Entrant]
  private let rows: [Comparison.Row]
  private let isQuiet: Bool
  private let standings: Standings

  /// One row per replicate, in order.
  package init(entrants: [Entrant], rows: [Comparison.Row], reference: Int, seed: Seed, isQuiet: Bool) {
    self.entrants = entrants
    self.rows = rows
    self.isQuiet = isQuiet
    standings = Standings(
      entrants.indices.map { e in Standings.Entry(entrants[e], e, rows.map { $0.results[e] }) }, reference: reference,
      replicates: Array(rows.indices), seed: seed)
  }

  package func show() {
    let first = rows[0].results[0]
    Output.line(
      "\(first.trace), capacity \(CapacityText.described(first.capacity)), "
        + "\(grouped(first.ledger.gpu.requests)) requests, \(rows.count) replicate\(rows.count == 1 ? "" : "s")")
    let table = StandingsTable(standings, perRequest: false)
    table.ranked.show()
    if let bounds = table.bounds {
      Output.line()
      Output.line("bounds (shown the future, never ranked)")
      bounds.show()
    }
    Output.line()
    Output.line(table.caption)
    for line in renamed(entrants.map { ($0.name, $0.spelling) }) { Output.line(line) }
    showReferences()
    Output.line()
    Output.line(Answer(standings.ranking, reference: standings.reference!).text)
    if !isQuiet { for line in standings.advice { Output.note("advice: \(line)") } }
  }

  private func showReferences() {
    guard let references = rows[0].references else { return }
    let mean = { (value: (References) -> Double?) -> String in
      fixed(rows.reduce(0) { $0 + ($1.references.flatMap(value) ?? 0) } / Double(rows.count), 4)
    }
    Output.line()
    Output.line("mean reward a request, costs left out")
    var table = Table([.left])
    table.add(["  a random adapter", mean { $0.meanAdapter }])
    table.add(["  best single adapter (\(rows[0].adapterNames[references.bestAdapter]))", mean { $0.bestSingle }])
    if references.bestPerGroup != nil { table.add(["  best adapter of each group", mean { $0.bestPerGroup }]) }
    table.add(["  best adapter of each request", mean { $0.bestPerRequest }])
    for row in standings.ranked {
      let results = rows.map { $0.results[row.policy] }
      let rewards = results.reduce(0) { $0 + $1.reward / Double(max(1, $1.ledger.gpu.requests)) }
      table.add(["  \(row.name)", fixed(rewards / Double(rows.count), 4)])
    }
    table.show()
  }
}

extension Standings.Entry {
  /// From an entrant's results, one per replicate.
  fileprivate init(_ entrant: Entrant, _ index: Int, _ results: [CellResult]) {
    func mean(_ value: (CellResult) -> Double) -> Double {
      results.reduce(0) { $0 + value($1) } / Double(results.count)
    }
    self.init(
      policy: index, name: entrant.name, isBound: entrant.isBound, netReward: results.map(\.netReward),
      regret: results[0].regret == nil ? nil : mean { $0.regret?.total ?? 0 },
      missRatio: mean { Double($0.ledger.gpu.misses) / Double(max(1, $0.ledger.gpu.requests)) },
      pagingCost: mean(\.pagingCost), loadCost: mean(\.loadCost))
  }
}
