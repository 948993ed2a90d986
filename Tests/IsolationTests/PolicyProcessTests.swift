import CFence
import Core
import Foundation
import System
import Testing

@testable import Isolation

@Suite("A policy's process", .timeLimit(.minutes(60)))
struct PolicyProcessTests {
  /// What comes of starting a policy in a shell that does `script` instead of serving it.
  private func fault(_ script: String, seconds: Int = 10) -> Fault? {
    var isolation = Isolation(program: "/bin/sh", arguments: ["-c", script])
    isolation.answerSeconds = seconds
    do throws(Fault) {
      _ = try IsolatedPolicy(
        [], name: "mine.lua", setting: Setting(adapterCount: 1, capacity: Capacity(1)), isolation: isolation)
    } catch {
      return error
    }
    return nil
  }

  /// A shell's words that write bytes into the ring to the host, and count them, as an escaped process could.
  ///
  /// - Parameter first: how many bytes it has written before.
  static func say(_ bytes: String, _ count: Int, after first: Int = 0, then: String = "sleep 9") -> String {
    let octal = (0..<4).map { "\\\\" + String((first + count) >> (8 * $0) & 0xff, radix: 8) }.joined()
    return "\(put(bytes, FENCE_RING_AT + first)); \(put(octal, FENCE_RING_WRITTEN)); \(then)"
  }

  static func put(_ bytes: String, _ place: Int) -> String { "printf \"\(bytes)\" | \(into(place))" }

  /// A shell's words that write their input into the ring to the host.
  static func into(_ place: Int) -> String {
    "dd of=/proc/$$/fd/0 bs=1 seek=\(FENCE_RING_TO_HOST + place) conv=notrunc 2>/dev/null"
  }

  @Test(
    "what became of it is the fault",
    arguments: [
      ("exit 3", "the process of mine.lua ended with status 3 before it answered"),
      ("kill -SEGV $$", "the process of mine.lua was killed by SIGSEGV: it crashed"),
      (
        "kill -KILL $$",
        "the process of mine.lua was killed by SIGKILL: another process ended it, or the system was short of memory"
      ),
      ("kill -XCPU $$", "the process of mine.lua was killed by SIGXCPU: it used up its processor time"),
      ("kill -USR1 $$", "the process of mine.lua was killed by signal 10: another process ended it"),
      ("kill -64 $$", "the process of mine.lua was killed by signal 64: another process ended it"),
      (say("\\377\\377\\377\\177", 4), "the process of mine.lua was killed by SIGKILL: its answer made no sense"),
      (say("\\1\\0\\0\\0\\7", 5), "the process of mine.lua was killed by SIGKILL: its answer made no sense"),
      (say("\\2\\0\\0\\0\\0\\0", 6), "the process of mine.lua was killed by SIGKILL: its answer made no sense"),
      (say("", 1 << 17), "the process of mine.lua was killed by SIGKILL: its answer made no sense"),
      (say("\\2\\0\\0\\0\\0\\0", 4, then: "exit 5"), "the process of mine.lua ended with status 5 before it answered"),
    ])
  func fates(script: String, reason: String) { #expect(fault(script)?.reason == reason) }

  @Test(
    "one that does not answer in time is killed, however slowly it talks",
    arguments: [
      "sleep 60",
      // A byte more of a long frame each time.
      """
      \(say("\\144\\0\\0\\0", 4, then: "i=4"))
      while :; do i=$((i+1)); \(put("\\\\$(printf %o $i)", FENCE_RING_WRITTEN)); sleep 0.1; done
      """,
    ])
  func late(script: String) {
    #expect(fault(script, seconds: 1)?.reason == "the process of mine.lua was killed by SIGKILL: no answer within 1 s")
  }

  @Test("its CPU time is granted by the host, for as long as an answer may take and 20 s more")
  func grant() {
    #expect(
      fault("sleep 0.3; exit $(ulimit -S -t)", seconds: 30)?.reason
        == "the process of mine.lua ended with status 51 before it answered")
  }

  @Test("it inherits no descriptor and no environment")
  func bare() throws {
    let file = try FileHandle(forReadingFrom: URL(filePath: "/dev/null"))
    defer { try? file.close() }
    // 0, 1, 2 and the one that lists them.
    #expect(
      fault("exit $(ls /proc/self/fd | wc -l)")?.reason
        == "the process of mine.lua ended with status 4 before it answered")
    #expect(
      fault("test -z \"$HOME\"; exit $?")?.reason
        == "the process of mine.lua ended with status 0 before it answered")
  }

  @Test("a program that is not there is a fault, and no process")
  func missing() {
    let isolation = Isolation(program: "/nowhere", arguments: [])
    #expect(throws: Messages.cannotStart("mine.lua", .noSuchFile)) {
      try IsolatedPolicy(
        [], name: "mine.lua", setting: Setting(adapterCount: 1, capacity: Capacity(1)), isolation: isolation)
    }
  }

  @Test("it is reaped, whether it ended or is not needed any more", arguments: ["exit 1", "sleep 60"])
  func reaped(script: String) throws {
    var process: PolicyProcess? = try PolicyProcess(
      Isolation(program: "/bin/sh", arguments: ["-c", script]), policy: "mine.lua")
    let child = process!.child
    if script.hasPrefix("exit") {
      #expect(throws: Fault.self) { try process!.frame(limit: 9, extraSeconds: 0) }
    } else {
      process = nil
    }
    #expect(kill(child, 0) == -1 && errno == ESRCH)
  }
}
