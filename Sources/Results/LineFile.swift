import Core
import Glibc

/// The lines of a file, read a chunk at a time.
enum LineFile {
  /// Bytes of a line: its length fits 32 bits.
  static let lineLimit = 1 << 28

  /// Calls `body` with each whole line, without its newline, with its number from 1 and its offset in bytes.
  ///
  /// A file that is not there has no lines.
  /// - Returns: how many bytes the whole lines take; what follows is torn.
  @discardableResult
  static func forEachLine(
    of path: String, _ body: (UnsafeRawBufferPointer, _ number: Int, _ offset: Int) throws(Fault) -> Void
  ) throws(Fault) -> Int {
    try requirePlainFile(path)
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { return 0 }
      throw Messages.unreadable(path, String(cString: strerror(errno)))
    }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    var kept = 0
    var start = 0
    var number = 0
    while true {
      let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress! + kept, $0.count - kept) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw Messages.unreadable(path, String(cString: strerror(errno))) }
      if count == 0 { return start }
      let filled = kept + count
      let used = try lines(in: buffer, filled: filled, searchFrom: kept) { (line, offset) throws(Fault) in
        number += 1
        try body(line, number, start + offset)
      }
      kept = filled - used
      start += used
      buffer.withUnsafeMutableBytes { _ = memmove($0.baseAddress!, $0.baseAddress! + used, kept) }
      guard kept <= lineLimit else { throw Messages.lineTooLong(path, lineLimit) }
      if kept == buffer.count { buffer.append(contentsOf: [UInt8](repeating: 0, count: buffer.count)) }
    }
  }

  /// The whole lines among the first `filled` bytes; answers how many bytes they take.
  private static func lines(
    in buffer: [UInt8], filled: Int, searchFrom: Int,
    _ body: (UnsafeRawBufferPointer, Int) throws(Fault) -> Void
  ) throws(Fault) -> Int {
    let result = buffer.withUnsafeBytes { bytes in
      Result { () throws(Fault) in
        var used = 0
        var from = searchFrom
        while from < filled, let end = memchr(bytes.baseAddress! + from, 0x0a, filled - from) {
          let newline = end - UnsafeMutableRawPointer(mutating: bytes.baseAddress!)
          try body(UnsafeRawBufferPointer(rebasing: bytes[used..<newline]), used)
          used = newline + 1
          from = used
        }
        return used
      }
    }
    return try result.get()
  }

  /// The whole file; nil where there is none.
  static func contents(of path: String) throws(Fault) -> [UInt8]? {
    try requirePlainFile(path)
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw Messages.unreadable(path, String(cString: strerror(errno)))
    }
    defer { close(descriptor) }
    var all: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw Messages.unreadable(path, String(cString: strerror(errno))) }
      if count == 0 { return all }
      all.append(contentsOf: chunk[..<count])
    }
  }
}
