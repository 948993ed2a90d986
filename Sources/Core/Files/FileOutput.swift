import System

/// A text file written through a buffer.
public final class FileOutput {
  private let file: File
  private let path: String
  private var buffer: [UInt8] = []

  /// Opens `path` for writing; an existing file is replaced.
  public convenience init(_ path: String) throws(Fault) {
    try self.init(path) { () throws(SystemError) in try openOutput(path, .truncate) }
  }

  /// Creates the file `path`; an existing file is kept, and is a fault.
  public convenience init(new path: String) throws(Fault) {
    try self.init(path) { () throws(SystemError) in try File(path, [.write, .create, .exclusive]) }
  }

  private init(_ path: String, _ open: () throws(SystemError) -> File) throws(Fault) {
    self.path = path
    do throws(SystemError) {
      file = try open()
    } catch {
      throw error == .exists ? Messages.alreadyThere(path) : Messages.cannotWrite(path, error)
    }
    buffer.reserveCapacity(1 << 16)
  }

  /// Checks that `path` can be written to, before long work; an existing file is kept.
  public static func check(_ path: String) throws(Fault) {
    // A pipe's reader would read the close as the end.
    if FileSystem.exists(path), !FileSystem.isPlainFile(path) { return }
    do throws(SystemError) {
      _ = try File(path, [.write, .create])
    } catch {
      throw Messages.cannotWrite(path, error)
    }
  }

  public func write(_ text: String) throws(Fault) { try write(Array(text.utf8)) }

  public func write(_ bytes: [UInt8]) throws(Fault) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= 1 << 16 { try attempt { () throws(SystemError) in try flush() } }
  }

  /// Writes the remaining bytes and closes the file.
  public func close() throws(Fault) {
    try attempt { () throws(SystemError) in
      try flush()
      try file.close()
    }
  }

  private func flush() throws(SystemError) {
    try file.write(buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  private func attempt(_ body: () throws(SystemError) -> Void) throws(Fault) {
    do throws(SystemError) {
      try body()
    } catch {
      throw Messages.cannotWrite(path, error)
    }
  }
}
