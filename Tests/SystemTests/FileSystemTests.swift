import Foundation
import Testing

@testable import System

@Suite("Files and folders by path", .timeLimit(.minutes(60)))
struct FileSystemTests {
  @Test("every pair of bytes comes back, as a C text too")
  func pairs() {
    for first in UInt8(1)...255 {
      for second in UInt8(1)...255 {
        let text = String(raw: [first, second])
        #expect(text.rawBytes == [first, second])
        #expect(text.withRawCString { String(rawCString: $0) } == text)
      }
    }
  }

  @Test("a file whose name is not UTF-8 is written, found, listed, renamed and removed")
  func rawNames() throws {
    let scratch = try Scratch()
    let name = String(raw: [0x61, 0xff, 0x0a])
    _ = try File(scratch.file(name), [.write, .create])
    #expect(try FileSystem.names(in: scratch.path) == [name])
    #expect(FileSystem.isPlainFile(scratch.file(name)))
    _ = try File.input(scratch.file(name), isLate: {})
    try FileSystem.rename(scratch.file(name), to: scratch.file(name + "x"))
    #expect(!FileSystem.exists(scratch.file(name)))
    try FileSystem.remove(scratch.file(name + "x"))
    #expect(try FileSystem.names(in: scratch.path) == [])
    #expect(throws: SystemError.noSuchFile) { try FileSystem.names(in: scratch.file("none")) }
    #expect(throws: SystemError.noSuchFile) { try FileSystem.remove(scratch.file("none")) }
  }

  @Test("names come in rising order of bytes")
  func order() throws {
    let scratch = try Scratch()
    for name in ["b", "a", "é", "Z", ".h"] { _ = try scratch.write(name, "") }
    #expect(try FileSystem.names(in: scratch.path) == [".h", "Z", "a", "b", "é"])
  }

  @Test("a path leads to a file, a folder, a pipe, something else or nothing")
  func kinds() throws {
    let scratch = try Scratch()
    let file = try scratch.write("a", "abc")
    #expect(mkfifo(scratch.file("pipe"), 0o600) == 0)
    #expect(FileSystem.kind(of: file) == .file && FileSystem.kind(of: scratch.path) == .folder)
    #expect(FileSystem.kind(of: scratch.file("pipe")) == .pipe && FileSystem.kind(of: "/dev/null") == .other)
    #expect(FileSystem.kind(of: scratch.file("none")) == nil)
    let status = try FileStatus(of: file)
    #expect(status.sizeBytes == 3 && status.owner == Environment.user)
    #expect(status.identity != (try FileStatus(of: scratch.path)).identity)
    chmod(file, 0o662)
    #expect(try FileStatus(of: file).isOpenToAll && FileStatus(of: file).isOpenToOthers)
    chmod(file, 0o660)
    #expect(try !FileStatus(of: file).isOpenToAll && FileStatus(of: file).isOpenToOthers)
    chmod(file, 0o644)
    #expect(try !FileStatus(of: file).isOpenToOthers)
    #expect(!FileSystem.isExecutable(file) && FileSystem.isExecutable("/bin/sh"))
  }

  @Test("folders are made with those above them; what is there stays; a file in the way is an error")
  func folders() throws {
    let scratch = try Scratch()
    try FileSystem.makeFolder(scratch.file("a/b//c/"))
    #expect(FileSystem.isFolder(scratch.file("a/b/c")))
    _ = try scratch.write("a/b/file", "kept")
    try FileSystem.makeFolder(scratch.file("a/b"))
    #expect(try scratch.text("a/b/file") == "kept")
    #expect(throws: SystemError.notAFolder) { try FileSystem.makeFolder(scratch.file("a/b/file/d")) }
    #expect(throws: SystemError.noSuchFile) { try FileSystem.makeFolder("") }
  }

  @Test("patterns expand in order; none that matches and one that is too wide are errors")
  func patterns() throws {
    let scratch = try Scratch()
    for name in ["b.lua", "a.lua", "c.txt"] { _ = try scratch.write(name, "") }
    let pattern = scratch.file("*.lua")
    #expect(try Glob.paths(pattern, namesLimit: 100) == [scratch.file("a.lua"), scratch.file("b.lua")])
    #expect(throws: Glob.Trouble.noMatch) { try Glob.paths(scratch.file("*.zip"), namesLimit: 100) }
    #expect(throws: Glob.Trouble.tooWide) { try Glob.paths(pattern, namesLimit: 3) }
  }
}
