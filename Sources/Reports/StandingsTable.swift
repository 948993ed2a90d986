import Core
import Results

/// The tables of one set of standings: the ranked policies, and the bounds.
public struct StandingsTable {
  private let standings: Standings
  /// Whether utility is per request, as for several boards, or summed over the trace.
  private let perRequest: Bool

  public init(_ standings: Standings, perRequest: Bool) {
    self.standings = standings
    self.perRequest = perRequest
  }

  /// Rank, policy, means, and the difference to the reference.
  public var ranked: Table {
    var header = ["rank", "policy", "net reward", "± 95 %", "regret", "miss %", "paging cost", "load cost"]
    if let reference = referenceName { header += ["minus \(reference)", "95 % interval", "p (Holm)"] }
    var table = Table(header, [.left, .left])
    for row in standings.ranked { table.add([row.rank.map(String.init) ?? ""] + means(row) + difference(row)) }
    return table
  }

  /// nil if there are none.
  public var bounds: Table? {
    guard !standings.bounds.isEmpty else { return nil }
    var header = ["bound", "net reward", "± 95 %", "regret", "miss %", "paging cost", "load cost"]
    if let reference = referenceName { header += ["minus \(reference)", "95 % interval"] }
    var table = Table(header)
    for row in standings.bounds { table.add(means(row) + difference(row).prefix(2)) }
    return table
  }

  /// The meaning of ± and the intervals: "95 % intervals over 20 replicates: …".
  public var caption: String {
    let count = standings.replicates.count
    guard count > 1 else { return "One replicate: no intervals." }
    let methods =
      count < PairedDifference.fewestResampled
      ? "Student's t"
      : "± of the mean by Student's t, of the paired difference by BCa bootstrap, "
        + "\(grouped(Bootstrap.resamples)) resamples"
    return "95 % intervals over \(grouped(count)) replicates: \(methods)."
  }

  private var referenceName: String? { standings.reference.map { standings.ranking.policies[$0] } }

  private func means(_ row: Standings.Row) -> [String] {
    [
      row.name, utility(row.netReward.mean), row.netReward.halfWidth().map(utility) ?? Numbers.none,
      row.regret.map(utility) ?? Numbers.none, fixed(100 * row.missRatio, 1), utility(row.pagingCost),
      utility(row.loadCost),
    ]
  }

  private func difference(_ row: Standings.Row) -> [String] {
    guard standings.reference != nil else { return [] }
    guard let difference = row.overReference else { return ["·", "·", "·"] }
    return [
      utility(difference.mean), Numbers.interval(difference.interval, decimals: perRequest ? 4 : 2),
      Numbers.p(difference.holm),
    ]
  }

  private func utility(_ value: Double) -> String { Numbers.utility(value, perRequest: perRequest) }
}
