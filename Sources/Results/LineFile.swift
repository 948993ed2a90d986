import Core
import System

/// Reads the lines of a file in chunks.
enum LineFile {
  /// The longest line in bytes; the length fits into 32 bits.
  static let lineLimit = 1 << 28

  /// Calls `body` with each complete line, without its newline, with its number from 1 and its offset in bytes.
  ///
  /// A missing file has no lines.
  /// - Returns: the bytes of the complete lines; the rest is a truncated line.
  @discardableResult
  static func forEachLine(
    of path: String, _ body: (UnsafeRawBufferPointer, _ number: Int, _ offset: Int) throws(Fault) -> Void
  ) throws(Fault) -> Int {
    guard let file = try opened(path) else { return 0 }
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    var kept = 0
    var start = 0
    var number = 0
    while true {
      let count = try read(file, path, into: &buffer, from: kept)
      if count == 0 { return start }
      let filled = kept + count
      let used = try lines(in: buffer, filled: filled, searchFrom: kept) { (line, offset) throws(Fault) in
        number += 1
        try body(line, number, start + offset)
      }
      kept = filled - used
      start += used
      buffer.withUnsafeMutableBytes { $0.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[used..<filled])) }
      guard kept <= lineLimit else { throw Messages.lineTooLong(path, lineLimit) }
      if kept == buffer.count { buffer.append(contentsOf: [UInt8](repeating: 0, count: buffer.count)) }
    }
  }

  /// nil if the file does not exist.
  private static func opened(_ path: String) throws(Fault) -> File? {
    try requirePlainFile(path)
    do throws(SystemError) {
      return try File(path, .read)
    } catch {
      if error == .noSuchFile { return nil }
      throw Messages.unreadable(path, error.reason)
    }
  }

  private static func read(_ file: File, _ path: String, into buffer: inout [UInt8], from start: Int) throws(Fault)
    -> Int
  {
    let result = buffer.withUnsafeMutableBytes { bytes in
      Result { () throws(SystemError) in
        try file.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[start...]))
      }
    }
    switch result {
    case .success(let count): return count
    case .failure(let error): throw Messages.unreadable(path, error.reason)
    }
  }

  /// Reads the complete lines among the first `filled` bytes; returns their bytes.
  private static func lines(
    in buffer: [UInt8], filled: Int, searchFrom: Int,
    _ body: (UnsafeRawBufferPointer, Int) throws(Fault) -> Void
  ) throws(Fault) -> Int {
    let result = buffer.withUnsafeBytes { bytes in
      Result { () throws(Fault) in
        var used = 0
        var from = searchFrom
        while let newline = bytes.firstIndex(of: UInt8(ascii: "\n"), from: from, to: filled) {
          try body(UnsafeRawBufferPointer(rebasing: bytes[used..<newline]), used)
          used = newline + 1
          from = used
        }
        return used
      }
    }
    return try result.get()
  }

  /// The whole file; nil if it does not exist.
  static func contents(of path: String) throws(Fault) -> [UInt8]? {
    guard let file = try opened(path) else { return nil }
    do throws(SystemError) {
      return try file.rest(limit: .max)
    } catch {
      throw Messages.unreadable(path, error.reason)
    }
  }
}
