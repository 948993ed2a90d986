import Core
import System

/// A file to which lines are appended; they are made durable on request.
///
/// A write that fails leaves the file unchanged: no partial lines.
final class DurableFile {
  let path: String
  private let file: File
  /// The size of the file in bytes.
  private(set) var count: Int

  /// Opens `path`, and creates it if needed.
  init(_ path: String) throws(Fault) {
    self.path = path
    do throws(SystemError) {
      file = try File(path, [.read, .write, .create])
      count = try file.status().sizeBytes
    } catch {
      throw Messages.unwritable(path, error.reason)
    }
  }

  /// Truncates the file to the first `count` bytes.
  func cut(to count: Int) throws(Fault) {
    try attempt { (file) throws(SystemError) in try file.truncate(to: count) }
    self.count = count
  }

  /// Appends bytes and waits until they are durable.
  func append(_ bytes: [UInt8]) throws(Fault) {
    guard !bytes.isEmpty else { return }
    try append(bytes, isDurable: true)
  }

  /// Appends bytes, which become durable some time later.
  func write(_ bytes: [UInt8]) throws(Fault) { try append(bytes, isDurable: false) }

  private func append(_ bytes: [UInt8], isDurable: Bool) throws(Fault) {
    do throws(SystemError) {
      try file.write(bytes, at: count)
      if isDurable { try file.synchronize() }
    } catch {
      // The rest of a failed write is cut off; if that fails too, the next reading finds a truncated line.
      try? file.truncate(to: count)
      throw Messages.unwritable(path, error.reason)
    }
    count += bytes.count
  }

  private func attempt(_ body: (File) throws(SystemError) -> Void) throws(Fault) {
    do throws(SystemError) {
      try body(file)
    } catch {
      throw Messages.unwritable(path, error.reason)
    }
  }

  /// Copies `length` bytes from `offset` to the end of `bytes`.
  func read(at offset: Int, length: Int, into bytes: inout [UInt8]) throws(Fault) {
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: length))
    let result = bytes.withUnsafeMutableBytes { bytes in
      Result { () throws(SystemError) in
        try file.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[start...]), at: offset)
      }
    }
    switch result {
    case .success(let count): if count < length { throw Messages.unreadable(path, "it is shorter than it was") }
    case .failure(let error): throw Messages.unreadable(path, error.reason)
    }
  }

  /// Locks the file until the process ends; false if another process has locked it.
  func lock() -> Bool { file.tryLock() }

  /// Replaces `path` atomically by a new file written by `write`; on failure the old file is kept.
  static func replace(_ path: String, _ write: (DurableFile) throws(Fault) -> Void) throws(Fault) {
    let new = path + ".new"
    do throws(Fault) {
      let file = try DurableFile(new)
      try file.cut(to: 0)
      try write(file)
      try file.attempt { (file) throws(SystemError) in try file.synchronize() }
    } catch {
      try? FileSystem.remove(new)
      throw error
    }
    do throws(SystemError) {
      try FileSystem.rename(new, to: path)
    } catch {
      throw Messages.unwritable(path, error.reason)
    }
    // Makes the name durable; failures are ignored, as some file systems cannot.
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    try? File(folder, [.read, .folder]).synchronize()
  }
}
