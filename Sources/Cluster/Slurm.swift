import Core

/// Calls of Slurm's commands.
public enum Slurm {
  /// Submits a script.
  ///
  /// - Returns: the job's number.
  /// - Throws: a fault if `sbatch` does not exist or refuses the job.
  public static func submit(_ job: SlurmJob) throws(Fault) -> Int {
    guard let answer = try Program.run(job.words) else { throw Messages.noSlurm("sbatch") }
    guard answer.status == 0 else { throw Messages.refused(job.words, said(answer)) }
    // With several clusters: `12;cluster`.
    let number = answer.output.prefix { $0.isASCII && $0.isNumber }
    guard let job = Int(number) else { throw Messages.refused(job.words, "it answered '\(answer.output)'") }
    return job
  }

  /// The tasks of some jobs, as far as Slurm still lists them: for some minutes after their end.
  public static func tasks(of jobs: [Int]) throws(Fault) -> [SlurmTask] {
    guard !jobs.isEmpty else { return [] }
    let words = [
      "squeue", "--noheader", "--array", "--states=all", "--jobs=" + SlurmJob.list(jobs), "--format=%F|%K|%T",
    ]
    guard let answer = try Program.run(words) else { throw Messages.noSlurm("squeue") }
    if answer.status != 0 {
      // For a single job that ended long ago it reports an error instead of an empty list.
      if answer.errors.contains("Invalid job id") { return [] }
      throw Messages.noAnswer(words, said(answer))
    }
    return answer.output.split(separator: "\n").compactMap(SlurmTask.init(line:))
  }

  /// The command for a user to list some jobs.
  public static func look(at jobs: [Int]) -> String { "squeue --jobs=" + SlurmJob.list(jobs) }

  /// A program's error output, on one line and without its name prefix.
  private static func said(_ answer: Program) -> String {
    let lines = (answer.errors + answer.output).split(separator: "\n").map { (line: Substring) -> String in
      let name = "sbatch: error: "
      return String(line.hasPrefix(name) ? line.dropFirst(name.count) : line)
    }
    return lines.isEmpty ? "it ended with status \(answer.status) and no word" : lines.joined(separator: "; ")
  }
}

/// A job, or one task of an array.
public struct SlurmTask: Sendable, Equatable {
  public var job: Int
  /// The index in an array; nil for a single job.
  public var index: Int?
  /// In Slurm's words: `RUNNING`, `CANCELLED`.
  public var state: String

  public init(job: Int, index: Int?, state: String) {
    self.job = job
    self.index = index
    self.state = state
  }

  /// From `12|3|RUNNING`; nil for anything else.
  package init?(line: Substring) {
    let fields = line.split(separator: "|", omittingEmptySubsequences: false)
    guard fields.count == 3, let job = Int(fields[0]) else { return nil }
    self.init(job: job, index: Int(fields[1]), state: String(fields[2]))
  }

  /// Whether it has ended and will not start again.
  public var isOver: Bool {
    [
      "BOOT_FAIL", "CANCELLED", "COMPLETED", "DEADLINE", "FAILED", "NODE_FAIL", "OUT_OF_MEMORY", "PREEMPTED", "REVOKED",
      "TIMEOUT",
    ].contains(state)
  }
}
