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

  @Test("a shard with a forfeit ends with 1, also where an earlier run played it")
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
}
