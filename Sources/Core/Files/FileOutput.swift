import System

/// A text file written through a buffer.
public final class FileOutput {
  private let file: File
  private let path: String
  private var buffer: [UInt8] = []

  /// Opens `path` for writing; what stood there is replaced, as the caller named the file.
  public convenience init(_ path: String) throws(Fault) {
    try self.init(path) { () throws(SystemError) in try openOutput(path, .truncate) }
  }

  /// Makes the file `path`; what stands there already stays, and is a fault.
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

  /// Finds out whether `path` can be written to before much work is done for it; what stands there stays.
  public static func check(_ path: String) throws(Fault) {
    // A pipe's reader would take the close for the end.
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

  /// Writes what is left and closes the file.
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
