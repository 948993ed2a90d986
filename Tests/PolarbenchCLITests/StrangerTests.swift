import Foundation
import Testing

/// Every command that reads a Lua file, with an untrusted one: in a process of its own it says the same, byte for
/// byte, and a crash there is a fault.
@Suite("An untrusted file", .timeLimit(.minutes(60)))
struct StrangerTests {
  /// Logs in every verb, and has its scores worked out.
  static let joint = Stranger.policy(
    "joint",
    [
      (
        "start(setting)",
        "host.log('start', setting.capacity) return { m = host.linucb { arms = setting.adapters, dim = setting.dimension } }"
      ),
      ("route(state, request)", "host.log('route', request.step) return state.m:best(request.context)"),
      (
        "learn(state, outcome)",
        "state.m:scores(outcome.context, 0.5) host.log('learn') state.m:learn(outcome.adapter, outcome.context, outcome.reward)"
      ),
      ("used(state, adapter)", "host.log('used', adapter)"), ("admit()", "host.log('admit') return true"),
      ("victim(state, adapter, residents)", "host.log('victim') return residents[1]"),
    ])
  static let evictor = Stranger.policy(
    "evictor",
    [
      ("used(state, adapter)", "host.log('used', adapter)"),
      ("victim(state, adapter, residents)", "return residents[1]"),
    ])
  static let router = Stranger.policy(
    "router",
    [("route(state, request)", "host.log('route') return request.step % 3 + 1"), ("learn()", "host.log('learn')")])
  static let scheduler = Stranger.policy(
    "scheduler", [("choose(state, heads, now)", "host.log(#heads, now) return heads[#heads]")])
  static let replicaRouter = Stranger.policy(
    "replica-router",
    [
      ("start(setting)", "return { n = setting.replicas }"),
      (
        "send(state, request, replicas)",
        "for g = 1, state.n do if replicas:has(g, request.asked) then host.log(g) return g end end return request.step % state.n + 1"
      ),
    ])
  static let grid =
    "return { policies = {'random+mine.lua', 'random+lru'}, replicates = 2, requests = 80, bounds = false }"

  static let files = [
    "joint.lua": joint, "mine.lua": evictor, "router.lua": router, "scheduler.lua": scheduler,
    "replicas.lua": replicaRouter, "grid.lua": grid, "broken.lua": "local x =\n", "list.lua": "return { 1, 2 }\n",
    "wrong.lua": "return { polices = {} }\n",
    // Fails in a notice, once before the capacity is full and once in the middle of a plan.
    "third.lua": Stranger.policy(
      "evictor",
      [
        ("start()", "return { n = 0 }"), ("victim(state, adapter, residents)", "return residents[1]"),
        ("used(state, adapter)", "state.n = state.n + 1 if state.n == 12 then error('twelfth') end"),
      ]),
    "placed.lua": Stranger.policy(
      "joint",
      [
        ("route()", "return 1"), ("admit()", "return false"),
        ("plan(state, step, residents)", "return step == 0 and { 1, 2 } or { 3, 4, 5 }, step + 10"),
        ("used(state, adapter, step, kind)", "if kind == 'placed' and adapter == 4 then error('fourth') end"),
      ]),
    "late.lua": Stranger.policy(
      "joint",
      [
        ("route()", "return 1"), ("victim(state, adapter, residents)", "return residents[1]"),
        ("learn(state, outcome)", "if outcome.step == 30 then error('no more') end"),
      ]),
  ]
  private static let world = ["--scenario", "edge-15", "-n", "80", "-k", "4"]
  private static let server =
    [
      "twin", "run", "--model", "llama-3.1-8b", "-n", "8", "--rates", "0.5", "--ranks", "8", "--slots", "4",
      "--duration", "20",
    ]

  @Test(
    "says the same from a process of its own as in process, byte for byte",
    arguments: [
      ["run", "joint.lua"] + world, ["run", "joint.lua", "--show", "10..30"] + world,
      ["run", "router.lua+mine.lua"] + world, ["run", "router.lua+mine.lua", "--show", "3..9", "--strict"] + world,
      ["run", "late.lua"] + world, ["run", "late.lua", "--show", "28..40"] + world,
      ["run", "linucb+third.lua", "-k", "12", "--scenario", "edge-15", "--start-empty"], ["run", "placed.lua"] + world,
      ["run", "linucb+broken.lua"] + world, ["run", "linucb+list.lua"] + world, ["run", "linucb+gone.lua"] + world,
      ["compare", "joint.lua", "linucb+mine.lua", "--replicates", "2", "--json", "--quiet"] + world,
      ["compare", "late.lua", "linucb+mine.lua", "--replicates", "2", "--quiet"] + world,
      ["show", "mine.lua"], ["show", "joint.lua", "--json"], ["show", "broken.lua"], ["show", "list.lua"],
      ["check", "mine.lua", "--quiet"], ["check", "late.lua", "--quiet"], ["check", "joint.lua", "--quiet", "--json"],
      ["check", "late.lua", "--only", "plain", "--show", "28..40"], ["check", "broken.lua"],
      ["check", "scheduler.lua", "--only", "plain"], ["check", "replicas.lua", "--only", "one-replica"],
      ["tournament", "--from", "grid.lua", "--format", "markdown", "--quiet", "--no-report", "-o", "out"],
      ["tournament", "--from", "wrong.lua", "--dry-run"], ["tournament", "--from", "list.lua", "--dry-run"],
      ["tournament", "--from", "broken.lua", "--dry-run"], ["tournament", "--from", "mine.lua", "--dry-run"],
      [
        "tournament", "late.lua", "random+lru", "--replicates", "2", "-n", "60", "--no-bounds", "--quiet",
        "--no-report", "-o", "out",
      ],
      server + ["--evictor", "mine.lua"], server + ["--scheduler", "scheduler.lua"],
      server + ["--replicas", "3", "--router", "replicas.lua"],
      server + [
        "--replicas", "2", "--router", "replicas.lua", "--scheduler", "scheduler.lua", "--evictor", "mine.lua",
      ],
      server + ["--router", "scheduler.lua"], server + ["--scheduler", "broken.lua"],
    ])
  func same(arguments: [String]) throws {
    let here = try Stranger.run(arguments + ["--in-process"], Self.files)
    let apart = try Stranger.run(arguments, Self.files)
    #expect(apart.status == here.status)
    #expect(apart.output == here.output)
    // Only where it runs is said besides.
    let notes = apart.errors.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(notes.filter { !$0.hasPrefix("advice: ") }.joined(separator: "\n") == here.errors)
    #expect(!here.errors.isEmpty || !here.output.isEmpty)
  }

  @Test("leaves the same cells, faults included")
  func cells() throws {
    func cells(_ flags: [String]) throws -> [String] {
      try Command.inFolder { folder in
        for (name, text) in Self.files { try Data(text.utf8).write(to: folder.appending(path: name)) }
        let outcome = try Command.run(
          program: Command.binary,
          ["tournament", "late.lua", "random+mine.lua", "router.lua+lru", "--replicates", "2", "-n", "60", "--quiet"]
            + ["--no-report", "-o", "out"] + flags, in: folder, environment: [:])
        #expect(outcome.status == 1, "\(outcome.errors)")
        return try ["cells", "curves", "residents"].map {
          try String(contentsOf: folder.appending(path: "out/\($0).jsonl"), encoding: .utf8)
        }
      }
    }
    let here = try cells(["--in-process"])
    #expect(try here == cells([]) && here == cells(["--isolate"]))
    #expect(here[0].contains("no more"))
  }

  @Test("is timed in its own process, and both are said")
  func bench() throws {
    let apart = try Stranger.run(["bench", "mine.lua", "--json", "--beside", "lru"], Self.files)
    #expect(apart.status == 0, "\(apart.errors)")
    #expect(
      apart.errors
        == "advice: mine.lua runs in a process of its own, since it is not trusted; 'polarbench trust FOLDER' or "
        + "--in-process runs it here\n")
    let objects = try apart.lines.dropLast().map {
      try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    #expect(objects.map { $0["type"] as? String } == ["speed", "speed", "speed", "load", "process"])
    #expect(objects.map { $0["verb"] as? String } == ["used", "admit", "victim", nil, nil])
    #expect(objects.prefix(3).allSatisfy { $0["isolated"] as? Bool == true && $0["beside_nanos"] is Double })
    // A process takes longer to start than its script to load.
    #expect(objects[4]["micros"] as! Double > objects[3]["micros"] as! Double)
    let here = try Stranger.run(["bench", "mine.lua", "--json", "--in-process"], Self.files)
    #expect(here.errors.isEmpty)
    #expect(here.lines.count == 5 && here.lines[0].contains("\"isolated\":false"))
    let fault = "error: late.lua:10: no more"
    for flags in [[], ["--in-process"]] {
      let late = try Stranger.run(["bench", "late.lua"] + flags, Self.files)
      #expect(late.status == 2 && late.errors.contains(fault), "\(late.errors)")
    }
  }

  // MARK: - Crashes

  private static let crashing = [
    "grid.lua":
      "local v = host.vector(\(Stranger.endlessList(200_000)))\nreturn { policies = {'random+lru'}, replicates = 1 }\n",
    "mine.lua": Stranger.policy(
      "evictor", [("victim(state, adapter, residents)", "return residents[1]")],
      start: "local v = host.vector(\(Stranger.endlessList(200_000)))"),
    // Fails in a notice, once before the capacity is full and once in the middle of a plan.
    "third.lua": Stranger.policy(
      "evictor",
      [
        ("start()", "return { n = 0 }"), ("victim(state, adapter, residents)", "return residents[1]"),
        ("used(state, adapter)", "state.n = state.n + 1 if state.n == 12 then error('twelfth') end"),
      ]),
    "placed.lua": Stranger.policy(
      "joint",
      [
        ("route()", "return 1"), ("admit()", "return false"),
        ("plan(state, step, residents)", "return step == 0 and { 1, 2 } or { 3, 4, 5 }, step + 10"),
        ("used(state, adapter, step, kind)", "if kind == 'placed' and adapter == 4 then error('fourth') end"),
      ]),
    "late.lua": Stranger.policy(
      "router", [("route()", "local v = host.vector(\(Stranger.endlessList(200_000))) return 1")]),
    "scheduler.lua": Stranger.policy(
      "scheduler", [("choose(state, heads)", "local v = host.vector(\(Stranger.endlessList(200_000))) return heads[1]")]
    ),
    "replicas.lua": Stranger.policy(
      "replica-router", [("send()", "local v = host.vector(\(Stranger.endlessList(200_000))) return 1")]),
  ]

  @Test(
    "that drives the interpreter out of its memory is a fault, and the host goes on",
    arguments: [
      ["tournament", "--from", "grid.lua", "--dry-run"], ["show", "mine.lua"], ["bench", "mine.lua"],
      ["run", "linucb+mine.lua"] + world, ["run", "late.lua+lru"] + world, ["run", "late.lua+lru", "--strict"] + world,
      ["compare", "late.lua+lru", "linucb+lru", "--quiet"] + world, ["bench", "late.lua"],
      ["replay", "mine.lua", "--trace", "traces/zipf-60.csv", "-k", "5"],
      server + ["--scheduler", "scheduler.lua"], server + ["--replicas", "2", "--router", "replicas.lua"],
    ])
  func crash(arguments: [String]) throws {
    let outcome = try Stranger.run(arguments, Self.crashing)
    #expect(outcome.status == 2, "\(outcome.status) \(outcome.errors)")
    // Also where the interpreter's own limits hold it back.
    #expect(outcome.errors.contains("error: "), "\(outcome.errors)")
  }

  @Test("that crashes a cell forfeits it, and the others run")
  func forfeit() throws {
    let outcome = try Stranger.run(
      [
        "tournament", "late.lua+lru", "random+lru", "-n", "60", "--replicates", "2", "--no-bounds", "--quiet",
        "--no-report",
      ],
      Self.crashing)
    #expect(outcome.status == 1, "\(outcome.errors)")
    #expect(outcome.output.contains("late.lua+lru"))
  }
}
