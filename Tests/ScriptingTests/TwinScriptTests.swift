import Core
import Scripting
import Testing

private let setting = Setting(
  adapterCount: 6, adapters: (0..<6).map { Adapter(name: "adapter-\($0)", rank: 8) }, capacity: Capacity(2),
  seed: Seed(3))

/// Adapters 2, 3 and 5 in scripts' numbers, the second of them first in the line.
private let heads = [
  WaitingHead(
    adapter: AdapterID(1), place: 7, arrivalSeconds: 1.5, waiting: 2, running: 1, tokens: 40, isResident: true),
  WaitingHead(
    adapter: AdapterID(2), place: -1, arrivalSeconds: 2.5, waiting: 1, running: 0, tokens: 9, isResident: false),
  WaitingHead(
    adapter: AdapterID(4), place: 3, arrivalSeconds: 0.5, waiting: 4, running: 3, tokens: 17, isResident: true),
]

private func scheduler(_ body: String, before: String = "", limits: ScriptLimits = .patient) throws -> ScriptedScheduler
{
  try script(
    "\(before) local P = { name = 'mine', kind = 'scheduler', api = 1 }\nfunction P.choose(state, heads, now)\n\(body)\n"
      + "end\nreturn P"
  ).startScheduler(setting, limits: limits)
}

/// The adapter that a body answers, in the host's numbers.
private func chosen(_ body: String, limits: ScriptLimits = .patient) throws -> Int? {
  var scheduler = try scheduler(body, limits: limits)
  return try scheduler.choose(among: heads, timeSeconds: 4.25)?.index
}

/// What the body of a verb raised, as text: how a probe gets its values out.
private func raised(_ body: () throws -> Void) -> String {
  let fault = #expect(throws: Fault.self) { try body() }
  return fault?.reason ?? ""
}

private let openRequests = [(running: 3, waiting: 2), (running: 1, waiting: 1), (running: 2, waiting: 0)]

/// The replica of three that a body answers, in the host's numbers: 5, 2 and 2 open requests, adapter g on GPU g.
private func sent(_ body: String, limits: ScriptLimits = .patient) throws -> Int {
  let text =
    "local P = { name = 'mine', kind = 'replica-router', api = 1 }\nfunction P.send(state, request, replicas)\n\(body)\n"
    + "end\nreturn P"
  var setting = setting
  setting.replicaCount = 3
  var router = try script(text).startReplicaRouter(setting, limits: limits)
  let words: [UInt64] = [0b001, 0b010, 0b100]
  return try words.withUnsafeBufferPointer { words in
    let views = openRequests.enumerated().map { place, open in
      ReplicaView(
        running: open.running, waiting: open.waiting, kvUse: Double(place) / 4,
        residents: ResidentView(
          resident: words.baseAddress! + place, held: nil, costs: nil, adapterCount: 6, count: 1, used: 1,
          capacity: Capacity(2)))
    }
    return try router.send(
      Request(
        step: 11, timeSeconds: 2.5, asked: AdapterID(4), promptTokens: 30, outputTokens: 0, context: .none),
      among: views)
  }
}

@Suite("The twin's verbs in Lua", .timeLimit(.minutes(60)))
struct TwinScriptTests {
  @Test("heads show what waits")
  func shown() {
    let body = """
      local t = { #heads, now }
      for _, a in ipairs(heads) do
        t[#t + 1] = table.concat({ a, heads:place(a), heads:arrival(a), heads:waiting(a), heads:running(a),
          heads:tokens(a), tostring(heads:resident(a)) }, ",")
      end
      error(table.concat(t, " ") .. " " .. tostring(heads:has(5)) .. " " .. tostring(heads:has(6)), 0)
      """
    #expect(
      raised { _ = try chosen(body) }
        == "3 4.25 2,7,1.5,2,1,40,true 3,-1,2.5,1,0,9,false 5,3,0.5,4,3,17,true true false")
  }

  @Test(
    "an answer is one of the heads, or nobody",
    arguments: [
      ("return heads:first()", 2), ("return 5", 4), ("return 5.0", 4), ("return nil", nil), ("", nil),
      ("return heads:first(host.vector { 0, 1, 1, 0, 1, 0 })", 2),
      ("return heads:first(host.vector { 0, 1, 3, 0, 2, 0 })", 1),
    ] as [(String, Int?)])
  func answers(body: String, adapter: Int?) throws {
    #expect(try chosen(body) == adapter)
  }

  @Test(
    "an answer against the rules is a fault with file and line, and when it was",
    arguments: [
      (
        "return 1",
        "mine.lua:2: choose() answered 'adapter-0', which has no request to admit\n  at:     second 4.250 of the twin\n"
          + "  fix:    return one of the adapters in `heads`, or nil"
      ),
      (
        "return 7",
        "mine.lua:2: choose() answered 7; expected an adapter, 1 to 6, or nil\n  at:     second 4.250 of the twin"
      ),
      (
        "return 0",
        "mine.lua:2: choose() answered 0; expected an adapter, 1 to 6, or nil\n  at:     second 4.250 of the twin"
      ),
      (
        "return 'two'",
        "mine.lua:2: choose() answered the text 'two'; expected an adapter, 1 to 6, or nil\n"
          + "  at:     second 4.250 of the twin"
      ),
      (
        "return 2.5",
        "mine.lua:2: choose() answered 2.5; expected an adapter, 1 to 6, or nil\n  at:     second 4.250 of the twin"
      ),
      (
        "return heads",
        "mine.lua:2: choose() answered heads; expected an adapter, 1 to 6, or nil\n  at:     second 4.250 of the twin"
      ),
      ("error('no idea')", "mine.lua:3: no idea\n  at:     second 4.250 of the twin"),
      (
        "return heads:waiting(1)",
        "mine.lua:3: adapter 1 has no request to admit; use heads:has(a) first\n  at:     second 4.250 of the twin"
      ),
      (
        "return heads:first(host.zeros(3))",
        "mine.lua:3: the vector has 3 places; expected one for each of the 6 adapters\n"
          + "  at:     second 4.250 of the twin"
      ),
      (
        "return heads:frist()",
        "mine.lua:3: unknown name 'heads.frist'; did you mean 'first'?\n  at:     second 4.250 of the twin"
      ),
    ])
  func badAnswers(body: String, message: String) {
    let fault = #expect(throws: Fault.self) { try chosen(body) }
    #expect(fault?.described == message)
  }

  @Test("a loop that does not end is a fault in both verbs", arguments: [ScriptLimits.fast, .strict])
  func endless(limits: ScriptLimits) {
    let scheduler = #expect(throws: Fault.self) { try chosen("while true do end", limits: limits) }
    #expect(scheduler?.place?.line == 3)
    #expect([.cpu, .budget].contains(scheduler?.kind))
    let router = #expect(throws: Fault.self) { try sent("while true do end", limits: limits) }
    #expect(router?.at == "second 2.500 of the twin")
    #expect([.cpu, .budget].contains(router?.kind))
  }

  @Test("what is kept of a call shows nothing in the next")
  func kept() throws {
    var scheduler = try scheduler(
      "if kept then local k = kept kept = nil return k[1] end kept = heads return heads[1]", before: "local kept")
    // The same object shows the next call's heads.
    #expect(try scheduler.choose(among: heads, timeSeconds: 0)?.index == 1)
    #expect(try scheduler.choose(among: [heads[2]], timeSeconds: 0)?.index == 4)
  }

  @Test("replicas show what is open where")
  func replicas() {
    let body = """
      local t = { #replicas, request.step, request.time, request.asked, request.prompt_tokens, request.output_tokens }
      for g = 1, #replicas do
        t[#t + 1] = table.concat({ replicas:open(g), replicas:running(g), replicas:waiting(g), replicas:kv(g),
          tostring(replicas:resident(g, 2)) }, ",")
      end
      error(table.concat(t, " "), 0)
      """
    #expect(raised { _ = try sent(body) } == "3 11 2.5 5 30 0 5,3,2,0.0,false 2,1,1,0.25,true 2,2,0,0.5,false")
  }

  @Test(
    "a router's answer is a replica",
    arguments: [
      ("return 3", 2), ("return replicas:first()", 1), ("return replicas:first(host.vector { 0, 1, 1 })", 0),
      ("return replicas:first(host.vector { 1, 0, 0 })", 1),
    ])
  func routed(body: String, replica: Int) throws {
    #expect(try sent(body) == replica)
  }

  @Test(
    "what is no replica is a fault",
    arguments: [
      ("return nil", "nil"), ("", "nil"), ("return 0", "0"), ("return 4", "4"), ("return true", "true"),
      ("return replicas", "replicas"),
    ])
  func badReplicas(body: String, shown: String) {
    let fault = #expect(throws: Fault.self) { try sent(body) }
    #expect(
      fault?.described
        == "mine.lua:2: send() answered \(shown); expected a replica, 1 to 3\n  at:     second 2.500 of the twin")
  }

  @Test("start receives the number of replicas, and draws from the seed")
  func start() throws {
    let text = """
      local P = { name = 'mine', kind = 'replica-router', api = 1 }
      function P.start(setting) return { n = setting.replicas, rng = host.rng() } end
      function P.send(state, request, replicas) error(state.n .. " " .. state.rng:integer(1, 1000), 0) end
      return P
      """
    func told(seed: UInt64) throws -> String {
      var setting = setting
      setting.replicaCount = 5
      setting.seed = Seed(seed)
      var router = try script(text).startReplicaRouter(setting)
      let request = Request(
        step: 0, timeSeconds: 0, asked: nil, promptTokens: 1, outputTokens: 0, context: .none)
      return raised { _ = try router.send(request, among: []) }
    }
    #expect(try told(seed: 1).hasPrefix("5 "))
    #expect(try told(seed: 1) == told(seed: 1))
    #expect(try told(seed: 1) != told(seed: 2))
  }

  @Test(
    "a card asks for its kind's verb, and for no other",
    arguments: [
      (
        "return { name = 'a', kind = 'scheduler', api = 1 }",
        "mine.lua: the scheduler has no choose()\n  fix:    add 'function P.choose(…)'; the templates show its arguments"
      ),
      (
        "return { name = 'a', kind = 'replica-router', api = 1, route = function() end }",
        "mine.lua: the replica-router has no send()\n  fix:    add 'function P.send(…)'; the templates show its arguments"
      ),
      (
        "return { name = 'a', kind = 'scheduler', api = 1, choose = function() end, victim = function() end }",
        "mine.lua: the scheduler has a verb victim(), which is never called\n"
          + "  fix:    leave the verb out, or write another kind"
      ),
      (
        "return { name = 'a', kind = 'evictor', api = 1, victim = function() end, send = function() end }",
        "mine.lua: the evictor has a verb send(), which is never called\n"
          + "  fix:    leave the verb out, or write another kind"
      ),
    ])
  func cards(text: String, message: String) {
    let fault = #expect(throws: Fault.self) { try script(text) }
    #expect(fault?.described == message)
  }
}
