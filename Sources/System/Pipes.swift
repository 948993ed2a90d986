#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Inputs and outputs that may be pipes or devices, which can keep a command waiting.
extension File {
  /// Opens a file for reading.
  ///
  /// Waits for a pipe or a device until the first byte or the end.
  ///
  ///
  /// - Parameter isLate: called once if that takes two seconds.
  public static func input(_ path: String, isLate: () -> Void) throws(SystemError) -> File {
    let file = try File(path, [.read, .nonBlocking])
    let kind = try file.status().kind
    // The flag has no effect on these kinds and is kept.
    if kind == .file || kind == .folder { return file }
    var waiting = pollfd(fd: file.descriptor, events: Int16(POLLIN), revents: 0)
    wait(isLate) { poll(&waiting, 1, $0) != 0 }
    file.blocks()
    return file
  }

  /// Opens a file for writing. Waits for the reader of a named pipe.
  ///
  ///
  /// - Parameter isLate: called once if that takes two seconds.
  public static func output(_ path: String, _ mode: Mode, isLate: () -> Void) throws(SystemError) -> File {
    var file: File?
    var trouble: SystemError?
    wait(isLate) { milliseconds in
      do throws(SystemError) {
        file = try File(path, mode.union([.write, .nonBlocking]))
      } catch {
        // The error of a pipe without a reader.
        guard error.code == ENXIO, FileSystem.kind(of: path) == .pipe else {
          trouble = error
          return true
        }
        poll(nil, 0, min(milliseconds, 50))
        return false
      }
      return true
    }
    guard let file else { throw trouble ?? .noSuchFile }
    file.blocks()
    return file
  }

  private func blocks() { _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK) }

  /// Calls `body` with its time limit in milliseconds, until it returns true.
  private static func wait(_ isLate: () -> Void, _ body: (Int32) -> Bool) {
    let end = SystemClock.nanos + 2_000_000_000
    var isCalled = false
    while !body(500) {
      if !isCalled, SystemClock.nanos >= end {
        isCalled = true
        isLate()
      }
    }
  }
}
