import Foundation
import Testing

/// What options mean, on a trace of five adapters and four requests, whose results can be checked by hand.
@Suite("Options of run and tournament", .timeLimit(.minutes(60)))
struct OptionMeaningTests {
  /// a, b, a, a, ten seconds apart; outputs of two tokens; a has 1 GB. On one slot: a hits, b is loaded, a is loaded, a hits.
  private static func withTrace(_ body: (URL) throws -> Void) throws {
    try Command.inFolder { folder in
      let trace = folder.appending(path: "t")
      try FileManager.default.createDirectory(at: trace, withIntermediateDirectories: false)
      for (name, text) in [
        ("trace.lua", "return { name = \"five\" }\n"),
        ("requests.csv", "time_s,adapter,prompt_tokens,output_tokens\n0,a,1,2\n10,b,1,2\n20,a,1,2\n30,a,1,2\n"),
        ("adapters.csv", "name,bytes,rank\na,1000000000,8\nb,500000000,8\nc,1,8\nd,1,8\ne,1,8\n"),
      ] { try Data(text.utf8).write(to: trace.appending(path: name)) }
      try body(folder)
    }
  }

  private static func run(_ arguments: [String], in folder: URL) throws -> Command.Outcome {
    try Command.run(program: Command.binary, arguments, in: folder, environment: [:])
  }

  /// A number of the account of a run.
  private static func number(_ name: String, _ arguments: [String], in folder: URL) throws -> Double {
    let outcome = try run(["run", "asked+lru", "-t", "t", "--json"] + arguments, in: folder)
    let json = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
    return try #require(json?[name] as? Double, "\(outcome.errors)")
  }

  @Test("the capacity is a quarter of the adapters, rounded up, where none is named")
  func standardCapacity() throws {
    try Self.withTrace { folder in
      let standard = try Self.run(["run", "asked+lru", "-t", "t"], in: folder)
      #expect(standard.lines[0] == "asked+lru on five, capacity 2")
    }
  }

  @Test("two hits of four requests are 50 percent")
  func share() throws {
    try Self.withTrace { folder in
      let one = try Self.run(["run", "asked+lru", "-t", "t", "-k", "1"], in: folder)
      #expect(one.lines[2].hasSuffix("2  50.0 %") && one.lines[2].contains("hits"))
    }
  }

  @Test(
    "capacities and steps that are none are refused with exit code 2",
    arguments: [["-k", "4x0B"], ["-k", "9223372036854775807"], ["-k", "1", "--show", "3..1"]])
  func refused(arguments: [String]) throws {
    try Self.withTrace { folder in
      let outcome = try Self.run(["run", "asked+lru", "-t", "t"] + arguments, in: folder)
      #expect(
        outcome.status == 2 && outcome.errors.hasPrefix("error: '\(arguments.last!)' is not a "), "\(outcome.errors)")
    }
  }

  @Test("compare takes settings that one of the policies has, and refuses one that none has")
  func setInCompare() throws {
    try Self.withTrace { folder in
      let compare = { (setting: String) in
        try Self.run(
          ["compare", "asked+lru-k", "asked+lru", "-t", "t", "-k", "1", "--replicates", "1", "-q", "--set", setting],
          in: folder)
      }
      for setting in ["k=3", "lru-k.k=3"] { #expect(try compare(setting).status == 0) }
      let mistyped = try compare("corelated=3")
      #expect(mistyped.status == 2)
      #expect(
        mistyped.errors == """
          error: none of asked, lru-k, lru has a parameter 'corelated'
            fix:    did you mean 'correlated'? they have k, correlated, retained

          """)
    }
  }

  @Test("a grid cannot name a pipe, and its patterns do not walk the whole file system")
  func strangersGrid() throws {
    try Self.withTrace { folder in
      mkfifo(folder.appending(path: "p.profile").path, 0o600)
      mkfifo(folder.appending(path: "p.lua").path, 0o600)
      for (fields, reason) in [
        ("policies = {'asked+lru'}, profile = 'p.profile'", "p.profile: it is a pipe, a device or a folder"),
        ("policies = {'asked+p.lua'}", "p.lua: it is a pipe, a device or a folder"),
        (
          "policies = {'asked+/*/*/*/*/*/*/*/*/*.lua'}",
          "more than 100000 names were looked at for '/*/*/*/*/*/*/*/*/*.lua'"
        ),
      ] {
        try Data("return { traces = {'t'}, \(fields) }".utf8).write(to: folder.appending(path: "g.lua"))
        let outcome = try Self.run(["tournament", "--from", "g.lua", "--dry-run"], in: folder)
        #expect(outcome.status == 2 && outcome.errors.contains(reason), "\(outcome.errors)")
      }
    }
  }

  @Test("a dry run counts the bounds that run")
  func bounds() throws {
    let plan = try Command.run(["tournament", "linucb+lru", "--scenario", "edge-15", "--replicates", "1", "--dry-run"])
    let cells = plan.lines.prefix { !$0.contains(" cells: ") }.count
    #expect(
      plan.lines[cells].hasPrefix("\(cells) cells: 1 policy and \(cells - 1) bounds, 1 trace with 1 capacity in all"))
  }

  @Test("--set reaches the half that has the parameter")
  func set() throws {
    try Self.withTrace { folder in
      let outcome = try Self.run(
        ["run", "asked+lru-k", "-t", "t", "-k", "1", "--set", "k=3", "--json"], in: folder)
      #expect(outcome.status == 0 && outcome.output.contains(#""lru-k.k":"3""#), "\(outcome.output)\(outcome.errors)")
    }
  }

  @Test("--price is what a page-in costs: two at 3 cost 6")
  func price() throws {
    try Self.withTrace { folder in
      let cost = try Self.number("paging_cost", ["-k", "1", "--price", "3"], in: folder)
      #expect(cost == 6)
    }
  }

  @Test("--price multiplies a trace's own costs: at 2 they are twice those at 1")
  func priceOfTrace() throws {
    let cost = { (price: String) throws in
      let arguments = ["run", "random+lru", "-t", "traces/edge-15-mini", "-k", "2", "--json", "--price", price]
      let json = try JSONSerialization.jsonObject(with: Data(try Command.run(arguments).output.utf8)) as? [String: Any]
      return try #require(json?["paging_cost"] as? Double)
    }
    let (once, twice) = (try cost("1"), try cost("2"))
    #expect(once > 0 && abs(twice / once - 2) < 1e-12)
  }

  @Test("--token-time is in milliseconds: two tokens of a second hold an adapter for two, of six for twelve")
  func tokenTime() throws {
    try Self.withTrace { folder in
      for (time, bypasses) in [("1000", 0.0), ("6000", 1)] {
        let found = try Self.number("bypasses", ["-k", "1", "--token-time", time], in: folder)
        #expect(found == bypasses)
      }
    }
  }

  @Test("--bandwidth is in GB/s: at 1, 1.5 GB take 1.5 s, and at 2 half as long")
  func bandwidth() throws {
    try Self.withTrace { folder in
      let arguments = ["-k", "1", "--profile", "llama-3.1-8b-vllm", "--loading", "overlapped", "--bandwidth"]
      let slow = try Self.number("stall_seconds", arguments + ["1"], in: folder)
      let fast = try Self.number("stall_seconds", arguments + ["2"], in: folder)
      #expect(abs(slow - fast - 0.75) < 1e-9)
    }
  }

  /// A grid of one cell, whose price is 3.
  private static func writeGrid(in folder: URL) throws {
    let grid =
      "return { policies = {'asked+lru'}, traces = {'t'}, capacities = {'1'}, replicates = 1, bounds = false, price = 3 }\n"
    try Data(grid.utf8).write(to: folder.appending(path: "g.lua"))
  }

  @Test("a grid that names traces alone has no scenario")
  func tracesAlone() throws {
    try Self.withTrace { folder in
      try Self.writeGrid(in: folder)
      let plan = try Self.run(["tournament", "--from", "g.lua", "--dry-run"], in: folder)
      #expect(plan.lines[0] == "asked+lru@five/k1/r0" && plan.lines[1].hasPrefix("1 cell: "), "\(plan.errors)")
    }
  }

  @Test("a grid's price is the tournament's: two page-ins at 3 cost 6")
  func gridPrice() throws {
    try Self.withTrace { folder in
      try Self.writeGrid(in: folder)
      let outcome = try Self.run(["tournament", "--from", "g.lua", "--shard", "1/1", "-o", "out", "-q"], in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let cells = try String(contentsOf: folder.appending(path: "out/shard-1-of-1/cells.jsonl"), encoding: .utf8)
      #expect(cells.contains(#""paging_cost":6.0"#))
    }
  }

  @Test("a dry run's guess is shared by the workers: a thousand of them are done in less than a tenth of the time")
  func dryRun() throws {
    // Of 100 000 cells. A guess is off by a factor of a few; the two are a thousand apart.
    let guess = { (jobs: String) throws -> Double in
      let outcome = try Command.run(
        [
          "tournament", "random+lru", "--scenario", "edge-15", "-k", "1", "--replicates", "100000", "--no-bounds",
          "--dry-run", "--jobs", jobs,
        ])
      let words = try #require(outcome.lines.dropLast().last, "\(outcome.errors)").split(separator: " ")
      try #require(words.count == 6 && words[0] == "about" && words[4] == jobs, "\(words)")
      let seconds = try #require(["second": 1.0, "s": 1, "min": 60, "h": 3600][words[2]])
      return seconds * (words[1] == "a" ? 1 : try #require(Double(words[1])))
    }
    let (one, many) = (try guess("1"), try guess("1024"))
    #expect(10 * many < one, "\(one) s and \(many) s")
  }

  @Test("a shard with a forfeit ends with 1, even if an earlier run produced it")
  func forfeits() throws {
    try Self.withTrace { folder in
      let bad = "return { name = 'bad', kind = 'evictor', api = 1, victim = function() error('none', 0) end }\n"
      try Data(bad.utf8).write(to: folder.appending(path: "bad.lua"))
      let arguments = [
        "tournament", "asked+bad.lua", "asked+lru", "-t", "t", "-k", "1", "--replicates", "2", "--no-bounds", "-q",
        "-o", "out", "--shard", "1/1",
      ]
      #expect(try Self.run(arguments, in: folder).status == 1)
      #expect(try Self.run(arguments + ["--resume"], in: folder).status == 1)
    }
  }

  @Test("shards are counted from 1 to their number", arguments: ["0/1", "2/1"])
  func shard(text: String) throws {
    try Self.withTrace { folder in
      let outcome = try Self.run(
        ["tournament", "asked+lru", "-t", "t", "-k", "1", "-q", "-o", "out", "--shard", text], in: folder)
      #expect(outcome.status == 2 && outcome.errors.hasPrefix("error: '\(text)' is not a shard"), "\(outcome.errors)")
    }
  }
}
