import Foundation
import Testing

@testable import System

@Suite("Processes, threads, clocks", .timeLimit(.minutes(60)))
struct ProcessTests {
  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test("a program gets its input, arguments and environment, and its output, errors and status come back")
  func run() throws {
    let script = "cat; echo \"$1 $VALUE\"; echo wrong >&2; exit 3"
    let ended = try Subprocess.run(
      "/bin/sh", ["-c", script, "sh", "a b"], input: Array("in;".utf8), environment: ["VALUE=v"])
    #expect(ended.ending == .exited(3) && ended.status == 3)
    #expect(text(ended.output) == "in;a b v\n")
    #expect(text(ended.errors) == "wrong\n")
  }

  @Test("more output than a pipe holds does not stop it")
  func muchOutput() throws {
    let ended = try Subprocess.run("/bin/sh", ["-c", "head -c 3000000 /dev/zero"])
    #expect(ended.output.count == 3_000_000 && ended.status == 0)
  }

  @Test("a signal and a program that is not there end as a shell reports them")
  func endings() throws {
    let killed = try Subprocess.run("/bin/sh", ["-c", "kill -9 $$"])
    #expect(killed.ending == .signalled(9) && killed.status == 137)
    #expect(EndingSignal(number: 9) == .kill)
    let missing = try Subprocess.run("/nowhere/program", [])
    #expect(missing.status == 127 && text(missing.errors) == "No such file or directory")
    #expect(try Subprocess.run("/etc/passwd", []).status == 126)
    #expect(throws: SystemError(code: ECHILD)) { try Subprocess.wait(for: 1) }
    #expect(Subprocess.replace(by: "/nowhere/program", []) == .noSuchFile)
  }

  @Test("a child that keeps running is killed")
  func killed() throws {
    let nothing = try File.unnamed()
    let child = try Subprocess.start("/bin/sleep", ["600"], environment: nil, [nothing, nothing, nothing])
    #expect(Subprocess.end(child) == .signalled(EndingSignal.kill.number))
    #expect(Subprocess.end(child) == nil)
  }

  @Test("variables: empty is absent, folders begin at the root, programs are files that may be run")
  func environment() throws {
    #expect(Environment.value("POLARBENCH_NO_SUCH_VARIABLE") == nil)
    setenv("POLARBENCH_TEST_FOLDERS", "/a:b::/c", 1)
    #expect(Environment.folders("POLARBENCH_TEST_FOLDERS") == ["/a", "/c"])
    #expect(Environment.all.contains("POLARBENCH_TEST_FOLDERS=/a:b::/c"))
    setenv("POLARBENCH_TEST_FOLDERS", "", 1)
    #expect(Environment.value("POLARBENCH_TEST_FOLDERS") == nil)
    #expect(Environment.program("sh")?.hasSuffix("/sh") == true)
    #expect(Environment.program("no-such-program") == nil)
    #expect(Environment.ownProgram?.hasPrefix("/") == true)
    #expect(Environment.processorCount >= 1 && Environment.pageBytes >= 4096)
  }

  @Test("clocks run forwards; a date is written as ISO 8601 has it")
  func clocks() {
    let start = SystemClock.nanos
    SystemClock.sleep(seconds: 0.01)
    #expect(SystemClock.nanos - start >= 10_000_000)
    let busy = SystemClock.threadNanos
    var sum = 0.0
    for i in 0..<100_000 { sum += Double(i).squareRoot() }
    #expect(sum > 0 && SystemClock.threadNanos > busy)
    #expect(SystemClock.timestamp(0) == "1970-01-01T00:00:00Z")
    #expect(SystemClock.timestamp(1_763_743_205) == "2025-11-21T16:40:05Z")
    #expect(abs(SystemClock.dateSeconds - Int(Date().timeIntervalSince1970)) <= 1)
  }

  @Test("a monitor hands its value from thread to thread, and waits no longer than it may")
  func monitor() throws {
    try Threads.requireOne()
    let count = Monitor(0)
    for _ in 0..<8 { Threads.start { count.change { $0 += 1 } } }
    #expect(count.wait { $0 == 8 ? $0 : nil } == 8)
    #expect(count.wait(seconds: 1, until: { $0 == 8 }))
    #expect(!count.wait(seconds: 0.02, until: { $0 == 9 }))
  }

  @Test("a symbol of a library that is there is found")
  func library() throws {
    let library = try #require(DynamicLibrary("libm.so.6"))
    let root = try #require(library.symbol("sqrt", as: (@convention(c) (Double) -> Double).self))
    #expect(root(9) == 3)
    #expect(library.symbol("no_such_symbol", as: (@convention(c) () -> Void).self) == nil)
    #expect(DynamicLibrary("libno-such-library.so") == nil)
  }

  @Test("SHA-256 agrees with the standard's examples")
  func digest() {
    #expect(SHA256.hex(of: "abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(SHA256.hex(of: "") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    let hash = SHA256()
    hash.update("a")
    hash.update("bc")
    #expect(hash.finishHex() == SHA256.hex(of: "abc"))
    #expect(hash.finishHex() == SHA256.hex(of: ""))
  }

  @Test("a byte is found from one place to another, and no further")
  func bytes() {
    let bytes = Array("a,b,c".utf8)
    bytes.withUnsafeBytes {
      #expect($0.firstIndex(of: UInt8(ascii: ","), from: 0, to: 5) == 1)
      #expect($0.firstIndex(of: UInt8(ascii: ","), from: 2, to: 5) == 3)
      #expect($0.firstIndex(of: UInt8(ascii: ","), from: 2, to: 3) == nil)
      #expect($0.firstIndex(of: UInt8(ascii: ","), from: 5, to: 5) == nil)
    }
  }
}
