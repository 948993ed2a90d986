import Foundation
import Testing

@Suite(
  "polarbench run", .enabled(if: Command.shared != nil, "needs the shared goldens"), .timeLimit(.minutes(60)))
struct RunCommandTests {
  private static var goldens: URL { Command.shared!.appending(path: "golden/polar") }

  @Test(
    "decisions and epochs are the recorded ones, byte for byte",
    arguments: [
      ("tiny", "2", [String]()), ("edge15", "4", []), ("alpha03", "3", ["--set", "alpha=0.3", "--set", "ridge=2"]),
    ], ["polar", "polar-plus"])
  func goldens(folder: (name: String, capacity: String, settings: [String]), policy: String) throws {
    let golden = Self.goldens.appending(path: folder.name)
    try Command.inFolder { out in
      let decisions = out.appending(path: "decisions.csv")
      let epochs = out.appending(path: "epochs.csv")
      let outcome = try Command.run(
        ["run", policy, "--trace", golden.path, "-k", folder.capacity, "--decisions", decisions.path]
          + ["--epochs", epochs.path, "--json"] + folder.settings)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(try Data(contentsOf: decisions) == Data(contentsOf: golden.appending(path: "\(policy).csv")))
      #expect(try Data(contentsOf: epochs) == Data(contentsOf: golden.appending(path: "\(policy).epochs.csv")))
    }
  }

  @Test("--json is one object with the fixed keys")
  func json() throws {
    let outcome = try Command.run(
      ["run", "linucb+lru", "--trace", Self.goldens.appending(path: "tiny").path, "-k", "2", "--json"])
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    for key in """
    policy trace capacity seed requests hits misses page_ins bypasses evictions reward paging_cost load_cost \
    net_reward regret bound
    """.split(separator: " ") {
      #expect(object[String(key)] != nil, "\(key) is missing")
    }
    #expect(outcome.lines.count == 2 && outcome.lines[1].isEmpty)
    #expect(object["requests"] as? Int == 600)
    #expect((object["hits"] as! Int) + (object["misses"] as! Int) == 600)
  }

  @Test("burn-in uses arm t mod N for the first steps")
  func burnIn() throws {
    try Command.inFolder { out in
      let decisions = out.appending(path: "decisions.csv")
      _ = try Command.run(
        ["run", "linucb+lru", "--trace", Self.goldens.appending(path: "tiny").path, "-k", "6"]
          + ["--set", "burn_in=12", "--decisions", decisions.path])
      let rows = try String(contentsOf: decisions, encoding: .utf8).split(separator: "\n").dropFirst().prefix(12)
      #expect(rows.map { Int($0.split(separator: ",")[1])! } == [0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5])
      #expect(rows.allSatisfy { $0.hasSuffix(",1") })
    }
  }

  @Test("--show steps through the given requests, with the residents")
  func show() throws {
    let outcome = try Command.run(
      ["run", "polar", "--trace", Self.goldens.appending(path: "tiny").path, "-k", "2", "--show", "24..26"])
    #expect(
      outcome.lines.prefix(3) == [
        "t 24  ‖x‖ 1.000  resident: adapter-0, adapter-1  → adapter-0 (hit)  reward 0.8230  paging cost 0.0000",
        "t 25  plan: adapter-1, adapter-2  load cost 0.2500",
        "t 25  ‖x‖ 1.000  resident: adapter-1, adapter-2  → adapter-1 (hit)  reward 0.5143  paging cost 0.0000",
      ])
  }

  @Test(
    "a world that the trace cannot give is refused",
    arguments: [
      (
        ["-n", "601"], 2,
        "error: --requests asks for 601, but tiny has 600\n  fix:    ask for 600 or fewer, or leave it out\n"
      ),
      (
        ["--profile", "qwen2.5-7b-vllm"], 2,
        "error: profile 'qwen2.5-7b-vllm' needs the rank or the bytes of 'adapter-0', and tiny tells neither\n"
          + "  fix:    add adapters.csv with name and rank or bytes to the trace, or leave --profile out\n"
      ),
      (["--requests=-5"], 64, "Error: --requests is -5; expected 1 to 1099511627776.\n"),
      (["--price=-1"], 64, "Error: --price is -1.0; expected a number, 0 to 1000000000.\n"),
      (["--jitter=inf"], 64, "Error: --jitter is inf; expected a number, 0 to 10.\n"),
    ] as [([String], Int32, String)])
  func impossible(arguments: [String], status: Int32, message: String) throws {
    let outcome = try Command.run(
      ["run", "polar", "--trace", Self.goldens.appending(path: "tiny").path, "-k", "2"] + arguments)
    #expect(outcome.status == status)
    #expect(outcome.errors.hasPrefix(message), "\(outcome.errors)")
  }

  @Test("the same seed gives the same bytes")
  func sameBytes() throws {
    let arguments = ["run", "linucb+random", "--trace", Self.goldens.appending(path: "tiny").path, "-k", "2", "--json"]
    #expect(try Command.run(arguments + ["-s", "5"]).output == Command.run(arguments + ["-s", "5"]).output)
    #expect(try Command.run(arguments + ["-s", "5"]).output != Command.run(arguments + ["-s", "6"]).output)
  }
}
