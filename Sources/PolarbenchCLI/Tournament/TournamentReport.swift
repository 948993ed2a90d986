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
  /// Whether report.html is written into the folder.
  var writesPage = true

  /// - Returns: the exit code: 1 where there are forfeits.
  func show() throws(Fault) -> Int32 {
    let tournament = try StoredTournament(folder: folder)
    let leaderboard = try Leaderboard(tournament)
    format.forEachLine(of: tournament, leaderboard) { Output.line($0) }
    if writesPage { writePage(tournament, leaderboard) }
    if !isQuiet {
      for advice in leaderboard.advice { Output.note("advice: \(advice)") }
      Output.note("kept in '\(folder)'")
    }
    return tournament.forfeits.isEmpty ? 0 : 1
  }

  /// The tournament is kept whatever becomes of its page.
  private func writePage(_ tournament: StoredTournament, _ leaderboard: Leaderboard) {
    let path = folder + "/report.html"
    do throws(Fault) {
      try ReportPage(tournament: tournament, leaderboard: leaderboard).write(to: path, figures: nil)
      if !isQuiet { Output.note("report: \(path)") }
    } catch {
      Output.note("warning: no report.html: \(error.described)")
    }
  }
}
