import Core
import Results

/// A leaderboard as text: for the terminal, and as Markdown.
public enum LeaderboardText {
  /// The most boards side by side in a table of net rewards.
  private static let boardsAbreast = 6

  /// For the terminal: the lines of the result; advice is printed on stderr.
  public static func terminal(_ leaderboard: Leaderboard) -> [String] {
    var lines = [heading(leaderboard)]
    let tables = LeaderboardTables(leaderboard)
    if let standings = leaderboard.standings {
      let table = StandingsTable(standings, perRequest: leaderboard.boards.count > 1)
      lines += table.ranked.lines
      if let bounds = table.bounds { lines += ["", "bounds (shown the future, never ranked)"] + bounds.lines }
      lines += ["", table.caption]
    }
    if leaderboard.boards.count > 1 {
      lines += blocks(of: leaderboard, tables).flatMap { [""] + $0.lines }
      if let strengths = tables.strengths { lines += [""] + strengths.lines + [""] + tables.rankTests }
    }
    if let absences = tables.absences {
      lines += [""] + absences.lines + replays(leaderboard).flatMap { ["", "replay: \($0)"] }
    }
    return lines + ["", leaderboard.answer]
  }

  /// As Markdown: also head to head, a table for each board, and the advice.
  public static func markdown(_ leaderboard: Leaderboard) -> [String] {
    var lines = ["# Leaderboard", "", Markdown.escaped(leaderboard.answer)]
    lines += leaderboard.advice.flatMap { ["", "> " + Markdown.escaped($0)] }
    lines += ["", Markdown.escaped(heading(leaderboard))]
    let tables = LeaderboardTables(leaderboard)
    if let standings = leaderboard.standings {
      lines += markdown(standings, perRequest: leaderboard.boards.count > 1)
    }
    if let absences = tables.absences {
      lines +=
        ["", "## Not ranked", ""] + absences.markdown + replays(leaderboard).flatMap { ["", "    " + shown($0)] }
    }
    if let strengths = tables.strengths, let headToHead = tables.headToHead {
      lines += ["", "## Head to head", ""] + strengths.markdown
      lines += tables.rankTests.flatMap { ["", Markdown.escaped($0)] } + [""] + headToHead.markdown
    }
    guard leaderboard.boards.count > 1 else { return lines }
    for board in leaderboard.boards {
      lines += ["", "## " + Markdown.escaped(board.name), "", "\(grouped(board.requests)) requests."]
      lines += markdown(board.standings, perRequest: false)
    }
    return lines
  }

  private static func markdown(_ standings: Standings, perRequest: Bool) -> [String] {
    let table = StandingsTable(standings, perRequest: perRequest)
    return [""] + table.ranked.markdown
      + (table.bounds.map { ["", "Bounds, shown the future and never ranked:", ""] + $0.markdown } ?? [])
      + ["", Markdown.escaped(table.caption)]
  }

  /// "edge-15/k4, 2 000 requests" or "4 boards; utility for each request".
  private static func heading(_ leaderboard: Leaderboard) -> String {
    if let board = leaderboard.boards.first, leaderboard.boards.count == 1 {
      return "\(board.name), \(grouped(board.requests)) requests, \(replicates(board.standings))"
    }
    guard let standings = leaderboard.overall else {
      return leaderboard.boards.isEmpty
        ? "no board finished" : "\(leaderboard.boards.count) boards, and no policy that finished all"
    }
    return
      "\(leaderboard.boards.count) boards, \(replicates(standings)); utility for each request, boards weighing the same"
  }

  private static func replicates(_ standings: Standings) -> String {
    let count = standings.replicates.count
    return "\(grouped(count)) replicate\(count == 1 ? "" : "s")"
  }

  private static func blocks(of leaderboard: Leaderboard, _ tables: LeaderboardTables) -> [Table] {
    stride(from: 0, to: leaderboard.boards.count, by: boardsAbreast).map { first in
      tables.netReward(boards: leaderboard.boards[first..<min(first + boardsAbreast, leaderboard.boards.count)])
    }
  }

  /// The commands that reproduce the first forfeit of each policy.
  private static func replays(_ leaderboard: Leaderboard) -> [String] {
    leaderboard.absences.compactMap { $0.forfeits.first?.forfeit?.replay }
  }
}
