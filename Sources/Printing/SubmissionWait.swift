import Cluster
import Core
import System
import Tournaments

/// Waits until the merge of a submission is over.
package struct SubmissionWait {
  /// Seconds between two queries: short at first for short jobs, then longer to spare the cluster.
  private static let pauses = 0.5...30.0
  /// Consecutive queries that may fail: Slurm may restart, or be busy.
  private static let patience = 5

  package let folder: SubmissionFolder
  package let book: JobBook
  package let isQuiet: Bool

  package init(folder: SubmissionFolder, book: JobBook, isQuiet: Bool) {
    self.folder = folder
    self.book = book
    self.isQuiet = isQuiet
  }

  /// - Returns: the last state of each task. Does not return if it is interrupted.
  package func wait() throws(Fault) -> [SlurmTask] {
    var seen: [SlurmTask] = []
    var pause = Self.pauses.lowerBound
    var failures = 0
    let progress = Progress(total: book.shardCount, unit: "shards", isQuiet: isQuiet)
    defer { progress.finish() }
    Signals.noteEndings()
    while true {
      do throws(Fault) {
        let now = try Slurm.tasks(of: book.entries.map(\.job))
        failures = 0
        for task in now {
          seen.removeAll { $0.job == task.job && $0.index == task.index }
          seen.append(task)
        }
        // Slurm no longer lists jobs that ended long ago.
        guard now.contains(where: { $0.job == book.merge?.job && !$0.isOver }) else { return seen }
      } catch {
        failures += 1
        if failures > Self.patience { throw CommandMessages.lostSight(error, folder.path) }
      }
      progress.show(done: book.shardCount - waiting(in: seen))
      SystemClock.sleep(seconds: pause)
      pause = min(Self.pauses.upperBound, pause * 1.25)
      if Signals.ending != 0 {
        progress.finish()
        endInterrupted()
      }
    }
  }

  /// Shards that are queued or running.
  private func waiting(in tasks: [SlurmTask]) -> Int {
    (1...book.shardCount).count { shard in
      tasks.contains { $0.job == book.array(of: shard)?.job && $0.index == shard && !$0.isOver }
    }
  }

  private func endInterrupted() -> Never {
    let jobs = book.entries.map { String($0.job) }
    Output.note("interrupted: the jobs continue")
    Output.note("  wait:   " + ShellWord.joined(["polarbench", "submit", "--resume", "--wait", "-o", folder.path]))
    Output.note("  cancel: " + ShellWord.joined(["scancel"] + jobs))
    Signals.exitNow(128 + Signals.ending)
  }
}
