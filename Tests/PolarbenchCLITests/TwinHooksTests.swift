import Foundation
import Testing

@Suite("polarbench twin run: what can be put in its places", .timeLimit(.minutes(60)))
struct TwinHooksTests {
  private static let world = [
    "twin", "run", "--model", "llama-3.1-8b", "--adapters", "12", "--rates", "0.2,0.05", "--ranks", "8", "--slots", "4",
    "--duration", "120",
  ]

  static func run(_ arguments: [String]) throws -> Command.Outcome { try Command.run(world + arguments) }

  /// Runs with a Lua file of this text in the place of `flag`.
  static func run(_ flag: String, script: String) throws -> Command.Outcome {
    try Command.inFolder { folder in
      try Data(script.utf8).write(to: folder.appending(path: "mine.lua"))
      return try Command.run(
        program: Command.binary, world + [flag, "mine.lua"], in: folder, environment: [:])
    }
  }

  @Test("LRU in Lua decides as the built-in one does")
  func lru() throws {
    let builtIn = try Self.run(["--victims", "idle", "--json"])
    #expect(builtIn.status == 0 && builtIn.errors == "")
    #expect(try Self.run(["--evictor", "policies/evictors/lru.lua", "--json"]).output == builtIn.output)
    #expect(try Self.run(["--evictor", "policies/evictors/lru.lua", "--isolate", "--json"]).output == builtIn.output)
    #expect(try Self.run(["--evictor", "lfu", "--json"]).output != builtIn.output)
  }

  @Test(
    "what an evictor may not answer is a fault with its file and line",
    arguments: [
      (
        "return 99",
        "mine.lua:2: victim() answered 99; expected an adapter, 1 to 12, or nil\n  at:     step 2 of the twin's slots (4 of them)"
      ),
      (
        "return residents[1]",
        "mine.lua:2: victim() answered 'adapter-1', which may not leave: it is pinned, in use or loading\n"
          + "  at:     step 8 of the twin's slots (4 of them)\n"
          + "  fix:    return an adapter for which residents:mayleave is true, or nil"
      ),
      ("error('no idea')", "mine.lua:2: no idea\n  at:     step 2 of the twin's slots (4 of them)"),
      ("return 'first'", "mine.lua:2: victim() answered the text 'first'; expected an adapter, 1 to 12, or nil\n"),
      ("while true do end", "mine.lua:2: took more than 80 ms of CPU time\n"),
    ])
  func badEvictors(body: String, message: String) throws {
    let outcome = try Self.run(
      "--evictor",
      script: "local P = { name = 'mine', kind = 'evictor', api = 1 }\n"
        + "function P.victim(state, adapter, residents) \(body) end\nreturn P\n")
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix("error: " + message), "\(outcome.errors)")
  }

  @Test("an evictor that plans is refused, as in a replay")
  func plans() throws {
    let outcome = try Self.run(
      "--evictor",
      script: "local P = { name = 'mine', kind = 'evictor', api = 1 }\nfunction P.victim() end\n"
        + "function P.plan() return nil, nil end\nreturn P\n")
    #expect(outcome.status == 2)
    #expect(
      outcome.errors
        == "error: the evictor plans resident sets, and the slots of a server are filled by misses alone\n"
        + "  fix:    leave plan() out, or name another evictor\n")
  }

  @Test("an evictor that returns nil serves from a buffer, as in a replay; its log is shown")
  func nobody() throws {
    let outcome = try Self.run(
      "--evictor",
      script: "local P = { name = 'mine', kind = 'evictor', api = 1 }\n"
        + "function P.victim(state, adapter) host.log('asked for', adapter) return nil end\nreturn P\n")
    #expect(outcome.status == 0)
    #expect(outcome.errors.hasPrefix("log t 2  asked for "))
    #expect(outcome.output.contains("loads"))
  }

  /// A scheduler or router of this kind whose verb is this.
  private static func hook(_ kind: String, _ verb: String, _ body: String) -> String {
    "local P = { name = 'mine', kind = '\(kind)', api = 1 }\nfunction P.\(verb) \(body) end\nreturn P\n"
  }

  @Test(
    "the engine's order in Lua decides as the engine does",
    arguments: [
      "return heads:first()",
      "local b = heads[1] for _, a in ipairs(heads) do if heads:place(a) < heads:place(b) then b = a end end return b",
    ])
  func firstCome(body: String) throws {
    let engine = try Self.run(["--json"])
    let scripted = try Command.inFolder { folder in
      try Data(Self.hook("scheduler", "choose(state, heads)", body).utf8).write(to: folder.appending(path: "mine.lua"))
      return try Command.run(
        program: Command.binary, Self.world + ["--json", "--scheduler", "mine.lua"], in: folder, environment: [:])
    }
    #expect(scripted.output == engine.output)
  }

  @Test(
    "a scheduler's or router's wrong answer is a fault with its file and line",
    arguments: [
      ("scheduler", "choose()", "return 13", "choose() answered 13; expected an adapter, 1 to 12, or nil"),
      ("scheduler", "choose()", "return {}", "choose() answered a table; expected an adapter, 1 to 12, or nil"),
      ("scheduler", "choose()", "error('no idea')", "no idea"),
      ("scheduler", "choose()", "while true do end", "took more than 80 ms of CPU time"),
      ("router", "send()", "return nil", "send() answered nil; expected a replica, 1 to 2"),
      ("router", "send()", "return 3", "send() answered 3; expected a replica, 1 to 2"),
      ("router", "send()", "while true do end", "took more than 80 ms of CPU time"),
    ])
  func badHooks(flag: String, verb: String, body: String, message: String) throws {
    let kind = flag == "router" ? "replica-router" : flag
    let outcome = try Command.inFolder { folder in
      try Data(Self.hook(kind, verb, body).utf8).write(to: folder.appending(path: "mine.lua"))
      return try Command.run(
        program: Command.binary, Self.world + ["--replicas", "2", "--\(flag)", "mine.lua"], in: folder, environment: [:]
      )
    }
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix("error: mine.lua:2: \(message)\n  at:     second "), "\(outcome.errors)")
  }

  @Test("a scheduler that admits no request leaves all open, and the run ends")
  func noneAdmitted() throws {
    let outcome = try Self.run("--scheduler", script: Self.hook("scheduler", "choose()", "return nil"))
    #expect(outcome.status == 0)
    #expect(outcome.lines[1].contains(" 0 finished"))
  }

  @Test(
    "a file of another kind is told where it goes",
    arguments: [
      (
        ["replay", "mine.lua", "--trace", "x.csv", "-k", "2"],
        "error: mine.lua: the policy is of kind scheduler; expected evictor\n"
      ),
      (
        ["run", "mine.lua", "--scenario", "zipf"], "error: mine.lua: the policy is of kind scheduler; expected joint\n"
      ),
      (
        ["run", "linucb+mine.lua", "--scenario", "zipf"],
        "error: mine.lua: the policy is of kind scheduler; expected evictor\n"
      ),
      (
        world + ["--router", "mine.lua"], "error: mine.lua: the policy is of kind scheduler; expected replica-router\n"
      ),
    ])
  func wrongPlaces(arguments: [String], message: String) throws {
    let outcome = try Command.inFolder { folder in
      try Data(Self.hook("scheduler", "choose()", "return nil").utf8).write(to: folder.appending(path: "mine.lua"))
      try Data("1\n2\n".utf8).write(to: folder.appending(path: "x.csv"))
      return try Command.run(program: Command.binary, arguments, in: folder, environment: [:])
    }
    #expect(outcome.status == 2)
    #expect(outcome.errors == message + "  fix:    a scheduler goes with 'polarbench twin run --scheduler'\n")
  }

  @Test("replicas are reported together and one by one")
  func replicas() throws {
    let outcome = try Self.run(["--replicas", "3", "--router", "adapter-affinity(slack=1)"])
    #expect(outcome.status == 0)
    #expect(outcome.lines[0].hasPrefix("3 × llama-3.1-8b, 12 adapters in 4 slots"))
    #expect(outcome.lines.filter { $0.hasPrefix("  1 ") || $0.hasPrefix("  2 ") || $0.hasPrefix("  3 ") }.count == 3)
    let json = try Self.run(["--replicas", "3", "--router", "fewest-open", "--json"])
    let value = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    let replicas = try #require(value["replicas"] as? [[String: Any]])
    #expect(replicas.count == 3)
    #expect(replicas.reduce(0) { $0 + ($1["finished"] as! Int) } == value["finished"] as? Int)
  }

  @Test("one replica behind a router is the server alone")
  func oneReplica() throws {
    let alone = try Self.run([])
    let routed = try Self.run(["--router", "round-robin"])
    #expect(routed.lines.starts(with: alone.lines.dropLast()))
  }

  @Test(
    "a name that is none says which is near",
    arguments: [
      (
        ["--scheduler", "fcsf"],
        "error: there is no scheduler 'fcsf'\n"
          + "  fix:    did you mean 'fcfs'? the twin has fcfs, fewest-running, resident-first\n"
      ),
      (
        ["--router", "linucb"],
        "error: there is no replica-router 'linucb'\n"
          + "  fix:    the twin has adapter-affinity, fewest-open, random, resident-first, round-robin\n"
      ),
      (
        ["--evictor", "lru,lfu"],
        "error: 'lru,lfu' names several evictors; the twin's slots have one\n  fix:    name one: --evictor lru\n"
      ),
      (
        ["--evictor", "belady"],
        "error: 'belady' is shown the future, and the twin has none to show\n"
          + "  fix:    name another evictor: --evictor lru\n"
      ),
    ])
  func strangers(arguments: [String], message: String) throws {
    let outcome = try Self.run(arguments)
    #expect(outcome.status == 2)
    #expect(outcome.errors == message)
  }

  /// Numbers of a run of Llama-3.1-8B for ten minutes.
  private static func numbers(_ arguments: String) throws -> (loads: Int, meanTTFT: Double) {
    let outcome = try Command.run(
      ["twin", "run", "--model", "llama-3.1-8b", "--duration", "600", "--json"]
        + arguments.split(separator: " ").map(String.init))
    #expect(outcome.status == 0, "\(outcome.errors)")
    let value = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    let object = try #require(value as? [String: Any])
    return (try #require(object["loads"] as? Int), try #require(object["mean_ttft_ms"] as? Double))
  }

  @Test("the policies of policies/twin gain what docs/how-to/schedule-in-the-twin.md says")
  func gains() throws {
    let queue = "-n 64 --rates 0.2,0.1 --ranks 8,16 --slots 16 --victims idle --scheduler "
    let fcfs = try Self.numbers(queue + "fcfs")
    let longest = try Self.numbers(queue + "policies/twin/longest-queue.lua(patience=1e6)")
    #expect(longest.loads < fcfs.loads && longest.meanTTFT < fcfs.meanTTFT)
    let popular = "-n 64 --rates 0.2,0.005,0.005,0.005 --ranks 16 --slots 20 --evictor "
    let lru = try Self.numbers(popular + "lru")
    #expect(try Double(Self.numbers(popular + "policies/twin/fading-count.lua").loads) < 0.9 * Double(lru.loads))
    let replicas = "-n 128 --rates 3.2,0.1,0.05,0.05,0.05,0.05,0.05,0.05 --ranks 8,16 --slots 16 --replicas 4 --router "
    let inTurn = try Self.numbers(replicas + "round-robin")
    let home = try Self.numbers(replicas + "policies/twin/near-home.lua")
    #expect(home.loads < inTurn.loads && home.meanTTFT < 0.1 * inTurn.meanTTFT)
  }

  @Test(
    "check plays them in small worlds",
    arguments: ["longest-queue", "near-home", "fading-count"])
  func checked(name: String) throws {
    let outcome = try Command.run(["check", "policies/twin/\(name).lua", "--quiet"])
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("policies/twin/\(name).lua: no findings; "))
  }

  @Test("check finds a scheduler that starves all, and a draw that the card does not claim")
  func findings() throws {
    let outcome = try Command.inFolder { folder in
      let body = "if host.rng():uniform() < 0.99 then return nil end return heads:first()"
      try Data(Self.hook("scheduler", "choose(state, heads)", body).utf8).write(to: folder.appending(path: "mine.lua"))
      return try Command.run(program: Command.binary, ["check", "mine.lua"], in: folder, environment: [:])
    }
    #expect(outcome.status == 1)
    #expect(
      outcome.output.contains(
        "finding: stochastic: another seed changes its decisions, and the card does not claim 'stochastic'\n"
          + "  fix:    write traits = { \"stochastic\" }\n"))
    #expect(outcome.output.contains("finding: serves: "))
    #expect(outcome.lines.dropLast().last == "mine.lua: 2 findings; 8 held")
  }

  @Test("list names schedulers and routers over replicas, show prints their parameters")
  func lists() throws {
    let listed = try Command.run(["list", "--kind", "replica-router"])
    #expect(
      listed.lines.map { String($0.prefix { $0 != " " }) } == [
        "name", "adapter-affinity", "fewest-open", "random", "resident-first", "round-robin", "",
      ])
    #expect(try Command.run(["show", "adapter-affinity"]).output.contains("slack"))
    #expect(try Command.run(["show", "resident-first"]).output.contains("patience"))
  }
}
