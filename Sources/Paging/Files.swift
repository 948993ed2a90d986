import Core
import Glibc

/// Files by descriptor, with faults that name the file and the system's reason.
enum Files {
  /// The bytes of a file, at most `limit`; a longer file is a fault.
  static func bytes(of path: String, limit: Int) throws(Fault) -> [UInt8] {
    var source = try FileBytes(path)
    var all: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = try chunk.fill(from: &source)
      if count == 0 { return all }
      all.append(contentsOf: chunk[..<count])
      if all.count > limit { throw Messages.fileTooLong(path, limit: limit) }
    }
  }

  /// Writes a new file; one that exists is a fault.
  static func write(_ text: String, to path: String) throws(Fault) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_EXCL, 0o644)
    guard descriptor >= 0 else {
      throw errno == EEXIST ? Messages.fileExists(path) : Messages.system("write", path, errno)
    }
    let bytes = Array(text.utf8)
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + written, bytes.count - written) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        let code = errno
        close(descriptor)
        throw Messages.system("write", path, code)
      }
      written += count
    }
    guard close(descriptor) == 0 else { throw Messages.system("write", path, errno) }
  }

  /// The names in a folder, sorted by bytes; `.` and `..` left out.
  static func names(in path: String) throws(Fault) -> [String] {
    guard let names = Core.names(inFolder: path) else { throw Messages.system("read", path, errno) }
    return names
  }

  static func isFolder(_ path: String) -> Bool { mode(of: path).map { $0 & S_IFMT == S_IFDIR } ?? false }

  static func exists(_ path: String) -> Bool { mode(of: path) != nil }

  private static func mode(of path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode : nil
  }
}

/// The bytes of a file in order.
final class FileBytes: ByteSource {
  let path: String
  let descriptor: Int32
  /// How long the file is.
  let sizeBytes: Int

  /// Opens the file; a folder is a fault.
  init(_ path: String) throws(Fault) {
    descriptor = openInput(path)
    guard descriptor >= 0 else { throw Messages.system("read", path, errno) }
    self.path = path
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Messages.system("read", path, errno) }
    sizeBytes = Int(status.st_size)
    if status.st_mode & S_IFMT == S_IFDIR { throw Messages.system("read", path, EISDIR) }
  }

  deinit { close(descriptor) }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(Fault) -> Int {
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      guard errno == EINTR else { throw Messages.system("read", path, errno) }
    }
  }
}

extension [UInt8] {
  /// Fills the array from its front as far as the source gives bytes in one go.
  fileprivate mutating func fill(from source: inout FileBytes) throws(Fault) -> Int {
    let result = withUnsafeMutableBytes { buffer in
      Result { () throws(Fault) in try source.read(into: buffer) }
    }
    return try result.get()
  }
}
