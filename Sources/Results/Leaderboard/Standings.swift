import Core

/// The table of a leaderboard: policies over the same replicates by falling net reward, and the bounds.
public struct Standings: Sendable {
  /// A policy's line.
  public struct Row: Sendable {
    /// Index in the manifest.
    public let policy: Int
    /// Index in `ranking`.
    public let place: Int
    public let name: String
    /// Shared by policies without a significant difference; nil for bounds.
    public let rank: Int?
    /// One value per replicate.
    public let netReward: Sample
    /// Mean; nil if the trace has no rewards.
    public let regret: Double?
    /// Mean, of requests.
    public let missRatio: Double
    /// Mean.
    public let pagingCost: Double
    /// Mean.
    public let loadCost: Double
    /// Net reward minus that of the reference; nil for the reference itself, or if that is not in the table.
    public let overReference: PairedDifference?
  }

  /// All of `ranked` and `bounds`, and the difference of each pair.
  public let ranking: Ranking
  /// By falling mean net reward.
  public let ranked: [Row]
  /// In the manifest's order; never ranked.
  public let bounds: [Row]
  /// Index of the reference in `ranking`; nil if it is not in the table.
  public let reference: Int?
  /// The replicates that every policy of the table finished.
  public let replicates: [Int]

  public var rows: [Row] { ranked + bounds }

  /// The row of a policy of the manifest; nil if it is not in the table.
  public func row(ofPolicy policy: Int) -> Row? { rows.first { $0.policy == policy } }
}

extension Standings {
  /// The results of a policy before ranking: over one board, or over several.
  public struct Entry: Sendable {
    /// Index in the manifest.
    public var policy: Int
    public var name: String
    public var isBound: Bool
    /// By replicate; the same replicates in all entries of a table.
    public var netReward: [Double]
    /// Mean; nil if the trace has no rewards.
    public var regret: Double?
    public var missRatio: Double
    public var pagingCost: Double
    public var loadCost: Double

    public init(
      policy: Int, name: String, isBound: Bool, netReward: [Double], regret: Double?, missRatio: Double,
      pagingCost: Double, loadCost: Double
    ) {
      self.policy = policy
      self.name = name
      self.isBound = isBound
      self.netReward = netReward
      self.regret = regret
      self.missRatio = missRatio
      self.pagingCost = pagingCost
      self.loadCost = loadCost
    }
  }

  /// Ranks entries over the same replicates.
  /// - Parameter reference: Its index in the manifest; it need not be among the entries.
  /// - Parameter seed: The bootstrap's draws depend on it and the number of replicates.
  public init(_ entries: [Entry], reference: Int, replicates: [Int], seed: Seed) {
    let ranking = Ranking(
      entries.map(\.name), entries.map { Sample($0.netReward) }, isBound: entries.map(\.isBound), seed: seed)
    let reference = entries.firstIndex { $0.policy == reference }
    func row(_ place: Int) -> Row {
      let entry = entries[place]
      return Row(
        policy: entry.policy, place: place, name: entry.name, rank: ranking.ranks[place],
        netReward: ranking.samples[place], regret: entry.regret, missRatio: entry.missRatio,
        pagingCost: entry.pagingCost, loadCost: entry.loadCost,
        overReference: reference == nil || reference == place
          ? nil : ranking.difference(place, minus: reference!))
    }
    self.ranking = ranking
    self.reference = reference
    self.replicates = replicates
    ranked = ranking.order.map(row)
    bounds = entries.indices.filter { entries[$0].isBound }.map(row)
  }
}

extension Standings.Entry {
  /// From the cells of one policy on one board; at least one.
  init(policy: Int, of manifest: Manifest, _ cells: [StoredCell]) {
    let count = Double(cells.count)
    self.init(
      policy: policy, name: manifest.policies[policy].name, isBound: manifest.policies[policy].isBound,
      netReward: cells.map(\.netReward),
      regret: cells.contains { $0.regret == nil } ? nil : cells.reduce(0) { $0 + $1.regret!.total } / count,
      missRatio: cells.reduce(0) { $0 + $1.missRatio } / count,
      pagingCost: cells.reduce(0) { $0 + $1.pagingCost } / count,
      loadCost: cells.reduce(0) { $0 + $1.loadCost } / count)
  }

  /// Over boards, per request and with equal weight per board: one row per board, with the net rewards of the
  /// replicates that all boards have, and the board's number of requests.
  init(policy: Int, of manifest: Manifest, _ boards: [(row: Standings.Row, netReward: [Double], requests: Int)]) {
    func mean(_ value: (Standings.Row) -> Double) -> Double {
      boards.reduce(0) { $0 + value($1.row) / Double($1.requests) } / Double(boards.count)
    }
    self.init(
      policy: policy, name: manifest.policies[policy].name, isBound: manifest.policies[policy].isBound,
      netReward: boards[0].netReward.indices.map { replicate in
        boards.reduce(0) { $0 + $1.netReward[replicate] / Double($1.requests) } / Double(boards.count)
      },
      regret: boards.contains { $0.row.regret == nil } ? nil : mean { $0.regret! },
      missRatio: boards.reduce(0) { $0 + $1.row.missRatio } / Double(boards.count),
      pagingCost: mean(\.pagingCost), loadCost: mean(\.loadCost))
  }
}
