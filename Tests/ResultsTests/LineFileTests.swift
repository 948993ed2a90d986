import Core
import Foundation
import Testing

@testable import Results

@Suite("Lines and their files", .timeLimit(.minutes(60)))
struct LineFileTests {
  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }

  @Test("lines longer than a chunk are read whole, and what has no end is left")
  func longLines() throws {
    try inFolder { folder in
      // A chunk is 262 144 bytes.
      let lengths = [3, 262_143, 262_144, 1_000_000, 0, 7]
      var text = lengths.map { String(repeating: "x", count: $0) + "\n" }.joined()
      let whole = text.utf8.count
      text += "torn"
      try text.write(toFile: folder + "/lines", atomically: false, encoding: .utf8)
      var read: [Int] = []
      var offsets: [Int] = []
      let kept = try LineFile.forEachLine(of: folder + "/lines") { line, number, offset in
        read.append(line.count)
        offsets.append(offset)
        #expect(number == read.count)
      }
      #expect(read == lengths)
      #expect(offsets.last == whole - 8)
      #expect(kept == whole)
    }
  }

  @Test("a line's check holds for the settings that it was written under, and no others")
  func check() {
    let line = LineCheck(settings: "a").sealed(#"{"cell":"x"}"#)
    line.withUnsafeBytes { bytes in
      #expect(LineCheck(settings: "a").holds(bytes))
      #expect(!LineCheck(settings: "b").holds(bytes))
    }
  }

  @Test("a file that cannot be made durable is a fault, and as long as before")
  func durable() throws {
    // It takes what is written, and cannot sync.
    let file = try DurableFile("/dev/null")
    #expect(throws: Fault.self) { try file.append([1, 2, 3]) }
    #expect(file.count == 0)
  }

  @Test("a write that ends half way leaves what was in the file, and no half line")
  func halfWrite() async {
    // In a process of its own, as the limit holds for every file of a process.
    await #expect(processExitsWith: .success) {
      let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
      defer { unlink(path) }
      let file = try DurableFile(path)
      try file.append(Array("kept\n".utf8))
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 64, rlim_max: 64)
      try #require(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
      #expect(throws: Fault.self) { try file.append(Array(repeating: 120, count: 100)) }
      #expect(file.count == 5)
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "kept\n")
    }
  }

  @Test("worlds are dealt out in turn, the first one to the first shard")
  func shards() {
    // Two policies and a bound on edge at two capacities, two policies on named, in two replicates: worlds of 3, 3, 3, 3, 2
    // and 2 cells.
    let grid = CellGrid(StoreSamples.manifest(replicates: 2))
    #expect(grid.numbers(of: nil) == Array(0..<16))
    #expect(grid.numbers(of: .init(index: 1, count: 2)) == [0, 1, 2, 6, 7, 8, 12, 13])
    #expect(grid.numbers(of: .init(index: 2, count: 2)) == [3, 4, 5, 9, 10, 11, 14, 15])
    // More shards than worlds: cells are dealt out.
    #expect(grid.numbers(of: .init(index: 1, count: 7)) == [0, 7, 14])
    #expect(grid.numbers(of: .init(index: 7, count: 7)) == [6, 13])
  }
}
