import Core
import Testing

@testable import Isolation

@Suite("Questions to a policy's process", .timeLimit(.minutes(60)))
struct QuestionTests {
  /// Of the answer to `start`.
  private static let startBytes = 17

  /// Answers `start`, and then does `script`.
  private static func started(_ script: String) -> Isolation {
    let answer = "\\15" + String(repeating: "\\0", count: startBytes - 1)
    let shell = PolicyProcessTests.say(answer, startBytes, then: "sleep 0.2; \(script)")
    return Isolation(program: "/bin/sh", arguments: ["-c", shell])
  }

  @Test("one that crashes when it is asked is the fault of that step or second, whatever it serves")
  func crashesLater() throws {
    let setting = Setting(adapterCount: 1, capacity: Capacity(1))
    let crash = Self.started("kill -SEGV $$")
    var expected = Fault(
      "the process of mine.lua was killed by SIGSEGV: it crashed", at: "step 7",
      fix: "make its state smaller or its verbs simpler; if it should have run, report the file", kind: .crash)
    let resident: [UInt64] = [0]
    let view = ResidentView(
      resident: resident, held: nil, costs: nil, adapterCount: 1, count: 0, used: 0, capacity: Capacity(1))
    let request = Request(
      step: 7, timeSeconds: 1.5, asked: nil, promptTokens: 1, outputTokens: 1, context: .none)
    #expect(throws: expected) {
      var policy = try IsolatedPolicy([], name: "mine.lua", setting: setting, isolation: crash)
      _ = try policy.route(request, residents: view)
    }
    expected.at = "second 1.500 of the twin"
    #expect(throws: expected) {
      var scheduler = try IsolatedScheduler([], name: "mine.lua", setting: setting, isolation: crash)
      let head = WaitingHead(
        adapter: AdapterID(0), place: 0, arrivalSeconds: 0, waiting: 1, running: 0, tokens: 1, isResident: false)
      _ = try scheduler.choose(among: [head], timeSeconds: 1.5)
    }
    #expect(throws: expected) {
      var router = try IsolatedReplicaRouter([], name: "mine.lua", setting: setting, isolation: crash)
      _ = try router.send(request, among: [ReplicaView(running: 0, waiting: 0, kvUse: 0, residents: view)])
    }
    expected.at = nil
    #expect(throws: expected) {
      try IsolatedPolicy.describe(
        [], name: "mine.lua", isolation: Isolation(program: "/bin/sh", arguments: ["-c", "kill -SEGV $$"]))
    }
  }

  @Test(
    "an answer that was not asked for ends it",
    arguments: [
      // An adapter that is not a head; a log line that was not requested; half a fault.
      ("\\11\\0\\0\\0\\0\\0\\0\\0\\0\\1\\0\\0\\0", 13),
      (
        "\\26\\0\\0\\0\\0\\1\\0\\0\\0\\0" + String(repeating: "\\0", count: 12) + "\\377\\377\\377\\377", 26
      ),
      ("\\6\\0\\0\\0\\1\\0\\0\\0\\0\\0", 10),
    ])
  func nonsense(answer: String, count: Int) {
    #expect(
      throws: Fault(
        "the process of mine.lua was killed by SIGKILL: its answer made no sense", at: "second 0.000 of the twin",
        fix: "do not trust this file: a policy has no way to write an answer of its own", kind: .crash)
    ) {
      var scheduler = try IsolatedScheduler(
        [], name: "mine.lua", setting: Setting(adapterCount: 2, capacity: Capacity(1)),
        isolation: Self.started(PolicyProcessTests.say(answer, count, after: Self.startBytes)))
      let head = WaitingHead(
        adapter: AdapterID(0), place: 0, arrivalSeconds: 0, waiting: 1, running: 0, tokens: 1, isResident: false)
      _ = try scheduler.choose(among: [head], timeSeconds: 0)
    }
  }
}
