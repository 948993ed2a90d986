import Core
import Glibc

/// A file that lines are appended to, and made durable when told.
///
/// A write that fails leaves the file as it was before: no half lines.
final class DurableFile {
  let path: String
  private let descriptor: Int32
  /// Bytes that are in the file.
  private(set) var count: Int

  /// Opens `path`, and makes it where there is none.
  init(_ path: String) throws(Fault) {
    self.path = path
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Messages.unwritable(path, systemError()) }
    count = Int(lseek(descriptor, 0, SEEK_END))
  }

  /// Cuts what stands after the first `count` bytes.
  func cut(to count: Int) throws(Fault) {
    guard ftruncate(descriptor, off_t(count)) == 0 else { throw Messages.unwritable(path, systemError()) }
    self.count = count
  }

  deinit { close(descriptor) }

  /// Appends bytes and waits until they are durable.
  func append(_ bytes: [UInt8]) throws(Fault) {
    guard !bytes.isEmpty else { return }
    let before = count
    try write(bytes)
    guard fsync(descriptor) == 0 else { throw undone(to: before) }
  }

  /// Appends bytes, which are durable some time later.
  func write(_ bytes: [UInt8]) throws(Fault) {
    var written = 0
    while written < bytes.count {
      let now = bytes.withUnsafeBytes {
        pwrite(descriptor, $0.baseAddress! + written, bytes.count - written, off_t(count + written))
      }
      if now < 0, errno == EINTR { continue }
      guard now > 0 else { throw undone(to: count) }
      written += now
    }
    count += written
  }

  /// The fault of a failed write, after what it left was cut off.
  private func undone(to length: Int) -> Fault {
    let reason = systemError()
    count = length
    _ = ftruncate(descriptor, off_t(count))
    return Messages.unwritable(path, reason)
  }

  /// Copies `length` bytes from `offset` to the end of `bytes`.
  func read(at offset: Int, length: Int, into bytes: inout [UInt8]) throws(Fault) {
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: length))
    var done = 0
    while done < length {
      let now = bytes.withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress! + start + done, length - done, off_t(offset + done))
      }
      if now < 0, errno == EINTR { continue }
      guard now > 0 else { throw Messages.unreadable(path, now == 0 ? "it is shorter than it was" : systemError()) }
      done += now
    }
  }

  /// Whether nobody else holds the file, which is held from now on until the process ends.
  func lock() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }

  /// Replaces `path` by what `write` puts into a new file, in one step; what stood there stays where that fails.
  static func replace(_ path: String, _ write: (DurableFile) throws(Fault) -> Void) throws(Fault) {
    let new = path + ".new"
    do throws(Fault) {
      let file = try DurableFile(new)
      try file.cut(to: 0)
      try write(file)
      guard fsync(file.descriptor) == 0 else { throw Messages.unwritable(new, systemError()) }
    } catch {
      unlink(new)
      throw error
    }
    guard rename(new, path) == 0 else { throw Messages.unwritable(path, systemError()) }
    sync(folderOf: path)
  }

  /// Makes the names in a file's folder durable.
  private static func sync(folderOf path: String) {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}

/// What the system says of its last error.
func systemError() -> String { String(cString: strerror(errno)) }
