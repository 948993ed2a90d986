import Core
import System

/// A nameless file of random bytes, and two buffers in host memory to read it into.
final class ProbeFile {
  private let path: String
  private let file: File
  private let sizeBytes: Int
  private let buffer: UnsafeMutableRawPointer
  private let other: UnsafeMutableRawPointer

  /// Writes the file to storage. It has no name, so that it is always removed when the command ends.
  init(folder: String, sizeBytes: Int) throws(Fault) {
    self.sizeBytes = sizeBytes
    path = "\(folder)/.polarbench-probe-\(Environment.process)"
    buffer = .allocate(byteCount: max(1, sizeBytes), alignment: 4096)
    other = .allocate(byteCount: max(1, sizeBytes), alignment: 4096)
    other.initializeMemory(as: UInt8.self, repeating: 0, count: sizeBytes)
    do throws(SystemError) {
      file = try File(path, [.read, .write, .create, .exclusive], permissions: 0o600)
      try FileSystem.remove(path)
    } catch {
      throw Messages.system("write", path, error)
    }
    fillBuffer()
    do throws(SystemError) {
      try file.write(UnsafeRawBufferPointer(start: buffer, count: sizeBytes))
      try file.synchronize()
    } catch {
      throw Messages.system("write", path, error)
    }
  }

  deinit {
    buffer.deallocate()
    other.deallocate()
  }

  /// Random words, so that a file system cannot compress or merge blocks.
  private func fillBuffer() {
    var random = RandomStream(Seed(0x706f_6c61_72))
    for offset in stride(from: 0, to: sizeBytes - 7, by: 8) {
      buffer.storeBytes(of: random.next(), toByteOffset: offset, as: UInt64.self)
    }
    for offset in sizeBytes / 8 * 8..<sizeBytes { buffer.storeBytes(of: 1, toByteOffset: offset, as: UInt8.self) }
  }

  /// Asks the system to drop the file's pages; it may not do so.
  func dropPages() { file.dropPages() }

  /// The share of the first bytes' pages that are in the page cache; nil if the system does not report it.
  func residentShare(ofFirst bytes: Int) -> Double? { file.residentShare(ofFirst: bytes) }

  /// Whether `residentShare` is reliable: after a read all pages must be in the cache.
  func canSeePageCache() throws(Fault) -> Bool {
    _ = try readMillis(sizeBytes)
    return residentShare(ofFirst: sizeBytes).map { $0 >= 0.99 } ?? false
  }

  /// Reads the first bytes into host memory, one megabyte per call.
  func readMillis(_ bytes: Int) throws(Fault) -> Double {
    let start = nowMillis()
    var done = 0
    while done < bytes {
      let piece = UnsafeMutableRawBufferPointer(start: buffer + done, count: min(1 << 20, bytes - done))
      let count: Int
      do throws(SystemError) {
        count = try file.read(into: piece, at: done)
      } catch {
        throw Messages.system("read", path, error)
      }
      guard count > 0 else { throw Messages.shorterThanWritten(path) }
      done += count
    }
    return nowMillis() - start
  }

  /// Copies the first bytes from host memory to host memory.
  func copyMillis(_ bytes: Int) -> Double {
    let start = nowMillis()
    other.copyMemory(from: buffer, byteCount: bytes)
    return nowMillis() - start
  }
}
