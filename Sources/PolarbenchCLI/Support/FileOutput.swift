import Core
import Glibc

/// A text file written through a buffer.
final class FileOutput {
  private let descriptor: Int32
  private let path: String
  private var buffer: [UInt8] = []

  /// Opens `path` for writing; what stood there is replaced, as the caller named the file.
  init(_ path: String) throws(Fault) {
    self.path = path
    descriptor = openOutput(path, O_CREAT | O_TRUNC)
    guard descriptor >= 0 else { throw CommandMessages.cannotWrite(path, String(cString: strerror(errno))) }
    buffer.reserveCapacity(1 << 16)
  }

  /// Finds out whether `path` can be written to before much work is done for it; what stands there stays.
  static func check(_ path: String) throws(Fault) {
    // A pipe's reader would take the close below for the end.
    if access(path, F_OK) == 0, !isPlainFile(path) { return }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw CommandMessages.cannotWrite(path, String(cString: strerror(errno))) }
    Glibc.close(descriptor)
  }

  /// Makes the file `path`; what stands there already stays, and is a fault.
  init(new path: String) throws(Fault) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw errno == EEXIST
        ? CommandMessages.alreadyThere(path) : CommandMessages.cannotWrite(path, String(cString: strerror(errno)))
    }
  }

  func write(_ text: String) throws(Fault) { try write(Array(text.utf8)) }

  func write(_ bytes: [UInt8]) throws(Fault) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= 1 << 16 { try flush() }
  }

  /// Writes what is left and closes the file.
  func close() throws(Fault) {
    try flush()
    guard Glibc.close(descriptor) == 0 else { throw failure() }
  }

  private func flush() throws(Fault) {
    var start = 0
    while start < buffer.count {
      let written = buffer.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + start, buffer.count - start) }
      if written < 0 {
        if errno == EINTR { continue }
        throw failure()
      }
      start += written
    }
    buffer.removeAll(keepingCapacity: true)
  }

  private func failure() -> Fault { CommandMessages.cannotWrite(path, String(cString: strerror(errno))) }
}
