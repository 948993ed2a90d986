import Core
import Reports
import Results

extension ReportFormat {
  /// Prints a tournament on stdout.
  package func show(_ tournament: StoredTournament, _ leaderboard: Leaderboard, csv: CSVForm) {
    forEachLine(of: tournament, leaderboard, csv: csv) { self == .csv ? Output.data($0 + "\n") : Output.line($0) }
  }
}

/// Prints the result of a tournament at its end.
package struct TournamentReport {
  package let folder: String
  package let format: ReportFormat
  package let isQuiet: Bool
  /// Whether report.html is written into the folder.
  package var writesPage = true
  package var csv = CSVForm.sheet

  package init(
    folder: String, format: ReportFormat, isQuiet: Bool, writesPage: Bool = true, csv: CSVForm = CSVForm.sheet
  ) {
    self.folder = folder
    self.format = format
    self.isQuiet = isQuiet
    self.writesPage = writesPage
    self.csv = csv
  }

  /// - Returns: the exit code: 1 if there are forfeits.
  package func show() throws(Fault) -> Int32 {
    let tournament = try StoredTournament(folder: folder)
    let leaderboard = try Leaderboard(tournament)
    format.show(tournament, leaderboard, csv: csv)
    if writesPage { writePage(tournament, leaderboard) }
    if !isQuiet {
      for advice in leaderboard.advice { Output.note("advice: \(advice)") }
      Output.note("kept in '\(folder)'")
    }
    return tournament.forfeits.isEmpty ? 0 : 1
  }

  /// A failure to write the page is only a warning.
  private func writePage(_ tournament: StoredTournament, _ leaderboard: Leaderboard) {
    let path = folder + "/report.html"
    do throws(Fault) {
      try ReportPage(tournament: tournament, leaderboard: leaderboard).write(to: path, figures: nil)
      if !isQuiet { Output.note("report: \(path)") }
    } catch {
      Output.fault(error, as: "warning: no report.html: ")
    }
  }
}
