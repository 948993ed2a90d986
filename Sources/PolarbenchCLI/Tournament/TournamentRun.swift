import Core
import Reports
import Results
import Synchronization
import System
import Workbench

/// Plays what is missing of a tournament into its folder.
struct TournamentRun {
  let plan: TournamentPlan
  let folder: String
  let resumes: Bool
  let jobs: Int
  let format: ReportFormat
  let csv: CSVForm
  let isQuiet: Bool
  /// Whether report.html is written at the end.
  var writesPage = true

  /// - Returns: the exit code: 0, or 1 where there are forfeits. Does not return where it is interrupted.
  func play() throws(Fault) -> Int32 {
    let store = try StoreWriter(folder: folder, manifest: plan.manifest, mode: resumes ? .resumes : .begins)
    let keys = plan.keys(but: store.found)
    if !isQuiet, let old = store.previous?.build, old.commit != plan.manifest.build.commit, store.found.contains(true) {
      Output.note(
        "advice: the cells that are there were played by commit \(old.commit?.prefix(12) ?? "unknown"); this is "
          + "\(plan.manifest.build.commit?.prefix(12) ?? "unknown")")
    }
    store.begin(
      command: plan.manifest.command, build: plan.manifest.build, jobs: jobs, startedAt: SystemClock.dateSeconds)
    let forfeits = Atomic<Int>(0)
    let progress = Progress(total: keys.count, unit: "cells", isQuiet: isQuiet)
    Signals.noteEndings()
    let isWhole: Bool
    do throws(Fault) {
      isWhole = try plan.tournament.play(
        keys, jobs: jobs,
        deliver: { finished in
          if finished.cell.isForfeit { forfeits.wrappingAdd(1, ordering: .relaxed) }
          store.add(finished)
        },
        tick: { (left) throws(Fault) in
          try store.flush()
          let lost = forfeits.load(ordering: .relaxed)
          progress.show(done: keys.count - left, remark: lost == 0 ? "" : ", \(lost) forfeit\(lost == 1 ? "" : "s")")
          return Signals.ending == 0
        })
      if isWhole { try store.finish() } else { try store.flush() }
    } catch {
      progress.finish()
      var fault = error
      if fault.fix == nil { fault.fix = "what was finished is kept; go on with: \(resumeCommand)" }
      throw fault
    }
    progress.finish()
    if !isWhole { endInterrupted(store) }
    if let shard = plan.manifest.shard {
      if !isQuiet {
        Output.note("shard \(shard.described): \(grouped(store.present.count { $0 })) cells, kept in '\(folder)'")
      }
      return forfeits.load(ordering: .relaxed) + store.foundForfeits == 0 ? 0 : 1
    }
    return try TournamentReport(folder: folder, format: format, isQuiet: isQuiet, writesPage: writesPage, csv: csv)
      .show()
  }

  /// Says what is kept and how to go on, and ends the process: the cells in play are given up.
  private func endInterrupted(_ store: StoreWriter) -> Never {
    let kept = (try? StoredTournament(folder: folder).cells.count) ?? 0
    let total = plan.cells.numbers(of: plan.manifest.shard).count
    Output.note("interrupted: \(grouped(kept)) of \(grouped(total)) cells are kept in '\(folder)'")
    Output.note("  resume: \(resumeCommand)")
    Signals.exitNow(128 + Signals.ending)
  }

  private var resumeCommand: String {
    var words = ["polarbench", "tournament", "--resume"]
    guard let shard = plan.manifest.shard else { return ShellWord.joined(words + ["-o", ShellWord.path(folder)]) }
    let output = folder.dropLast(ShardOption.folder(of: shard, in: "").count)
    words += ["--shard", shard.described, "-o", ShellWord.path(String(output))]
    return ShellWord.joined(words)
  }
}
