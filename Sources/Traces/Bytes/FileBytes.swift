import Core
import Glibc

/// The bytes of a file, read in order; closed when it is let go.
public final class FileBytes: ByteSource {
  public let path: String
  /// The file's size in bytes; nil for pipes and devices.
  public let byteCount: Int?
  private let descriptor: Int32

  /// Opens the file; a missing file, a folder and a lack of permission are faults in the words of the system.
  public init(_ path: String) throws(Fault) {
    self.path = path
    descriptor = openInput(path)
    guard descriptor >= 0 else { throw Messages.cannotOpen(path, systemError()) }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else { throw Messages.cannotOpen(path, systemError()) }
    let kind = facts.st_mode & S_IFMT
    guard kind != S_IFDIR else { throw Messages.isDirectory(path) }
    byteCount = kind == S_IFREG ? Int(facts.st_size) : nil
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(Fault) -> Int {
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      if errno != EINTR { throw Messages.cannotRead(path, systemError()) }
    }
  }
}

/// Opens a file for reading; one whose name ends in `.zst` is decompressed on the way.
public func openBytes(_ path: String) throws(Fault) -> any ByteSource {
  if path.hasSuffix(".gz") { throw Messages.gzip(path) }
  let file = try FileBytes(path)
  return path.hasSuffix(".zst") ? ZstdBytes(file, file: path) : file
}

/// The whole of a small file; refused beyond `limit` bytes.
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

/// What the system says of the last call that failed.
func systemError() -> String { String(cString: strerror(errno)) }
