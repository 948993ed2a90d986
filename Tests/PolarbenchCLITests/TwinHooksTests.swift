import Foundation
import Testing

@Suite("polarbench twin run: what can be put in its places")
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
          + "  mend:   return an adapter for which residents:mayleave is true, or nil"
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

  @Test("an evictor that names nobody serves from a buffer, as in a replay; what it logs is shown")
  func nobody() throws {
    let outcome = try Self.run(
      "--evictor",
      script: "local P = { name = 'mine', kind = 'evictor', api = 1 }\n"
        + "function P.victim(state, adapter) host.log('asked for', adapter) return nil end\nreturn P\n")
    #expect(outcome.status == 0)
    #expect(outcome.errors.hasPrefix("log t 2  asked for "))
    #expect(outcome.output.contains("loads"))
  }

  @Test("replicas are told together and one by one")
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
          + "  mend:   did you mean 'fcfs'? the twin knows fcfs, fewest-running, resident-first\n"
      ),
      (
        ["--router", "linucb"],
        "error: there is no replica-router 'linucb'\n"
          + "  mend:   the twin knows adapter-affinity, fewest-open, random, resident-first, round-robin\n"
      ),
      (
        ["--evictor", "lru,lfu"],
        "error: 'lru,lfu' names several evictors; the twin's slots have one\n  mend:   name one: --evictor lru\n"
      ),
    ])
  func strangers(arguments: [String], message: String) throws {
    let outcome = try Self.run(arguments)
    #expect(outcome.status == 2)
    #expect(outcome.errors == message)
  }

  @Test("list names schedulers and routers over replicas, show tells their parameters")
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
