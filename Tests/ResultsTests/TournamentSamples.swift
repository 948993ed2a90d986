import Core
import System

@testable import Results

/// Tournaments made by hand.
enum TournamentSamples {
  /// Policies whose names end in `!` are bounds, and lose the sign. `netReward` answers nil for a cell that is missing,
  /// NaN for a forfeit.
  static func tournament(
    _ names: [String], traces: [String] = ["edge"], replicates: Int, requests: Int = 100,
    netReward: (_ policy: Int, _ trace: Int, _ replicate: Int) -> Double?
  ) -> StoredTournament {
    let policies = names.map { name in
      Manifest.Policy(name: name.filter { $0 != "!" }, isBound: name.hasSuffix("!"), parts: [])
    }
    let manifest = Manifest(
      build: Manifest.Build(version: "0.1.0", commit: nil, isDirty: nil, swift: "6.3", lua: "5.4"),
      command: "polarbench tournament", settingsHash: SHA256.hex(of: "settings"), shard: nil,
      reference: policies[0].name, grid: .object([]), replicates: replicates, seed: 1, policies: policies,
      traces: traces.map { trace(named: $0, requests: requests, entrants: Array(policies.indices)) })
    var cells: [StoredCell] = []
    for trace in traces.indices {
      for policy in policies.indices {
        for replicate in 0..<replicates {
          guard let reward = netReward(policy, trace, replicate) else { continue }
          let key = CellKey(trace: trace, capacity: 0, replicate: replicate, policy: policy)
          cells.append(reward.isNaN ? StoredCell(key: key, forfeit: StoreSamples.forfeit) : cell(key, reward, requests))
        }
      }
    }
    return StoredTournament(folder: "results/sample", manifest: manifest, cells: cells)
  }

  private static func trace(named name: String, requests: Int, entrants: [Int]) -> Manifest.Trace {
    Manifest.Trace(
      name: name, kind: .scenario, source: name, sha256: SHA256.hex(of: name), facts: [], requests: requests,
      dimension: 2, adapters: ["chat", "law"],
      capacities: [Manifest.Capacity(amount: 4, unit: "slots", pageBytes: nil, text: "4", share: 0.5)],
      hasRewards: true, usesMeans: true, namesAdapters: false, entrants: entrants, checkpoints: [requests])
  }

  private static func cell(_ key: CellKey, _ netReward: Double, _ requests: Int) -> StoredCell {
    var cell = StoredCell(key: key)
    cell.requests = requests
    cell.hits = requests - 20
    cell.misses = 20
    cell.pageIns = 20
    cell.reward = netReward + 5
    cell.pagingCost = 4
    cell.loadCost = 1
    cell.regret = StoredCell.Regret(total: 90 - netReward, routing: 50 - netReward, caching: 39, isExact: true)
    return cell
  }

  /// Small noise that is the same in every run, about ±1, not shared by policies.
  static func noise(_ policy: Int, _ trace: Int, _ replicate: Int) -> Double {
    CounterStream(Seed(UInt64(100 * policy + trace))).normal(replicate)
  }
}
