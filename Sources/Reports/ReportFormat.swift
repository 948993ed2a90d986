import Core
import Results

/// A format for printing a tournament on stdout.
public enum ReportFormat: String, CaseIterable, Sendable {
  /// The leaderboard, for a terminal.
  case table
  /// The cells, one per row.
  case csv
  /// The leaderboard as JSON Lines.
  case json
  /// The leaderboard with a table for each board.
  case markdown

  /// Calls `body` with each line; a row of raw CSV may contain line ends.
  public func forEachLine(
    of tournament: StoredTournament, _ leaderboard: Leaderboard, csv: CSVForm = .sheet, _ body: (String) -> Void
  ) {
    switch self {
    case .table: LeaderboardText.terminal(leaderboard).forEach(body)
    case .csv: CellsCSV.forEachRow(tournament, csv, body)
    case .json: LeaderboardJSON.forEachLine(leaderboard, body)
    case .markdown: LeaderboardText.markdown(leaderboard).forEach(body)
    }
  }
}
