import Core
import System

/// Writes a file under a temporary name and renames it when it is complete.
///
/// A run that stops early leaves the old file unchanged.
public final class FileSink {
  private let path: String
  private let temporary: String
  private let file: File
  private var isFinished = false
  private var buffer: [UInt8] = []

  /// Opens `path` for writing; an existing file is a fault, unless `force` is set.
  public init(_ path: String, force: Bool = false) throws(Fault) {
    self.path = path
    temporary = path + ".part"
    if !force, FileSystem.exists(path) { throw Messages.exists(path) }
    do throws(SystemError) {
      file = try File(temporary, [.write, .create, .truncate])
    } catch {
      throw Messages.cannotWrite(path, error)
    }
    buffer.reserveCapacity(Self.flushBytes)
  }

  deinit { if !isFinished { try? FileSystem.remove(temporary) } }

  private static let flushBytes = 1 << 16

  public func write(_ text: String) throws(Fault) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= Self.flushBytes { try flush() }
  }

  /// Writes whole numbers as in memory: bytes, or words already converted to little-endian.
  public func write<Word: FixedWidthInteger>(_ words: [Word]) throws(Fault) {
    words.withUnsafeBytes { buffer.append(contentsOf: $0) }
    if buffer.count >= Self.flushBytes { try flush() }
  }

  /// Writes the rest and renames the file; this closes the sink.
  public func finish() throws(Fault) {
    try flush()
    do throws(SystemError) {
      try file.close()
      try FileSystem.rename(temporary, to: path)
    } catch {
      throw Messages.cannotWrite(path, error)
    }
    isFinished = true
  }

  private func flush() throws(Fault) {
    do throws(SystemError) {
      try file.write(buffer)
    } catch {
      throw Messages.cannotWrite(path, error)
    }
    buffer.removeAll(keepingCapacity: true)
  }
}
