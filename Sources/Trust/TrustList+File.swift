import Core
import Glibc

extension TrustList {
  /// No list is longer.
  private static let sizeLimit = 1 << 20

  /// The bytes of the file; nil where there is none.
  ///
  /// - Throws: a fault where it is no file of the user's own that nobody else may write.
  func contents() throws(Fault) -> [UInt8]? {
    let descriptor = file.withCString { open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw Messages.unreadable(file, systemError())
    }
    defer { close(descriptor) }
    try checkOwn(descriptor, file, S_IFREG, mode: "600")
    let folder = file.folder.withCString { open($0, O_RDONLY | O_CLOEXEC | O_DIRECTORY) }
    guard folder >= 0 else { throw Messages.unreadable(file.folder, systemError()) }
    defer { close(folder) }
    try checkOwn(folder, file.folder, S_IFDIR, mode: "700")
    var all: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 13)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw Messages.unreadable(file, systemError()) }
      if count == 0 { return all }
      all.append(contentsOf: chunk[..<count])
      if all.count > Self.sizeLimit { throw Messages.tooLong(file, limit: Self.sizeLimit) }
    }
  }

  private func checkOwn(_ descriptor: Int32, _ path: RawPath, _ type: mode_t, mode: String) throws(Fault) {
    var about = stat()
    guard fstat(descriptor, &about) == 0 else { throw Messages.unreadable(path, systemError()) }
    guard about.st_mode & S_IFMT == type else { throw Messages.unreadable(path, "it is no file") }
    guard about.st_uid == geteuid() else { throw Messages.belongsToOther(path) }
    guard about.st_mode & (S_IWGRP | S_IWOTH) == 0 else { throw Messages.writtenByOthers(path, mode: mode) }
  }

  /// Makes the folder where there is none, and holds it until the descriptor is closed.
  func lock() throws(Fault) -> Int32 {
    let folder = file.folder
    for end in folder.bytes.indices.dropFirst() where folder.bytes[end] == RawPath.slash {
      _ = RawPath(Array(folder.bytes[..<end])).withCString { mkdir($0, 0o700) }
    }
    guard folder.withCString({ mkdir($0, 0o700) }) == 0 || errno == EEXIST else {
      throw Messages.unwritable(file, systemError())
    }
    let descriptor = folder.withCString { open($0, O_RDONLY | O_CLOEXEC | O_DIRECTORY) }
    guard descriptor >= 0 else { throw Messages.unwritable(file, systemError()) }
    while flock(descriptor, LOCK_EX) != 0 {
      if errno == EINTR { continue }
      close(descriptor)
      throw Messages.unwritable(file, systemError())
    }
    return descriptor
  }

  /// Replaces the file in one step; what stood there stays where that fails.
  func write(_ bytes: [UInt8]) throws(Fault) {
    // A link to the file stays one.
    let target = file.canonical ?? file
    let new = target + ".new"
    _ = new.withCString { unlink($0) }
    let descriptor = new.withCString { open($0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600) }
    guard descriptor >= 0 else { throw Messages.unwritable(file, systemError()) }
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + done, bytes.count - done) }
      if count < 0, errno == EINTR { continue }
      if count <= 0 { break }
      done += count
    }
    let isWhole = done == bytes.count && fsync(descriptor) == 0
    let isClosed = close(descriptor) == 0
    guard isWhole, isClosed, new.withCString({ new in target.withCString { rename(new, $0) } }) == 0 else {
      let reason = systemError()
      _ = new.withCString { unlink($0) }
      throw Messages.unwritable(file, reason)
    }
  }
}
