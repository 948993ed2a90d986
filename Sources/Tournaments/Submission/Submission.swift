import Cluster
import Core
import Results

/// A tournament on a cluster: what was submitted, and what is to be.
public struct Submission {
  public let folder: SubmissionFolder
  public private(set) var book: JobBook
  /// What Slurm is asked for: the same as the time before, with what is asked for now laid over it.
  private let cpus: Int?
  private let requests: [String]

  public init(_ folder: SubmissionFolder, book: JobBook, cpus: Int?, requests: [String]) {
    self.folder = folder
    self.book = book
    self.cpus = cpus ?? book.array?.cpus
    // Of two options that exclude each other the later one counts for Slurm.
    self.requests = (book.entries.last?.requests ?? []) + requests
  }

  /// The job array of some shards.
  public func arrayJob(_ shards: [Int]) -> SlurmJob {
    var job = job(folder.shardScript, name: "polarbench", log: "shard-%a.log")
    job.cpus = cpus
    job.indices = shards
    return job
  }

  /// The job that merges after others, whatever came of them.
  public func mergeJob(after jobs: [String]) -> SlurmJob {
    var job = job(folder.mergeScript, name: "polarbench-merge", log: "merge-%j.log")
    job.after = jobs
    return job
  }

  private func job(_ script: String, name: String, log: String) -> SlurmJob {
    var job = SlurmJob(
      script: SubmissionFolder.whole(script), name: name, logFolder: SubmissionFolder.whole(folder.slurm), log: log)
    job.requests = requests
    return job
  }

  /// Submits shards, if any, and a merge after them and after jobs that are still in the queue.
  public mutating func submit(_ shards: [Int], after queued: [Int]) throws(Fault) {
    var after = queued
    if !shards.isEmpty {
      let number = try Slurm.submit(arrayJob(shards))
      after.append(number)
      try note(JobBook.Entry(job: number, shards: shards, cpus: cpus, requests: requests))
    }
    let merge: Int
    do throws(Fault) {
      merge = try Slurm.submit(mergeJob(after: after.map { String($0) }))
    } catch {
      throw shards.isEmpty ? error : Messages.mergeRefused(error, array: after.last!, folder.path)
    }
    try note(JobBook.Entry(job: merge, shards: [], requests: requests))
  }

  private mutating func note(_ entry: JobBook.Entry) throws(Fault) {
    book.entries.append(entry)
    try folder.write(book)
  }
}
