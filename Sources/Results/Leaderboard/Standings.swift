import Core

/// The table of a leaderboard: policies over the same replicates in the order of what they earned, and the bounds.
public struct Standings: Sendable {
  /// A policy's line.
  public struct Row: Sendable {
    /// Index in the manifest.
    public let policy: Int
    /// Index in `ranking`.
    public let place: Int
    public let name: String
    /// Shared by those that are not told apart; nil for bounds.
    public let rank: Int?
    /// One value for each replicate.
    public let netReward: Sample
    /// Mean; nil where the trace has no rewards.
    public let regret: Double?
    /// Mean, of requests.
    public let missRatio: Double
    /// Mean.
    public let pagingCost: Double
    /// Mean.
    public let loadCost: Double
    /// What it earned more than the reference; nil for the reference itself, or where that is not in the table.
    public let overReference: PairedDifference?
  }

  /// All of `ranked` and `bounds`, and the difference of each two.
  public let ranking: Ranking
  /// By falling mean net reward.
  public let ranked: [Row]
  /// In the manifest's order; shown the future, never ranked.
  public let bounds: [Row]
  /// Index of the reference in `ranking`; nil where it is not in the table.
  public let reference: Int?
  /// Which replicates count: those that every policy of the table finished.
  public let replicates: [Int]

  public var rows: [Row] { ranked + bounds }

  /// The row of a policy of the manifest; nil where it is not in the table.
  public func row(ofPolicy policy: Int) -> Row? { rows.first { $0.policy == policy } }
}

/// What a policy came to on a board, or over boards.
struct Tally {
  var policy: Int
  /// By replicate, in the order of the table's.
  var netReward: [Double]
  var regret: Double?
  var missRatio: Double
  var pagingCost: Double
  var loadCost: Double

  /// Of the cells of one policy on one board; at least one.
  init(policy: Int, _ cells: [StoredCell]) {
    let count = Double(cells.count)
    self.policy = policy
    netReward = cells.map(\.netReward)
    regret = cells.contains { $0.regret == nil } ? nil : cells.reduce(0) { $0 + $1.regret!.total } / count
    missRatio = cells.reduce(0) { $0 + $1.missRatio } / count
    pagingCost = cells.reduce(0) { $0 + $1.pagingCost } / count
    loadCost = cells.reduce(0) { $0 + $1.loadCost } / count
  }

  /// Over boards, per request and each board weighing the same: one row for each board, of those replicates that all
  /// boards have, with the board's number of requests.
  init(policy: Int, _ boards: [(row: Standings.Row, netReward: [Double], requests: Int)]) {
    func mean(_ value: (Standings.Row) -> Double) -> Double {
      boards.reduce(0) { $0 + value($1.row) / Double($1.requests) } / Double(boards.count)
    }
    self.policy = policy
    netReward = boards[0].netReward.indices.map { replicate in
      boards.reduce(0) { $0 + $1.netReward[replicate] / Double($1.requests) } / Double(boards.count)
    }
    regret = boards.contains { $0.row.regret == nil } ? nil : mean { $0.regret! }
    missRatio = boards.reduce(0) { $0 + $1.row.missRatio } / Double(boards.count)
    pagingCost = mean(\.pagingCost)
    loadCost = mean(\.loadCost)
  }
}

extension Standings {
  /// Ranks tallies over the same replicates.
  init(_ tallies: [Tally], of manifest: Manifest, reference: Int, replicates: [Int]) {
    let policies = tallies.map { manifest.policies[$0.policy] }
    let ranking = Ranking(
      policies.map(\.name), tallies.map { Sample($0.netReward) }, isBound: policies.map(\.isBound),
      seed: Seed(manifest.seed))
    let reference = tallies.firstIndex { $0.policy == reference }
    func row(_ place: Int) -> Row {
      let tally = tallies[place]
      return Row(
        policy: tally.policy, place: place, name: policies[place].name, rank: ranking.ranks[place],
        netReward: ranking.samples[place], regret: tally.regret, missRatio: tally.missRatio,
        pagingCost: tally.pagingCost, loadCost: tally.loadCost,
        overReference: reference == nil || reference == place
          ? nil : ranking.difference(place, minus: reference!))
    }
    self.ranking = ranking
    self.reference = reference
    self.replicates = replicates
    ranked = ranking.order.map(row)
    bounds = tallies.indices.filter { policies[$0].isBound }.map(row)
  }
}
