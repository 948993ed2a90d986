import Core
import Results

/// A tournament made by hand: three policies, one that forfeits, and a bound, over four replicates of 100 requests.
enum SmallTournament {
  static func stored(traces: [String] = ["edge", "id,log"], replicates: Int = 4) -> StoredTournament {
    let names = ["polar", "polar-plus", "linucb(alpha=0.3)+lru", "mine.lua", "fixed-best"]
    let policies = names.map { Manifest.Policy(name: $0, isBound: $0 == "fixed-best", parts: []) }
    let manifest = Manifest(
      build: Manifest.Build(version: "0.1.0", commit: nil, isDirty: nil, swift: "6.3", lua: "5.4"),
      command: "polarbench tournament", settingsHash: "", shard: nil, reference: "polar", grid: .object([]),
      replicates: replicates, seed: 1, policies: policies, traces: traces.map(trace))
    var cells: [StoredCell] = []
    for trace in traces.indices {
      for policy in policies.indices {
        for replicate in 0..<replicates {
          cells.append(cell(CellKey(trace: trace, capacity: 0, replicate: replicate, policy: policy)))
        }
      }
    }
    return StoredTournament(folder: "results/small", manifest: manifest, cells: cells)
  }

  private static func trace(_ name: String) -> Manifest.Trace {
    Manifest.Trace(
      name: name, kind: .scenario, source: name, sha256: "", facts: [], requests: 100, dimension: 2,
      adapters: ["chat", "law"],
      capacities: [Manifest.Capacity(amount: 4, unit: "slots", pageBytes: nil, text: "4", share: 0.5)],
      hasRewards: true, usesMeans: true, namesAdapters: false, entrants: [0, 1, 2, 3, 4], checkpoints: [100])
  }

  private static func cell(_ key: CellKey) -> StoredCell {
    if key.policy == 3, key.replicate == 1 {
      let forfeit = Forfeit(
        kind: "answer", reason: "victim() answered 'code-3', which is not resident", place: "mine.lua:14",
        at: "step 7", calls: [], fix: "return one of the ids in `residents`",
        replay: "polarbench run mine.lua --show 0..7")
      return StoredCell(key: key, forfeit: forfeit)
    }
    let level = [40.0, 50, 41, 40, 70][key.policy]
    let luck = [[1.0, -1, 2, -2], [0, 1, 1, -2], [2, -2, 1, -1], [0, 0, 0, 0], [0, 0, 0, 0]][key.policy][
      key.replicate % 4]
    var cell = StoredCell(key: key)
    cell.requests = 100
    cell.hits = 75
    cell.misses = 25
    cell.pageIns = 25
    cell.reward = level + luck + 3
    cell.pagingCost = 2.5
    cell.loadCost = 0.5
    cell.regret = StoredCell.Regret(total: 70 - level - luck, routing: 1, caching: 68.5 - level - luck, isExact: true)
    return cell
  }
}
