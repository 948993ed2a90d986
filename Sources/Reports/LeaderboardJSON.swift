import Core
import Results

/// A leaderboard as JSON Lines, each with a `type`: docs/reference/leaderboard-json.md.
public enum LeaderboardJSON {
  /// Calls `body` with each line.
  public static func forEachLine(_ leaderboard: Leaderboard, _ body: (String) -> Void) {
    body(head(leaderboard).text)
    if let overall = leaderboard.overall { lines(of: overall, board: nil, body) }
    for board in leaderboard.boards { lines(of: board.standings, board: board.name, body) }
    comparisons(leaderboard, body)
    for absence in leaderboard.absences { lines(of: absence, leaderboard, body) }
    var answer = JSONLine()
    answer.add("type", "answer")
    answer.add("reference", leaderboard.reference)
    answer.add("text", leaderboard.answer)
    body(answer.text)
    for text in leaderboard.advice {
      var line = JSONLine()
      line.add("type", "advice")
      line.add("text", text)
      body(line.text)
    }
  }

  private static func head(_ leaderboard: Leaderboard) -> JSONLine {
    var line = JSONLine()
    line.add("type", "leaderboard")
    line.add("reference", leaderboard.reference)
    line.add("boards", leaderboard.boards.map(\.name))
    line.add("replicates", leaderboard.standings?.replicates.count)
    line.add("cells", leaderboard.cells)
    line.add("missing", leaderboard.missing)
    return line
  }

  /// Standings, then the difference of each pair of them.
  private static func lines(of standings: Standings, board: String?, _ body: (String) -> Void) {
    for row in standings.rows {
      var line = JSONLine()
      line.add("type", "standing")
      line.add("board", board)
      line.add("policy", row.name)
      line.add("bound", row.rank == nil)
      line.add("rank", row.rank)
      line.add("replicates", row.netReward.count)
      line.add("net_reward", row.netReward.mean)
      line.add("net_reward_low", row.netReward.interval()?.lowerBound)
      line.add("net_reward_high", row.netReward.interval()?.upperBound)
      line.add("regret", row.regret)
      line.add("miss_ratio", row.missRatio)
      line.add("paging_cost", row.pagingCost)
      line.add("load_cost", row.loadCost)
      body(line.text)
    }
    for (i, row) in standings.rows.enumerated() {
      for other in standings.rows.dropFirst(i + 1) {
        var line = JSONLine()
        line.add("type", "difference")
        line.add("board", board)
        line.add("policy", row.name)
        line.add("minus", other.name)
        add(standings.ranking.difference(row.place, minus: other.place), to: &line)
        body(line.text)
      }
    }
  }

  private static func add(_ difference: PairedDifference, to line: inout JSONLine) {
    line.add("replicates", difference.count)
    line.add("mean", difference.mean)
    line.add("standard_deviation", difference.count > 1 ? difference.standardDeviation : nil)
    line.add("low", difference.interval?.lowerBound)
    line.add("high", difference.interval?.upperBound)
    line.add("method", difference.method.rawValue)
    line.add("p", difference.p)
    line.add("p_holm", difference.holm)
    line.add("verdict", difference.verdict.rawValue)
    line.add("replicates_to_decide", difference.replicatesToDecide)
  }

  private static func comparisons(_ leaderboard: Leaderboard, _ body: (String) -> Void) {
    let names = leaderboard.policies.map { leaderboard.manifest.policies[$0].name }
    if let friedman = leaderboard.friedman, let nemenyi = leaderboard.nemenyi {
      var line = JSONLine()
      line.add("type", "ranks")
      line.add("policies", names)
      line.add("mean_ranks", friedman.meanRanks)
      line.add("boards", friedman.boards)
      line.add("friedman", friedman.statistic)
      line.add("friedman_p", friedman.p)
      line.add("iman_davenport", friedman.f)
      line.add("iman_davenport_p", friedman.fP)
      line.add("critical_difference", nemenyi.criticalDifference)
      line.add("groups", nemenyi.groups.map { group in group.map { names[$0] } })
      body(line.text)
    }
    guard names.count > 1 else { return }
    for (i, name) in names.enumerated() {
      let interval = leaderboard.strengths.interval(i)
      var line = JSONLine()
      line.add("type", "strength")
      line.add("policy", name)
      line.add("strength", leaderboard.strengths.strengths[i])
      line.add("low", interval.lowerBound)
      line.add("high", interval.upperBound)
      body(line.text)
    }
    for (i, name) in names.enumerated() {
      for (j, other) in names.enumerated() where i != j {
        let record = leaderboard.headToHead.records[i][j]
        var line = JSONLine()
        line.add("type", "head_to_head")
        line.add("policy", name)
        line.add("against", other)
        line.add("wins", record.wins)
        line.add("ties", record.ties)
        line.add("losses", record.losses)
        line.add("boards_won", record.boardsWon)
        line.add("boards_open", record.boardsOpen)
        line.add("boards_lost", record.boardsLost)
        body(line.text)
      }
    }
  }

  private static func lines(
    of absence: Leaderboard.Absence, _ leaderboard: Leaderboard, _ body: (String) -> Void
  ) {
    var line = JSONLine()
    line.add("type", "absence")
    line.add("policy", absence.name)
    line.add("cells", absence.cells)
    line.add("forfeits", absence.forfeits.count)
    line.add("missing", absence.missing)
    body(line.text)
    for cell in absence.forfeits {
      guard let forfeit = cell.forfeit else { continue }
      var line = JSONLine()
      line.add("type", "forfeit")
      line.add("policy", absence.name)
      line.add("trace", leaderboard.manifest.traces[cell.key.trace].name)
      line.add("capacity", leaderboard.manifest.traces[cell.key.trace].capacities[cell.key.capacity].text)
      line.add("replicate", cell.key.replicate)
      line.add("kind", forfeit.kind)
      line.add("reason", forfeit.reason)
      line.add("place", forfeit.place)
      line.add("at", forfeit.at)
      line.add("fix", forfeit.fix)
      line.add("replay", forfeit.replay)
      body(line.text)
    }
  }
}
