#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// An open file. Every call continues after a signal, and writes everything or throws. The file is closed when the
/// object is released.
///
/// For one thread at a time. Child processes do not inherit it.
public final class File {
  /// How a file is opened. Only `read` and `write` set the allowed operations.
  public struct Mode: OptionSet, Sendable {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    public static let read = Mode(rawValue: 1)
    public static let write = Mode(rawValue: 2)
    /// Creates the file if it does not exist.
    public static let create = Mode(rawValue: 4)
    /// With `create`: an error if the file exists.
    public static let exclusive = Mode(rawValue: 8)
    /// Empties the file.
    public static let truncate = Mode(rawValue: 16)
    /// An error if it is not a folder.
    public static let folder = Mode(rawValue: 32)
    /// Does not wait for the other end of a pipe.
    public static let nonBlocking = Mode(rawValue: 64)

    var flags: Int32 {
      var flags = O_CLOEXEC | O_NOCTTY
      flags |= contains([.read, .write]) ? O_RDWR : contains(.write) ? O_WRONLY : O_RDONLY
      if contains(.create) { flags |= O_CREAT }
      if contains(.exclusive) { flags |= O_EXCL }
      if contains(.truncate) { flags |= O_TRUNC }
      if contains(.folder) { flags |= O_DIRECTORY }
      if contains(.nonBlocking) { flags |= O_NONBLOCK }
      return flags
    }
  }

  /// For calls of other packages; it belongs to this object.
  public let descriptor: Int32
  private var isOpen = true

  /// Opens a file.
  ///
  /// - Parameter permissions: of a created file; the process's mask removes bits.
  public init(_ path: String, _ mode: Mode, permissions: UInt32 = 0o644) throws(SystemError) {
    descriptor = path.withRawCString { open($0, mode.flags, mode_t(permissions)) }
    guard descriptor >= 0 else { throw .last }
  }

  /// Takes over an open descriptor.
  public init(descriptor: Int32) { self.descriptor = descriptor }

  /// A new file without a name, to read and write; it is deleted with this object.
  ///
  /// It is in `TMPDIR`, or in `/tmp`.
  public static func unnamed() throws(SystemError) -> File {
    let path = temporaryFolder + "/polarbench-XXXXXX"
    var bytes = path.rawBytes.map { CChar(bitPattern: $0) } + [0]
    let descriptor = mkstemp(&bytes)
    guard descriptor >= 0 else { throw .last }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    unlink(bytes)
    return File(descriptor: descriptor)
  }

  /// The folder of files without a name.
  public static var temporaryFolder: String { Environment.value("TMPDIR") ?? "/tmp" }

  deinit { if isOpen { systemClose(descriptor) } }

  /// Closes it; an error here can be from an earlier write.
  public func close() throws(SystemError) {
    guard isOpen else { return }
    isOpen = false
    guard systemClose(descriptor) == 0 else { throw .last }
  }

  public func status() throws(SystemError) -> FileStatus {
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else { throw .last }
    return FileStatus(facts)
  }

  /// The absolute path without symbolic links, as the system has it now; nil if it does not report it.
  public var path: String? {
    var target = [UInt8](repeating: 0, count: Int(PATH_MAX) + 1)
    let count = target.withUnsafeMutableBytes {
      readlink("/proc/self/fd/\(descriptor)", $0.baseAddress!.assumingMemoryBound(to: CChar.self), $0.count)
    }
    guard count > 0, count <= PATH_MAX, target[0] == UInt8(ascii: "/") else { return nil }
    return String(raw: target[..<count])
  }

  // MARK: - Reading

  /// Fills `buffer` from its front and returns the number of bytes read; 0 at the end.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
    while true {
      let count = systemRead(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      if errno != EINTR { throw .last }
    }
  }

  /// Fills `buffer` with the bytes from `offset` on; returns fewer only at the end of the file.
  public func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(SystemError) -> Int {
    var done = 0
    while done < buffer.count {
      let count = pread(descriptor, buffer.baseAddress! + done, buffer.count - done, off_t(offset + done))
      if count == 0 { break }
      if count > 0 {
        done += count
      } else if errno != EINTR {
        throw .last
      }
    }
    return done
  }

  /// The next bytes, at most `limit`; fewer only at the end of the file.
  public func start(limit: Int) throws(SystemError) -> [UInt8] {
    var all: [UInt8] = []
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: min(limit, 1 << 13), alignment: 16)
    defer { chunk.deallocate() }
    while all.count < limit {
      let count = try read(into: UnsafeMutableRawBufferPointer(rebasing: chunk[..<min(chunk.count, limit - all.count)]))
      if count == 0 { break }
      all.append(contentsOf: chunk[..<count])
    }
    return all
  }

  /// The bytes from here to the end; nil if that is more than `limit` bytes.
  public func rest(limit: Int) throws(SystemError) -> [UInt8]? {
    var all: [UInt8] = []
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { chunk.deallocate() }
    while true {
      let count = try read(into: chunk)
      if count == 0 { return all }
      guard count <= limit - all.count else { return nil }
      all.append(contentsOf: chunk[..<count])
    }
  }

  // MARK: - Writing

  /// Writes all bytes at the current position.
  public func write(_ bytes: UnsafeRawBufferPointer) throws(SystemError) {
    try writeAll(bytes) { systemWrite(descriptor, $0, $1) }
  }

  /// Writes all bytes from `offset` on.
  public func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(SystemError) {
    var place = offset
    try writeAll(bytes) { start, count in
      let written = pwrite(descriptor, start, count, off_t(place))
      if written > 0 { place += written }
      return written
    }
  }

  public func write(_ bytes: [UInt8]) throws(SystemError) {
    try bytes.withUnsafeBytes { bytes in Result { () throws(SystemError) in try write(bytes) } }.get()
  }

  public func write(_ bytes: [UInt8], at offset: Int) throws(SystemError) {
    try bytes.withUnsafeBytes { bytes in Result { () throws(SystemError) in try write(bytes, at: offset) } }.get()
  }

  private func writeAll(
    _ bytes: UnsafeRawBufferPointer, _ some: (UnsafeRawPointer, Int) -> Int
  ) throws(SystemError) {
    var done = 0
    while done < bytes.count {
      let count = some(bytes.baseAddress! + done, bytes.count - done)
      if count > 0 {
        done += count
      } else if count == 0 || errno != EINTR {
        throw .last
      }
    }
  }

  /// Sets the position of the next read or write.
  public func seek(to offset: Int) throws(SystemError) {
    guard lseek(descriptor, off_t(offset), SEEK_SET) >= 0 else { throw .last }
  }

  /// Truncates the file to `count` bytes, or extends it with zeros.
  public func truncate(to count: Int) throws(SystemError) {
    guard ftruncate(descriptor, off_t(count)) == 0 else { throw .last }
  }

  /// Waits until all writes are durable.
  public func synchronize() throws(SystemError) {
    guard fsync(descriptor) == 0 else { throw .last }
  }

  // MARK: - Locks

  /// Locks the file until it is closed; false if another process has locked it.
  public func tryLock() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }

  /// Waits until no other process has locked the file; locks it until it is closed.
  public func lock() throws(SystemError) {
    while flock(descriptor, LOCK_EX) != 0 { if errno != EINTR { throw .last } }
  }
}

// The class has methods of these names.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(descriptor, buffer, count)
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}

@discardableResult
private func systemClose(_ descriptor: Int32) -> Int32 { close(descriptor) }
