import Core
import System

@testable import Results

/// A small tournament to keep: two policies and a bound, two traces, three replicates.
enum StoreSamples {
  static func manifest(replicates: Int = 3) -> Manifest {
    func policy(_ name: String, isBound: Bool = false) -> Manifest.Policy {
      Manifest.Policy(
        name: name, isBound: isBound,
        parts: [
          Manifest.Part(
            name: name, title: name.uppercased(), kind: isBound ? "bound" : "joint",
            parameters: [("epoch", "auto")], sources: ["LiLi2026"], file: nil, sha256: nil)
        ])
    }
    func trace(_ name: String, capacities: [Int], entrants: [Int]) -> Manifest.Trace {
      Manifest.Trace(
        name: name, kind: .scenario, source: name, sha256: SHA256.hex(of: name), facts: [("licence", "CC0-1.0")],
        requests: 3, dimension: 2, adapters: ["chat", "law"],
        capacities: capacities.map {
          Manifest.Capacity(amount: $0, unit: "slots", pageBytes: nil, text: "\($0)", share: Double($0) / 2)
        },
        hasRewards: true, usesMeans: true, namesAdapters: false, entrants: entrants, checkpoints: [1, 2, 3])
    }
    return Manifest(
      build: Manifest.Build(version: "0.1.0", commit: nil, isDirty: nil, swift: "6.3", lua: "5.4"),
      command: "polarbench tournament", settingsHash: SHA256.hex(of: "settings"), shard: nil, reference: "polar",
      grid: .object([.init("seed", .integer(1))]), replicates: replicates, seed: .max,
      policies: [policy("polar"), policy("linucb(alpha=0.3)+lru"), policy("fixed-best", isBound: true)],
      traces: [
        trace("edge", capacities: [1, 2], entrants: [0, 1, 2]), trace("named@home", capacities: [1], entrants: [0, 1]),
      ])
  }

  static func cell(_ key: CellKey, reward: Double = 1.5) -> StoredCell {
    var cell = StoredCell(key: key)
    cell.requests = 3
    cell.hits = 1
    cell.misses = 2
    cell.pageIns = 2
    cell.reward = reward
    cell.pagingCost = 0.1
    cell.stallSeconds = 0.25
    cell.regret = StoredCell.Regret(total: 0.5, routing: 0.25, caching: 0.25, isExact: true)
    return cell
  }

  static let forfeit = Forfeit(
    kind: "answer", reason: "victim() answered 'code-3', which is not resident", place: "mine.lua:14", at: "step 7",
    calls: ["mine.lua:9: in pick"], fix: nil, replay: "polarbench run mine.lua --show 0..7")
}
