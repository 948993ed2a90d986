import Core
import Glibc

/// A nameless file of random bytes, and two buffers in host memory to read it into.
final class ProbeFile {
  private let path: String
  private let descriptor: Int32
  private let sizeBytes: Int
  private let buffer: UnsafeMutableRawPointer
  private let other: UnsafeMutableRawPointer

  /// Writes the file to storage. It has no name, so that nothing of it stays, however the command ends.
  init(folder: String, sizeBytes: Int) throws(Fault) {
    self.sizeBytes = sizeBytes
    path = "\(folder)/.polarbench-probe-\(getpid())"
    descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    buffer = .allocate(byteCount: max(1, sizeBytes), alignment: 4096)
    other = .allocate(byteCount: max(1, sizeBytes), alignment: 4096)
    guard descriptor >= 0 else { throw Messages.system("write", path, errno) }
    unlink(path)
    fillBuffer()
    memset(other, 0, sizeBytes)
    var written = 0
    while written < sizeBytes {
      let count = write(descriptor, buffer + written, sizeBytes - written)
      guard count > 0 else { throw Messages.system("write", path, errno) }
      written += count
    }
    guard fsync(descriptor) == 0 else { throw Messages.system("write", path, errno) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    buffer.deallocate()
    other.deallocate()
  }

  /// Random words: a file system that compresses or merges blocks finds nothing to do.
  private func fillBuffer() {
    var random = RandomStream(Seed(0x706f_6c61_72))
    for offset in stride(from: 0, to: sizeBytes - 7, by: 8) {
      buffer.storeBytes(of: random.next(), toByteOffset: offset, as: UInt64.self)
    }
    for offset in sizeBytes / 8 * 8..<sizeBytes { buffer.storeBytes(of: 1, toByteOffset: offset, as: UInt8.self) }
  }

  /// Asks the system to drop the file's pages; it may decline.
  func dropPages() { posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED) }

  /// The share of the first bytes' pages that lie in the page cache; nil where the system does not say.
  func residentShare(ofFirst bytes: Int) -> Double? {
    let pageBytes = sysconf(Int32(_SC_PAGESIZE))
    guard bytes > 0, let map = mmap(nil, bytes, PROT_READ, MAP_SHARED, descriptor, 0), map != MAP_FAILED else {
      return nil
    }
    defer { munmap(map, bytes) }
    var pages = [UInt8](repeating: 0, count: (bytes + pageBytes - 1) / pageBytes)
    guard mincore(map, bytes, &pages) == 0 else { return nil }
    return Double(pages.reduce(0) { $0 + Int($1 & 1) }) / Double(pages.count)
  }

  /// Whether what `residentShare` says can be believed: after a read all pages must be there.
  func canSeePageCache() throws(Fault) -> Bool {
    _ = try readMillis(sizeBytes)
    return residentShare(ofFirst: sizeBytes).map { $0 >= 0.99 } ?? false
  }

  /// Reads the first bytes into host memory, a megabyte a call.
  func readMillis(_ bytes: Int) throws(Fault) -> Double {
    let start = nowMillis()
    var done = 0
    while done < bytes {
      let count = pread(descriptor, buffer + done, min(1 << 20, bytes - done), done)
      guard count > 0 else { throw Messages.system("read", path, errno) }
      done += count
    }
    return nowMillis() - start
  }

  /// Copies the first bytes from host memory to host memory.
  func copyMillis(_ bytes: Int) -> Double {
    let start = nowMillis()
    memcpy(other, buffer, bytes)
    return nowMillis() - start
  }
}
