import Core
import System

extension TrustList {
  /// The longest list, in bytes.
  private static let sizeLimit = 1 << 20

  /// The bytes of the file; nil if it does not exist.
  ///
  ///
  /// - Throws: a fault if it is not a file of the user that only the user may write.
  func contents() throws(Fault) -> [UInt8]? {
    let list: File
    do throws(SystemError) {
      list = try File(file.text, [.read, .nonBlocking])
    } catch {
      if error == .noSuchFile || error == .notAFolder { return nil }
      throw Messages.unreadable(file, error.reason)
    }
    try checkOwn(list, file, .file, mode: "600")
    let folder = try reading(file.folder) { () throws(SystemError) in try File(file.folder.text, [.read, .folder]) }
    try checkOwn(folder, file.folder, .folder, mode: "700")
    guard let bytes = try reading(file, { () throws(SystemError) in try list.rest(limit: Self.sizeLimit) }) else {
      throw Messages.tooLong(file, limit: Self.sizeLimit)
    }
    return bytes
  }

  private func checkOwn(
    _ opened: File, _ path: RawPath, _ kind: FileStatus.Kind, mode: String
  ) throws(Fault) {
    let status = try reading(path) { () throws(SystemError) in try opened.status() }
    guard status.kind == kind else { throw Messages.unreadable(path, "it is not a file") }
    guard status.owner == Environment.user else { throw Messages.belongsToOther(path) }
    guard !status.isOpenToOthers else { throw Messages.writtenByOthers(path, mode: mode) }
  }

  /// Creates the folder if needed, and locks it until the file is released.
  func lock() throws(Fault) -> File {
    try writing { () throws(SystemError) in
      try FileSystem.makeFolder(file.folder.text, permissions: 0o700)
      let folder = try File(file.folder.text, [.read, .folder])
      try folder.lock()
      return folder
    }
  }

  /// Replaces the file atomically; on failure the old file is kept.
  func write(_ bytes: [UInt8]) throws(Fault) {
    // A link to the file is kept.
    let target = ((try? file.canonical()) ?? file).text
    let new = target + ".new"
    try? FileSystem.remove(new)
    try writing { () throws(SystemError) in
      let list = try File(new, [.write, .create, .exclusive], permissions: 0o600)
      do throws(SystemError) {
        try list.write(bytes)
        try list.synchronize()
        try list.close()
        try FileSystem.rename(new, to: target)
      } catch {
        try? FileSystem.remove(new)
        throw error
      }
    }
  }

  private func writing<Answer>(_ body: () throws(SystemError) -> Answer) throws(Fault) -> Answer {
    do throws(SystemError) {
      return try body()
    } catch {
      throw Messages.unwritable(file, error.reason)
    }
  }

  private func reading<Answer>(_ path: RawPath, _ body: () throws(SystemError) -> Answer) throws(Fault) -> Answer {
    do throws(SystemError) {
      return try body()
    } catch {
      throw Messages.unreadable(path, error.reason)
    }
  }
}
