import ArgumentParser
import Core
import Reports
import Results

extension ReportFormat: ExpressibleByArgument {}

/// What a tournament came to, told at its end.
struct TournamentReport {
  let folder: String
  let format: ReportFormat
  let isQuiet: Bool

  /// - Returns: the exit code: 1 where there are forfeits.
  func show() throws(Fault) -> Int32 {
    let tournament = try StoredTournament(folder: folder)
    let leaderboard = try Leaderboard(tournament)
    format.forEachLine(of: tournament, leaderboard) { Output.line($0) }
    if !isQuiet {
      for advice in leaderboard.advice { Output.note("advice: \(advice)") }
      Output.note("kept in '\(folder)'")
    }
    return tournament.forfeits.isEmpty ? 0 : 1
  }
}
