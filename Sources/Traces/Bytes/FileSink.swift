import Core
import Glibc

/// Writes a file under a temporary name, and gives it its own when it is whole.
///
/// A run that stops half way leaves the old file as it was.
public final class FileSink {
  private let path: String
  private let temporary: String
  private var descriptor: Int32
  private var buffer: [UInt8] = []

  /// Opens `path` for writing; refused where it exists, unless `force` says to overwrite it.
  public init(_ path: String, force: Bool = false) throws(Fault) {
    self.path = path
    temporary = path + ".part"
    descriptor = -1
    if !force, access(path, F_OK) == 0 { throw Messages.exists(path) }
    descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Messages.cannotWrite(path, systemError()) }
    buffer.reserveCapacity(Self.flushBytes)
  }

  deinit {
    if descriptor >= 0 {
      close(descriptor)
      unlink(temporary)
    }
  }

  private static let flushBytes = 1 << 16

  public func write(_ text: String) throws(Fault) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= Self.flushBytes { try flush() }
  }

  /// Writes whole numbers as they lie in memory: bytes, or words made little-endian before.
  public func write<Word: FixedWidthInteger>(_ words: [Word]) throws(Fault) {
    words.withUnsafeBytes { buffer.append(contentsOf: $0) }
    if buffer.count >= Self.flushBytes { try flush() }
  }

  /// Writes what is left and gives the file its name; the sink is closed then.
  public func finish() throws(Fault) {
    try flush()
    let isClosed = close(descriptor) == 0
    descriptor = -1
    guard isClosed, rename(temporary, path) == 0 else {
      let why = systemError()
      unlink(temporary)
      throw Messages.cannotWrite(path, why)
    }
  }

  private func flush() throws(Fault) {
    var start = 0
    while start < buffer.count {
      let written = buffer.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + start, $0.count - start) }
      if written < 0 {
        if errno == EINTR { continue }
        throw Messages.cannotWrite(path, systemError())
      }
      start += written
    }
    buffer.removeAll(keepingCapacity: true)
  }
}
