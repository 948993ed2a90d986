import Cluster
import Core
import Results
import System

/// Where a submission keeps what the cluster needs: `slurm/` in the tournament's folder.
struct SubmissionFolder {
  /// The tournament's folder, as typed.
  let path: String

  init(_ path: String) {
    var path = path
    while path.count > 1, path.last == "/" { path.removeLast() }
    self.path = ShellWord.path(path)
  }

  var slurm: String { path + "/slurm" }
  var manifest: String { slurm + "/manifest.json" }
  var shardScript: String { slurm + "/shard.sh" }
  var mergeScript: String { slurm + "/merge.sh" }
  var jobs: String { slurm + "/jobs.jsonl" }

  /// Where a shard's log is; runs of it one after the other.
  func log(ofShard index: Int) -> String { "\(slurm)/shard-\(index).log" }
  func log(ofMerge job: Int) -> String { "\(slurm)/merge-\(job).log" }
}

extension SubmissionFolder {
  /// The whole path of one that may start at the working folder.
  static func whole(_ path: String) -> String { path.hasPrefix("/") ? path : FileSystem.workingFolder + "/" + path }

  /// This program's own file.
  static var program: String { Environment.ownProgram ?? "polarbench" }

  func scripts(shardCount: Int, flags: [String]) -> BatchScripts {
    var scripts = BatchScripts(
      program: Self.program, workingFolder: FileSystem.workingFolder, folder: path, manifest: manifest,
      shardCount: shardCount)
    scripts.flags = flags
    return scripts
  }

  /// Makes the folder, with the manifest and the scripts in it.
  ///
  /// - Throws: a fault where something is there that is not left from a submission that Slurm refused.
  func begin(_ manifest: Manifest, _ scripts: BatchScripts) throws(Fault) {
    try checkFree()
    do throws(SystemError) {
      try FileSystem.makeFolder(slurm)
    } catch {
      throw CommandMessages.cannotWrite(slurm, error.reason)
    }
    for (path, text) in [
      (self.manifest, manifest.text), (shardScript, scripts.shard), (mergeScript, scripts.merge),
    ] {
      try Self.write(text, to: path)
    }
  }

  /// Refuses names that would not stand in a script as what they are.
  func checkNames() throws(Fault) {
    for name in [Self.whole(path), FileSystem.workingFolder, Self.program] where shown(name) != name {
      throw CommandMessages.unseenInPath(name)
    }
  }

  private func checkFree() throws(Fault) {
    // Slurm reads the names of logs as patterns, with the folder before them.
    guard !Self.whole(path).contains(where: { $0 == "%" || $0 == "\\" }) else {
      throw CommandMessages.patternInPath(Self.whole(path))
    }
    guard !FileSystem.exists(jobs) else { throw CommandMessages.alreadySubmitted(path) }
    let names = ((try? FileSystem.names(in: path)) ?? []).filter { $0 != "slurm" && !$0.hasPrefix(".") }
    guard names.isEmpty else { throw CommandMessages.folderTaken(path, names) }
  }

  /// The jobs that were submitted; a fault where there was no submission.
  func readBook() throws(Fault) -> JobBook {
    guard FileSystem.exists(jobs) else { throw CommandMessages.neverSubmitted(path) }
    let bytes = try readWhole(jobs, limit: 1 << 28)
    return try JobBook(parsing: String(decoding: bytes, as: UTF8.self), file: jobs)
  }

  func write(_ book: JobBook) throws(Fault) { try Self.write(book.text, to: jobs) }

  private static func write(_ text: String, to path: String) throws(Fault) {
    let file = try FileOutput(path)
    try file.write(text)
    try file.close()
  }
}
