import Core
import Reports
import Results
import System
import Tournaments

/// Runs a tournament for a user: with progress, until it is complete or interrupted, and with a report at the end.
package struct TournamentPlay {
  package let run: TournamentRun
  package let format: ReportFormat
  package let csv: CSVForm
  package let isQuiet: Bool
  /// Whether report.html is written at the end.
  package var writesPage = true

  package init(run: TournamentRun, format: ReportFormat, csv: CSVForm, isQuiet: Bool, writesPage: Bool = true) {
    self.run = run
    self.format = format
    self.csv = csv
    self.isQuiet = isQuiet
    self.writesPage = writesPage
  }

  /// - Returns: the exit code: 0, or 1 if there are forfeits. Does not return if it is interrupted.
  package func play() throws(Fault) -> Int32 {
    let (store, manifest) = (run.store, run.plan.manifest)
    if !isQuiet, let old = store.previous?.build, old.commit != manifest.build.commit, store.found.contains(true) {
      Output.note(
        "advice: the cells that are there were played by commit \(old.commit?.prefix(12) ?? "unknown"); this is "
          + "\(manifest.build.commit?.prefix(12) ?? "unknown")")
    }
    let progress = Progress(total: run.keys.count, unit: "cells", isQuiet: isQuiet)
    Signals.noteEndings()
    let isWhole: Bool
    do throws(Fault) {
      isWhole = try run.play { left, lost in
        progress.show(
          done: run.keys.count - left, remark: lost == 0 ? "" : ", \(lost) forfeit\(lost == 1 ? "" : "s")")
        return Signals.ending == 0
      }
    } catch {
      progress.finish()
      throw error
    }
    progress.finish()
    if !isWhole { endInterrupted() }
    if let shard = manifest.shard {
      if !isQuiet {
        Output.note("shard \(shard.described): \(grouped(store.present.count { $0 })) cells, kept in '\(run.folder)'")
      }
      return run.forfeits == 0 ? 0 : 1
    }
    return try TournamentReport(
      folder: run.folder, format: format, isQuiet: isQuiet, writesPage: writesPage, csv: csv
    ).show()
  }

  /// Prints the stored cells and the command to resume, and ends the process; running cells are lost.
  private func endInterrupted() -> Never {
    let kept = (try? StoredTournament(folder: run.folder).cells.count) ?? 0
    let total = run.plan.cells.numbers(of: run.plan.manifest.shard).count
    Output.note("interrupted: \(grouped(kept)) of \(grouped(total)) cells are kept in '\(run.folder)'")
    Output.note("  resume: \(run.resumeCommand)")
    Signals.exitNow(128 + Signals.ending)
  }
}
