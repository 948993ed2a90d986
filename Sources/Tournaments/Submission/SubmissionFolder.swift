import Cluster
import Core
import Results
import System

/// Where a submission keeps what the cluster needs: `slurm/` in the tournament's folder.
public struct SubmissionFolder {
  /// The tournament's folder, as typed.
  public let path: String

  public init(_ path: String) {
    var path = path
    while path.count > 1, path.last == "/" { path.removeLast() }
    self.path = ShellWord.path(path)
  }

  public var slurm: String { path + "/slurm" }
  public var manifest: String { slurm + "/manifest.json" }
  public var shardScript: String { slurm + "/shard.sh" }
  public var mergeScript: String { slurm + "/merge.sh" }
  public var jobs: String { slurm + "/jobs.jsonl" }

  /// Where a shard's log is; runs of it one after the other.
  public func log(ofShard index: Int) -> String { "\(slurm)/shard-\(index).log" }
  public func log(ofMerge job: Int) -> String { "\(slurm)/merge-\(job).log" }
}

extension SubmissionFolder {
  /// The whole path of one that may start at the working folder.
  public static func whole(_ path: String) -> String {
    path.hasPrefix("/") ? path : FileSystem.workingFolder + "/" + path
  }

  /// This program's own file.
  public static var program: String { Environment.ownProgram ?? "polarbench" }

  public func scripts(shardCount: Int, flags: [String]) -> BatchScripts {
    var scripts = BatchScripts(
      program: Self.program, workingFolder: FileSystem.workingFolder, folder: path, manifest: manifest,
      shardCount: shardCount)
    scripts.flags = flags
    return scripts
  }

  /// Makes the folder, with the manifest and the scripts in it.
  ///
  /// - Throws: a fault where something is there that is not left from a submission that Slurm refused.
  public func begin(_ manifest: Manifest, _ scripts: BatchScripts) throws(Fault) {
    try checkFree()
    do throws(SystemError) {
      try FileSystem.makeFolder(slurm)
    } catch {
      throw Messages.cannotWrite(slurm, error.reason)
    }
    for (path, text) in [
      (self.manifest, manifest.text), (shardScript, scripts.shard), (mergeScript, scripts.merge),
    ] {
      try Self.write(text, to: path)
    }
  }

  /// Refuses names that would not stand in a script as what they are.
  public func checkNames() throws(Fault) {
    for name in [Self.whole(path), FileSystem.workingFolder, Self.program] where shown(name) != name {
      throw Messages.unseenInPath(name)
    }
  }

  private func checkFree() throws(Fault) {
    // Slurm reads the names of logs as patterns, with the folder before them.
    guard !Self.whole(path).contains(where: { $0 == "%" || $0 == "\\" }) else {
      throw Messages.patternInPath(Self.whole(path))
    }
    guard !FileSystem.exists(jobs) else { throw Messages.alreadySubmitted(path) }
    let names = ((try? FileSystem.names(in: path)) ?? []).filter { $0 != "slurm" && !$0.hasPrefix(".") }
    guard names.isEmpty else { throw Messages.folderTaken(path, names) }
  }

  /// The jobs that were submitted; a fault where there was no submission.
  public func readBook() throws(Fault) -> JobBook {
    guard FileSystem.exists(jobs) else { throw Messages.neverSubmitted(path) }
    let bytes = try readWhole(jobs, limit: 1 << 28)
    return try JobBook(parsing: String(decoding: bytes, as: UTF8.self), file: jobs)
  }

  public func write(_ book: JobBook) throws(Fault) { try Self.write(book.text, to: jobs) }

  private static func write(_ text: String, to path: String) throws(Fault) {
    let file = try FileOutput(path)
    try file.write(text)
    try file.close()
  }
}
