import System

/// The bytes of a file, read in order; closed when the object is released.
public final class FileBytes: ByteSource {
  public let path: String
  /// The file's size in bytes; nil for pipes and devices.
  public let byteCount: Int?
  private let file: File

  /// Opens the file; a missing file, a folder and missing permission are faults with the system's error text.
  ///
  /// Waits for a pipe or a device; after two seconds prints a notice on a terminal.
  public init(_ path: String) throws(Fault) {
    self.path = path
    do throws(SystemError) {
      file = try openInput(path)
      let status = try file.status()
      guard status.kind != .folder else { throw .isAFolder }
      byteCount = status.kind == .file ? status.sizeBytes : nil
    } catch {
      throw error == .isAFolder ? Messages.isFolder(path) : Messages.cannotOpen(path, error)
    }
  }

  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(Fault) -> Int {
    do throws(SystemError) {
      return try file.read(into: buffer)
    } catch {
      throw Messages.cannotRead(path, error)
    }
  }
}

/// Opens a file for reading; one whose name ends in `.zst` is decompressed on the way.
public func openBytes(_ path: String) throws(Fault) -> any ByteSource {
  if path.hasSuffix(".gz") { throw Messages.gzip(path) }
  let file = try FileBytes(path)
  return path.hasSuffix(".zst") ? ZstdBytes(file, file: path) : file
}

/// All bytes of a source; more than `limit` bytes are a fault.
///
/// - Parameter file: the name that a fault shows.
public func readWhole(_ source: any ByteSource, file: String, limit: Int) throws(Fault) -> [UInt8] {
  var source = source
  var bytes: [UInt8] = []
  let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
  defer { chunk.deallocate() }
  while true {
    let count = try source.read(into: chunk)
    if count == 0 { return bytes }
    guard bytes.count + count <= limit else { throw Messages.fileTooLong(file, limit) }
    bytes.append(contentsOf: chunk[..<count])
  }
}

/// All bytes of a file, decompressed if its name ends in `.zst`; more than `limit` bytes are a fault.
public func readWhole(_ path: String, limit: Int) throws(Fault) -> [UInt8] {
  try readWhole(try openBytes(path), file: path, limit: limit)
}
