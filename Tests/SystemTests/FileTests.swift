import Foundation
import Testing

@testable import System

@Suite("Open files", .timeLimit(.minutes(60)))
struct FileTests {
  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  @Test("writes go one after the other, or to a place; reads end where the file does")
  func readAndWrite() throws {
    let scratch = try Scratch()
    let file = try File(scratch.file("a"), [.read, .write, .create])
    try file.write(bytes("hello"))
    try file.write(bytes(" world"))
    try file.write(bytes("J"), at: 0)
    #expect(try scratch.text("a") == "Jello world")
    #expect(try file.rest(limit: 100) == [])
    try file.seek(to: 6)
    #expect(try file.rest(limit: 5) == bytes("world"))
    try file.seek(to: 6)
    #expect(try file.rest(limit: 4) == nil)
    try file.seek(to: 0)
    #expect(try file.start(limit: 5) == bytes("Jello"))
    #expect(try file.start(limit: 50) == bytes(" world"))
    var room = [UInt8](repeating: 0, count: 8)
    let count = try room.withUnsafeMutableBytes { try file.read(into: $0, at: 6) }
    #expect(count == 5 && room == bytes("world") + [0, 0, 0])
    try file.truncate(to: 2)
    #expect(try file.status().sizeBytes == 2)
    try file.close()
    try file.close()
  }

  @Test("modes: a file is made, or must not be there, or is emptied, or is a folder")
  func modes() throws {
    let scratch = try Scratch()
    #expect(throws: SystemError.noSuchFile) { try File(scratch.file("a"), .write) }
    _ = try File(scratch.file("a"), [.write, .create], permissions: 0o640)
    #expect(try FileStatus(of: scratch.file("a")).permissions & 0o640 == 0o640)
    #expect(throws: SystemError.exists) { try File(scratch.file("a"), [.write, .create, .exclusive]) }
    _ = try scratch.write("a", "full")
    _ = try File(scratch.file("a"), [.write, .create])
    #expect(try scratch.text("a") == "full")
    _ = try File(scratch.file("a"), [.write, .truncate])
    #expect(try scratch.text("a") == "")
    #expect(throws: SystemError.notAFolder) { try File(scratch.file("a"), [.read, .folder]) }
    #expect(try File(scratch.path, [.read, .folder]).status().kind == .folder)
    #expect(throws: SystemError.isAFolder) { try File(scratch.path, [.write]) }
    #expect(throws: SystemError.self) { try File(scratch.file("a"), .read).write([1]) }
  }

  @Test("a file that nothing holds is closed, and no started process has it")
  func closing() throws {
    let scratch = try Scratch()
    let descriptor = try File(scratch.write("a", ""), .read).descriptor
    #expect(fcntl(descriptor, F_GETFD) == -1)
    let kept = try File(scratch.file("a"), .read)
    #expect(fcntl(kept.descriptor, F_GETFD) & FD_CLOEXEC != 0)
    #expect(fcntl(try File.unnamed().descriptor, F_GETFD) == -1)
    let unnamed = try File.unnamed()
    #expect(fcntl(unnamed.descriptor, F_GETFD) & FD_CLOEXEC != 0)
    #expect(unnamed.path?.hasSuffix(" (deleted)") == true)
  }

  @Test("a lock keeps another opening out until it is let go")
  func locks() throws {
    let scratch = try Scratch()
    let path = try scratch.write("a", "")
    let other = try File(path, .read)
    do {
      let file = try File(path, .read)
      #expect(file.tryLock())
      #expect(!other.tryLock())
    }
    #expect(other.tryLock())
    try other.lock()
  }

  @Test("an open file says where it lies, links resolved")
  func path() throws {
    let scratch = try Scratch()
    let path = try scratch.write("a", "")
    try FileManager.default.createSymbolicLink(atPath: scratch.file("b"), withDestinationPath: path)
    #expect(try File(scratch.file("b"), .read).path == (try FileSystem.canonical(path)))
  }

  @Test("a pipe is waited for; where that takes two seconds it is said once")
  func pipes() throws {
    let scratch = try Scratch()
    #expect(mkfifo(scratch.file("pipe"), 0o600) == 0)
    let path = scratch.file("pipe")
    Threads.start {
      SystemClock.sleep(seconds: 2.2)
      try? File.output(path, .write, isLate: {}).write(Array("late".utf8))
    }
    var remarks = 0
    let input = try File.input(path, isLate: { remarks += 1 })
    #expect(try input.rest(limit: 10) == bytes("late"))
    #expect(remarks == 1)
    #expect(throws: SystemError.noSuchFile) { try File.input(scratch.file("none"), isLate: {}) }
    #expect(throws: SystemError.self) { try File.output("/dev/full/x", .create, isLate: {}) }
  }

  @Test("a disk that is full is an error of the write")
  func full() throws {
    let full = try File("/dev/full", .write)
    #expect(throws: SystemError(code: ENOSPC)) { try full.write([1]) }
    #expect(SystemError(code: ENOSPC).reason == "No space left on device")
  }
}
