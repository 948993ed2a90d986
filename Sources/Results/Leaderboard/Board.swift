import Core

/// A trace at a capacity: the block unit of tests over several boards.
public struct Board: Sendable {
  /// Index in the manifest.
  public let trace: Int
  /// Index in the trace's capacities.
  public let capacity: Int
  /// As in cell ids: `edge-15/k4`.
  public let name: String
  /// T.
  public let requests: Int
  public let hasRewards: Bool
  /// In utility, summed over the trace.
  public let standings: Standings

  /// The replicates that count, and the policies that finished them.
  ///
  /// Left out are policies that forfeited a cell, and those that finished less than half as many replicates as the
  /// best. The others are compared on the replicates that all of them finished. nil if no policy or no replicate is
  /// left.
  init?(_ tournament: StoredTournament, trace: Int, capacity: Int, reference: Int) {
    let manifest = tournament.manifest
    var finished: [(policy: Int, cells: [StoredCell?])] = []
    for policy in manifest.traces[trace].entrants {
      let cells = tournament.replicates(policy: policy, trace: trace, capacity: capacity)
      if !cells.contains(where: { $0?.isForfeit ?? false }) { finished.append((policy, cells)) }
    }
    let most = finished.map { $0.cells.count { $0 != nil } }.max() ?? 0
    finished.removeAll { $0.cells.count { $0 != nil } * 2 < most }
    let replicates = (0..<manifest.replicates).filter { replicate in finished.allSatisfy { $0.cells[replicate] != nil }
    }
    guard !finished.isEmpty, !replicates.isEmpty else { return nil }
    self.trace = trace
    self.capacity = capacity
    name = "\(manifest.traces[trace].name)/k\(manifest.traces[trace].capacities[capacity].text)"
    requests = manifest.traces[trace].requests
    hasRewards = manifest.traces[trace].hasRewards
    standings = Standings(
      finished.map { entrant in
        Standings.Entry(policy: entrant.policy, of: manifest, replicates.map { entrant.cells[$0]! })
      },
      reference: reference, replicates: replicates, seed: Seed(manifest.seed))
  }
}
