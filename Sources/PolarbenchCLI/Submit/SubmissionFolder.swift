import Cluster
import Core
import Glibc
import Results
import Traces

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
  static func whole(_ path: String) -> String { path.hasPrefix("/") ? path : workingFolder + "/" + path }

  static var workingFolder: String {
    guard let path = getcwd(nil, 0) else { return "." }
    defer { free(path) }
    return String(rawCString: path)
  }

  /// This program's own file.
  static var program: String {
    ownProgram() ?? "polarbench"
  }

  func scripts(shardCount: Int, flags: [String]) -> BatchScripts {
    var scripts = BatchScripts(
      program: Self.program, workingFolder: Self.workingFolder, folder: path, manifest: manifest,
      shardCount: shardCount)
    scripts.flags = flags
    return scripts
  }

  /// Makes the folder, with the manifest and the scripts in it.
  ///
  /// - Throws: a fault where something is there that is not left from a submission that Slurm refused.
  func begin(_ manifest: Manifest, _ scripts: BatchScripts) throws(Fault) {
    try checkFree()
    for end in slurm.indices.dropFirst() where slurm[end] == "/" { mkdir(String(slurm[..<end]), 0o777) }
    guard mkdir(slurm, 0o777) == 0 || errno == EEXIST else {
      throw CommandMessages.cannotWrite(slurm, String(cString: strerror(errno)))
    }
    for (path, text) in [
      (self.manifest, manifest.text), (shardScript, scripts.shard), (mergeScript, scripts.merge),
    ] {
      try Self.write(text, to: path)
    }
  }

  /// Refuses names that would not stand in a script as what they are.
  func checkNames() throws(Fault) {
    for name in [Self.whole(path), Self.workingFolder, Self.program] where shown(name) != name {
      throw CommandMessages.unseenInPath(name)
    }
  }

  private func checkFree() throws(Fault) {
    // Slurm reads the names of logs as patterns, with the folder before them.
    guard !Self.whole(path).contains(where: { $0 == "%" || $0 == "\\" }) else {
      throw CommandMessages.patternInPath(Self.whole(path))
    }
    guard access(jobs, F_OK) != 0 else { throw CommandMessages.alreadySubmitted(path) }
    let names = (names(inFolder: path) ?? []).filter { $0 != "slurm" && !$0.hasPrefix(".") }
    guard names.isEmpty else { throw CommandMessages.folderTaken(path, names) }
  }

  /// The jobs that were submitted; a fault where there was no submission.
  func readBook() throws(Fault) -> JobBook {
    guard access(jobs, F_OK) == 0 else { throw CommandMessages.neverSubmitted(path) }
    let source = try FileBytes(jobs)
    var bytes: [UInt8] = []
    let space = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { space.deallocate() }
    while case let count = try source.read(into: space), count > 0 { bytes.append(contentsOf: space[..<count]) }
    return try JobBook(parsing: String(decoding: bytes, as: UTF8.self), file: jobs)
  }

  func write(_ book: JobBook) throws(Fault) { try Self.write(book.text, to: jobs) }

  private static func write(_ text: String, to path: String) throws(Fault) {
    let file = try FileOutput(path)
    try file.write(text)
    try file.close()
  }
}
