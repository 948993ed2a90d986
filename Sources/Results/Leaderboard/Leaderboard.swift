import Core

/// The results of a tournament: per board, over all boards, and against a reference.
///
/// A board is a trace at a capacity. Computed from the store alone; the same store gives the same leaderboard.
public struct Leaderboard: Sendable {
  /// A policy that is not ranked over all boards, and why.
  public struct Absence: Sendable {
    /// Index in the manifest.
    public let policy: Int
    public let name: String
    /// Cells that it should have run.
    public let cells: Int
    /// Forfeited cells, in cell order.
    public let forfeits: [StoredCell]
    /// Cells not run yet.
    public let missing: Int
  }

  /// The policy that others are compared with.
  public let reference: String
  /// In the order of the manifest, those of one trace by capacity. Boards that no policy finished are left out.
  public let boards: [Board]
  /// Over all boards: net reward, regret and costs per request, with equal weight per board. nil with fewer than two
  /// boards, or if no policy or no replicate is on all of them.
  public let overall: Standings?
  /// Policies left out because of a forfeit or missing cells; in the manifest's order.
  public let absences: [Absence]
  /// The policies of the comparisons below, as indices in the manifest, in the order of `standings`: ranked on all
  /// boards.
  public let policies: [Int]
  /// Over boards, by mean net reward on each; nil with fewer than two boards or policies.
  public let friedman: Friedman?
  public let nemenyi: Nemenyi?
  /// From the replicates of all boards; in each replicate all policies meet.
  public let strengths: BradleyTerry
  public let headToHead: HeadToHead
  /// Cells of the grid that the store lacks.
  public let missing: Int
  /// All cells of the grid.
  public let cells: Int
  public let manifest: Manifest

  /// The table to show first: over all boards, or of the only one; nil if no policy finished.
  public var standings: Standings? { boards.count > 1 ? overall : boards.first?.standings }

  /// Evaluates a tournament, finished or not.
  ///
  ///
  /// - Parameter reference: A policy's name; nil for the manifest's reference.
  /// - Throws: a fault if no policy has that name.
  public init(_ tournament: StoredTournament, reference: String? = nil) throws(Fault) {
    let manifest = tournament.manifest
    let name = reference ?? manifest.reference
    guard let index = manifest.policies.firstIndex(where: { $0.name == name }) else {
      throw Messages.unknownReference(name, manifest.policies.map(\.name))
    }
    var boards: [Board] = []
    for trace in manifest.traces.indices {
      for capacity in manifest.traces[trace].capacities.indices {
        if let board = Board(tournament, trace: trace, capacity: capacity, reference: index) { boards.append(board) }
      }
    }
    self.manifest = manifest
    self.reference = name
    self.boards = boards
    overall = boards.count > 1 ? Self.overall(boards, manifest, reference: index) : nil
    cells = tournament.grid.count
    missing = tournament.missingCount
    let standings = boards.count > 1 ? overall : boards.first?.standings
    let policies = standings?.ranked.map(\.policy) ?? []
    self.policies = policies
    let scores = policies.isEmpty ? [] : boards.map { Self.scores(of: policies, on: $0) }
    friedman = Friedman(scores.map { $0.map(\.mean) })
    nemenyi = friedman.map { Nemenyi($0) }
    strengths = BradleyTerry(
      rounds: scores.flatMap { samples in
        (samples.first?.values.indices ?? 0..<0).map { round in samples.map { $0.values[round] } }
      })
    headToHead = HeadToHead(policies, on: policies.isEmpty ? [] : boards)
    absences = Self.absences(in: tournament, boards)
  }

  private static func scores(of policies: [Int], on board: Board) -> [Sample] {
    policies.map { board.standings.row(ofPolicy: $0)!.netReward }
  }

  private static func overall(_ boards: [Board], _ manifest: Manifest, reference: Int) -> Standings? {
    let replicates = boards[0].standings.replicates.filter { replicate in
      boards.allSatisfy { $0.standings.replicates.contains(replicate) }
    }
    let policies = manifest.policies.indices.filter { policy in
      boards.allSatisfy { $0.standings.row(ofPolicy: policy) != nil }
    }
    guard !replicates.isEmpty, !policies.isEmpty else { return nil }
    let entries = policies.map { policy in
      Standings.Entry(
        policy: policy, of: manifest,
        boards.map { board in
          let row = board.standings.row(ofPolicy: policy)!
          let values = zip(board.standings.replicates, row.netReward.values)
          let common = Set(replicates)
          return (row, values.filter { common.contains($0.0) }.map(\.1), board.requests)
        })
    }
    return Standings(entries, reference: reference, replicates: replicates, seed: Seed(manifest.seed))
  }

  private static func absences(in tournament: StoredTournament, _ boards: [Board]) -> [Absence] {
    let manifest = tournament.manifest
    let lost = Dictionary(grouping: tournament.forfeits, by: \.key.policy)
    return manifest.policies.indices.compactMap { policy in
      let forfeits = lost[policy] ?? []
      let isLeftOut = boards.contains { board in
        manifest.traces[board.trace].entrants.contains(policy) && board.standings.row(ofPolicy: policy) == nil
      }
      guard !forfeits.isEmpty || isLeftOut || boards.isEmpty else { return nil }
      let cells = manifest.traces.reduce(0) { sum, trace in
        sum + (trace.entrants.contains(policy) ? trace.capacities.count * manifest.replicates : 0)
      }
      let played = tournament.cells.count { $0.key.policy == policy }
      return Absence(
        policy: policy, name: manifest.policies[policy].name, cells: cells, forfeits: forfeits,
        missing: cells - played)
    }
  }
}
