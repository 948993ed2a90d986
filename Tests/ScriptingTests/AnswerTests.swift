import Core
import Scripting
import Testing

/// Answers that only the Swift side can check: whether an adapter may leave and fits.
@Suite("What a script answers", .timeLimit(.minutes(60)))
struct AnswerTests {
  private func policy(_ kind: String, _ verbs: String, limits: ScriptLimits = .patient) throws -> Script {
    try script(
      "local P = { name = 'mine', kind = '\(kind)', api = 1 }\n\(verbs)\nreturn P", limits: limits)
  }

  /// Adapters 1 and 2 of 4 are resident, and 1 is in use.
  private func shown<Answer>(_ body: (ResidentView) throws -> Answer) throws -> Answer {
    let (resident, held): ([UInt64], [UInt64]) = ([0b0011], [0b0001])
    return try resident.withUnsafeBufferPointer { resident in
      try held.withUnsafeBufferPointer { held in
        try body(
          ResidentView(
            resident: resident.baseAddress!, held: held.baseAddress!, costs: nil, adapterCount: 4, count: 2, used: 2,
            capacity: Capacity(2)))
      }
    }
  }

  private func victim(_ answer: String) throws -> Int? {
    var mine = try policy("evictor", "function P.victim(state, incoming, residents) return \(answer) end")
      .start(Setting(adapterCount: 4, capacity: Capacity(2)))
    let incoming = Use(adapter: AdapterID(2), step: 7, kind: .bypass)
    return try shown { try mine.victim(for: incoming, among: $0)?.index }
  }

  @Test("a victim is an adapter that may leave, or the newcomer itself, or nil")
  func victims() throws {
    #expect(try victim("2") == 1)
    #expect(try victim("incoming") == 2)
    #expect(try victim("nil") == nil)
    let held = #expect(throws: Fault.self) { try victim("1") }
    #expect(held?.reason == "victim() answered adapter 1, which may not leave: it is pinned, in use or loading")
    let stranger = #expect(throws: Fault.self) { try victim("4") }
    #expect(stranger?.reason == "victim() answered adapter 4, which is not resident")
  }

  @Test("the first of the residents is the lowest index of those with the lowest number that may leave")
  func firstOfEquals() throws {
    #expect(try firstMiss(Self.first("{ 5, 5, 1 }")).reason == "1")
    #expect(try firstMiss(Self.first("{ 5, 4, 1 }")).reason == "2")
    #expect(try victim("residents:first(host.vector { 1, 5, 1, 1 })") == 1)
  }

  private static func first(_ keys: String) -> String {
    """
    local P = { name = 'mine', kind = 'evictor', api = 1 }
    function P.victim(state, incoming, residents)
      error(tostring(residents:first(host.vector \(keys))), 0)
    end
    return P
    """
  }

  private func plan(_ answer: String) throws -> (set: [Int]?, next: Step) {
    var mine = try policy(
      "joint", "function P.route() return 1 end function P.victim() end function P.plan() return \(answer) end"
    ).start(Setting(adapterCount: 4, capacity: Capacity(2)))
    let set = try shown { try mine.plan(at: 5, residents: $0) }
    return (set.map { $0.map(\.index) }, mine.nextPlan)
  }

  @Test("a plan names each adapter once, within the capacity, and a later step")
  func plans() throws {
    let good = try plan("{ 4, 1 }, 6")
    #expect(good.set == [3, 0] && good.next == 6)
    let none = try plan("nil, nil")
    #expect(none.set == nil && none.next == .never)
    for (answer, reason) in [
      ("{ 3, 3 }, 6", "plan() answered adapter 3 twice"),
      ("{ 1, 2, 3 }, 6", "plan() answered a set of 3 slots, above the capacity of 2"),
    ] {
      let fault = #expect(throws: Fault.self) { _ = try plan(answer) }
      #expect(fault?.reason == reason)
    }
    let late = #expect(throws: Fault.self) { _ = try plan("{ 1 }, 5") }
    #expect(late?.reason.contains("the step to plan at next, beyond 5") == true)
  }

  @Test("in strict mode each verb of a replayed batch has the whole budget")
  func strictBatch() throws {
    // A miss takes some 2 000 instructions, forty of them more than the budget.
    let limits = ScriptLimits(budgetInstructions: 20_000, cpuNanos: 10_000_000_000)
    let slow = try policy(
      "evictor",
      "function P.victim(state, incoming, residents) for i = 1, 2000 do end return residents[1] end", limits: limits)
    var evictor = try slow.start(Setting(adapterCount: 3, capacity: Capacity(1)), limits: limits)
    let room = ReplayRoom(capacity: Capacity(1))
    room.grow(to: 3)
    let ids = (0..<41).map { Int32($0 % 3) }
    for range in [0..<1, 1..<41] {
      try ids.withUnsafeBufferPointer { ids in
        try evictor.replay(
          ReplayBatch(
            ids: ids.baseAddress! + range.lowerBound, sizes: nil, nextUses: nil, count: range.count,
            firstStep: range.lowerBound), in: room)
      }
    }
    #expect(room.evictions == 40)
  }

  @Test("the log ends with a note where it is full")
  func log() throws {
    let mine = try policy(
      "evictor",
      "function P.start() for i = 1, 100 do host.log(string.rep('x', 999)) end return {} end function P.victim() end"
    ).start(Setting(adapterCount: 1, capacity: Capacity(1)))
    // 65 lines of 1000 bytes lie below 65 536, the 66th does not.
    #expect(mine.log.count == 66)
    #expect(mine.log[64].count == 999)
    #expect(mine.log[65] == "(the log is full)")
  }
}

/// Both sides of what a card may say.
@Suite("The borders of a card", .timeLimit(.minutes(60)))
struct CardBorderTests {
  private func reason(_ text: String) -> String? {
    do {
      _ = try script(text, limits: .patient)
      return nil
    } catch { return (error as? Fault)?.reason }
  }

  private func evictor(_ fields: String) -> String {
    "return { kind = 'evictor', api = 1, victim = function() end, \(fields) }"
  }

  @Test("a name has 64 bytes at most")
  func name() {
    #expect(reason(evictor("name = string.rep('a', 64)")) == nil)
    #expect(
      reason(evictor("name = string.rep('a', 65)"))
        == "name is '\(String(repeating: "a", count: 60))'; expected small letters, digits and hyphens")
  }

  @Test("a file has a mebibyte at most")
  func length() {
    let card = evictor("name = 'mine'")
    let padded = { (count: Int) in card + String(repeating: "\n", count: count - card.utf8.count) }
    #expect(reason(padded(1 << 20)) == nil)
    #expect(reason(padded((1 << 20) + 1)) == "is longer than 1 MiB")
  }

  @Test("a parameter is named once, and its default lies within its bounds, ends included")
  func parameters() {
    #expect(
      reason(evictor("name = 'mine', parameters = { { name = 'x', default = 1 }, { name = 'x', default = 2 } }"))
        == "the parameter 'x' occurs twice")
    let bounded = { (number: Int) in
      let parameter = "{ name = 'x', default = \(number), integer = true, min = 1, max = 4 }"
      return self.reason(self.evictor("name = 'mine', parameters = { \(parameter) }"))
    }
    #expect([1, 4].map(bounded) == [nil, nil])
    #expect(
      [0, 5].map(bounded)
        == Array(repeating: "parameter 1: the default of 'x' is not a whole number from min to max", count: 2))
  }

  @Test("a joint policy needs a victim, or admit")
  func joint() {
    let joint = { (verbs: String) in
      self.reason("return { name = 'mine', kind = 'joint', api = 1, route = function() end, \(verbs) }")
    }
    #expect(joint("") == "the joint has no victim()")
    #expect(joint("admit = function() end") == nil)
    #expect(joint("victim = function() end") == nil)
  }
}
