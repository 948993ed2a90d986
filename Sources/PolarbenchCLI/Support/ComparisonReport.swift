import Core
import Paging
import Reports
import Results
import Workbench

/// The table of a comparison: means, intervals, paired differences, shared ranks, and the answer in a sentence.
struct ComparisonReport {
  private let entrants: [Entrant]
  private let rows: [Comparison.Row]
  private let reference: Int
  private let isQuiet: Bool
  /// Net reward of each entrant, over replicates.
  private let net: [Sample]

  /// One row for each replicate, in order.
  init(entrants: [Entrant], rows: [Comparison.Row], reference: Int, isQuiet: Bool) {
    self.entrants = entrants
    self.rows = rows
    self.reference = reference
    self.isQuiet = isQuiet
    net = entrants.indices.map { e in Sample(rows.map { $0.results[e].netReward }) }
  }

  func show() {
    let first = rows[0].results[0]
    Output.line(
      "\(first.trace), capacity \(CapacityOption.described(first.capacity)), "
        + "\(grouped(first.ledger.gpu.requests)) requests, \(rows.count) replicate\(rows.count == 1 ? "" : "s")")
    rankedTable().show()
    showBounds()
    showReferences()
    Output.line("")
    Output.line(answer)
    if !isQuiet, rows.count < 5 {
      Output.note(
        "advice: \(rows.count) replicate\(rows.count == 1 ? "" : "s"): the interval is wide or missing; "
          + "try --replicates 20")
    }
  }

  /// Entrants that are ranked, by falling mean net reward; ties in the order typed.
  private var ranked: [Int] {
    entrants.indices.filter { !entrants[$0].isBound }
      .sorted { (net[$0].mean, -$0) > (net[$1].mean, -$1) }
  }

  private func rankedTable() -> Table {
    var table = Table(
      [
        "rank", "policy", "net reward", "± 95 %", "regret", "hit %", "paging cost", "load cost",
        "minus \(entrants[reference].name)", "± 95 %",
      ], [.left, .left])
    for (place, e) in ranked.enumerated() {
      table.add([rank(at: place)] + columns(of: e))
    }
    return table
  }

  /// The rank is shared with the entrant above while the interval of the paired difference to the first of the rank
  /// holds zero; with one replicate there is no interval and no sharing.
  private func rank(at place: Int) -> String {
    var first = 0
    var rank = 1
    for i in 0...place where i > 0 {
      if let interval = net[ranked[first]].minus(net[ranked[i]]).interval(), interval.contains(0) { continue }
      first = i
      rank = i + 1
    }
    return String(rank)
  }

  private func columns(of e: Int) -> [String] {
    let difference = net[e].minus(net[reference])
    let half = { (sample: Sample) in sample.halfWidth().map { fixed($0, 2) } ?? "–" }
    let isReference = e == reference
    return [
      entrants[e].name, fixed(net[e].mean, 2), half(net[e]),
      rows[0].results[e].regret == nil ? "–" : fixed(mean(e) { $0.regret?.total ?? 0 }, 2),
      fixed(mean(e) { 100 * Double($0.ledger.gpu.hits) / Double(max(1, $0.ledger.gpu.requests)) }, 1),
      fixed(mean(e, \.pagingCost), 2), fixed(mean(e, \.loadCost), 2),
      isReference ? "·" : fixed(difference.mean, 2), isReference ? "·" : half(difference),
    ]
  }

  private func mean(_ e: Int, _ value: (CellResult) -> Double) -> Double {
    rows.reduce(0) { $0 + value($1.results[e]) } / Double(rows.count)
  }

  private func showBounds() {
    let bounds = entrants.indices.filter { entrants[$0].isBound }
    guard !bounds.isEmpty else { return }
    Output.line("\nbounds (shown the future, never ranked)")
    var table = Table(["  policy", "net reward", "± 95 %", "regret", "hit %"])
    for e in bounds { table.add(["  " + entrants[e].name] + columns(of: e)[1...4]) }
    table.show()
  }

  private func showReferences() {
    guard let references = rows[0].references else { return }
    let mean = { (value: (References) -> Double?) -> String in
      fixed(rows.reduce(0) { $0 + ($1.references.flatMap(value) ?? 0) } / Double(rows.count), 4)
    }
    Output.line("\nmean reward a request, costs left out")
    var table = Table([.left])
    table.add(["  a random adapter", mean { $0.meanAdapter }])
    table.add(["  best single adapter (\(rows[0].adapterNames[references.bestAdapter]))", mean { $0.bestSingle }])
    if references.bestPerGroup != nil { table.add(["  best adapter of each group", mean { $0.bestPerGroup }]) }
    table.add(["  best adapter of each request", mean { $0.bestPerRequest }])
    for e in ranked {
      table.add([
        "  \(entrants[e].name)", fixed(self.mean(e) { $0.reward / Double(max(1, $0.ledger.gpu.requests)) }, 4),
      ])
    }
    table.show()
  }

  /// What the table says, against the reference.
  private var answer: String {
    let name = entrants[reference].name
    let others = ranked.filter { $0 != reference }
    guard !others.isEmpty else { return "\(name) played alone." }
    guard rows.count > 1 else {
      return "\(entrants[ranked[0]].name) earned most; one replicate says nothing of how sure that is."
    }
    var beaten: [String] = []
    var better: [String] = []
    var open: [String] = []
    for e in others {
      let interval = net[reference].minus(net[e]).interval()!
      if interval.lowerBound > 0 {
        beaten.append(entrants[e].name)
      } else if interval.upperBound < 0 {
        better.append(entrants[e].name)
      } else {
        open.append(entrants[e].name)
      }
    }
    var parts: [String] = []
    if !beaten.isEmpty { parts.append("earns more than \(list(beaten))") }
    if !better.isEmpty { parts.append("earns less than \(list(better))") }
    if !open.isEmpty { parts.append("cannot be told from \(list(open))") }
    return
      "\(name) \(parts.joined(separator: "; ")) (95 % intervals of the paired difference, \(rows.count) replicates)."
  }

  private func list(_ names: [String]) -> String {
    names.count < 2 ? names.joined() : names.dropLast().joined(separator: ", ") + " and " + names.last!
  }
}
