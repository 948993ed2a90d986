import Glibc

/// Opens a file to be read; -1 where that cannot be, and `errno` says why.
///
/// A pipe or a device is waited for, until the first byte or the end is there; after two seconds a terminal is told so.
public func openInput(_ path: String) -> Int32 {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
  guard descriptor >= 0 else { return descriptor }
  var facts = stat()
  let kind = fstat(descriptor, &facts) == 0 ? facts.st_mode & S_IFMT : 0
  // Where it matters to none, the flag stays.
  if kind == S_IFREG || kind == S_IFDIR { return descriptor }
  var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
  wait(Messages.waitingForInput(path)) { poll(&waiting, 1, $0) != 0 }
  _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
  return descriptor
}

/// Throws where a path leads to something, and that is no regular file: in a folder that is looked through, anyone may have
/// put a pipe that never ends.
public func requirePlainFile(_ path: String) throws(Fault) {
  if access(path, F_OK) == 0, !isPlainFile(path) { throw Messages.noPlainFile(path) }
}

/// Opens a file to be written; -1 where that cannot be, and `errno` says why. A named pipe waits for its reader; after two
/// seconds a terminal is told so.
public func openOutput(_ path: String, _ flags: Int32) -> Int32 {
  var descriptor: Int32 = -1
  wait(Messages.waitingForReader(path)) { milliseconds in
    descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NONBLOCK | flags, 0o644)
    // So says a pipe that nobody reads.
    guard descriptor < 0, errno == ENXIO, isPipe(path) else { return true }
    poll(nil, 0, min(milliseconds, 50))
    return false
  }
  if descriptor >= 0 { _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK) }
  return descriptor
}

private func isPipe(_ path: String) -> Bool {
  var facts = stat()
  return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFIFO
}

/// Calls `body` with how many milliseconds it may take, until it answers that it is done.
private func wait(_ remark: String, _ body: (Int32) -> Bool) {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  let end = (time.tv_sec + 2, time.tv_nsec)
  var isTold = isatty(2) == 0
  while !body(500) {
    clock_gettime(CLOCK_MONOTONIC, &time)
    if !isTold, (time.tv_sec, time.tv_nsec) >= end {
      isTold = true
      let line = Array((shown(remark) + "\n").utf8)
      _ = write(2, line, line.count)
    }
  }
}
