#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Standard streams and terminals.
public enum Terminal {
  /// Whether a descriptor is a terminal: 0 is standard input, 1 output, 2 errors.
  public static func isThere(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// Writes all bytes to a standard stream; waits if it cannot accept them now.
  public static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) throws(SystemError) {
    var done = 0
    while done < bytes.count {
      let count = systemWrite(descriptor, bytes.baseAddress! + done, bytes.count - done)
      if count >= 0 {
        done += count
      } else if errno == EAGAIN {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&waiting, 1, -1)
      } else if errno != EINTR {
        throw .last
      }
    }
  }

  /// Closes standard output; an error here is from an earlier write. An already closed stream is not an error.
  public static func closeOutput() throws(SystemError) {
    guard close(1) == 0 || errno == EBADF else { throw .last }
  }

  /// If standard input, output or errors are closed, opens a replacement that also fails, so that no later file gets
  /// their descriptors.
  public static func holdStandardStreams() {
    for descriptor: Int32 in 0...2 where fcntl(descriptor, F_GETFD) == -1 {
      _ = open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY)
    }
  }
}

extension SystemError {
  /// Whether the reader of a pipe has closed it.
  public var isBrokenPipe: Bool { code == EPIPE }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
