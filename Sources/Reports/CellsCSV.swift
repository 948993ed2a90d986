import Core
import Results

/// The cells as tidy CSV: one row per cell, with the columns of docs/reference/tournament-store.md.
public enum CellsCSV {
  private static let columns = [
    "cell", "policy", "trace", "capacity", "capacity_unit", "replicate", "bound", "outcome", "requests", "hits",
    "delayed_hits", "first_touch_misses", "misses", "page_ins", "bypasses", "loads", "evictions", "thrash",
    "bytes_moved", "stall_seconds", "reward", "paging_cost", "load_cost", "net_reward", "regret", "routing_regret",
    "caching_regret", "reason",
  ]

  /// Calls `body` with each row, the header first, without line ends; cells in cell order. A forfeit has a reason and no
  /// numbers.
  public static func forEachRow(_ tournament: StoredTournament, _ form: CSVForm, _ body: (String) -> Void) {
    body(columns.joined(separator: ","))
    for cell in tournament.cells {
      let row = form.row(key(of: cell, in: tournament) + values(of: cell))
      body(String(row.dropLast()))
    }
  }

  private static func key(of cell: StoredCell, in tournament: StoredTournament) -> [String] {
    let policy = tournament.manifest.policies[cell.key.policy]
    let trace = tournament.manifest.traces[cell.key.trace]
    let capacity = trace.capacities[cell.key.capacity]
    return [
      tournament.grid.id(of: cell.key), policy.name, trace.name, String(capacity.amount), capacity.unit,
      String(cell.key.replicate), policy.isBound ? "true" : "false",
    ]
  }

  private static func values(of cell: StoredCell) -> [String] {
    if let forfeit = cell.forfeit {
      let blank = [String](repeating: "", count: columns.count - 9)
      return ["forfeit"] + blank + [forfeit.reason]
    }
    let counts = [
      cell.requests, cell.hits, cell.delayedHits, cell.firstTouchMisses, cell.misses, cell.pageIns, cell.bypasses,
      cell.loads, cell.evictions, cell.thrash, cell.bytesMoved,
    ]
    let sums = [cell.stallSeconds, cell.reward, cell.pagingCost, cell.loadCost, cell.netReward]
    let regrets = [cell.regret?.total, cell.regret?.routing, cell.regret?.caching]
    return ["played"] + counts.map { String($0) } + sums.map { "\($0)" } + regrets.map { $0.map { "\($0)" } ?? "" } + [
      ""
    ]
  }
}
