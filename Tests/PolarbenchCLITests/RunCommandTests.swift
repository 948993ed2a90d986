import Foundation
import Testing

@Suite("polarbench run", .timeLimit(.minutes(60)))
struct RunCommandTests {
  private static let pond = Command.golden("pond").path
  /// Those of the repository, and a larger set where it lies beside it.
  static let folders: [(name: String, capacity: String, settings: [String])] =
    [
      ("pond", "2", [String]()), ("creek", "3", ["--set", "alpha=0.3", "--set", "ridge=2"]), ("shore", "2", []),
    ]
    + (Command.shared == nil
      ? []
      : [
        ("tiny", "2", []), ("edge15", "4", []), ("alpha03", "3", ["--set", "alpha=0.3", "--set", "ridge=2"]),
      ])

  @Test(
    "decisions and epochs are the recorded ones, byte for byte", arguments: folders, ["polar", "polar-plus"])
  func goldens(folder: (name: String, capacity: String, settings: [String]), policy: String) throws {
    let golden = Command.golden(folder.name)
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
      ["run", "linucb+lru", "--trace", Self.pond, "-k", "2", "--json"])
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
        ["run", "linucb+lru", "--trace", Self.pond, "-k", "6"]
          + ["--set", "burn_in=12", "--decisions", decisions.path])
      let rows = try String(contentsOf: decisions, encoding: .utf8).split(separator: "\n").dropFirst().prefix(12)
      #expect(rows.map { Int($0.split(separator: ",")[1])! } == [0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5])
      #expect(rows.allSatisfy { $0.hasSuffix(",1") })
    }
  }

  @Test("--show steps through the given requests, with the residents")
  func show() throws {
    let outcome = try Command.run(
      ["run", "polar", "--trace", Self.pond, "-k", "2", "--show", "149..151"])
    #expect(
      outcome.lines.prefix(3) == [
        "t 149  ‖x‖ 1.000  resident: adapter-0, adapter-1  → adapter-4 (bypass)  reward 0.7185  paging cost 0.0900",
        "t 150  plan: adapter-1, adapter-5  load cost 0.0900",
        "t 150  ‖x‖ 1.000  resident: adapter-1, adapter-5  → adapter-5 (hit)  reward 0.3570  paging cost 0.0000",
      ])
  }

  @Test(
    "a world that the trace cannot give is refused",
    arguments: [
      (
        ["-n", "601"], 2,
        "error: --requests asks for 601, but pond has 600\n  fix:    ask for 600 or fewer, or leave it out\n"
      ),
      (
        ["--profile", "qwen2.5-7b-vllm"], 2,
        "error: profile 'qwen2.5-7b-vllm' needs the rank or the bytes of 'adapter-0', and pond tells neither\n"
          + "  fix:    add adapters.csv with name and rank or bytes to the trace, or leave --profile out\n"
      ),
      (["--requests=-5"], 64, "Error: --requests is -5; expected 1 to 1099511627776.\n"),
      (["--price=-1"], 64, "Error: --price is -1.0; expected a number, 0 to 1000000000.\n"),
      (["--jitter=inf"], 64, "Error: --jitter is inf; expected a number, 0 to 10.\n"),
    ] as [([String], Int32, String)])
  func impossible(arguments: [String], status: Int32, message: String) throws {
    let outcome = try Command.run(
      ["run", "polar", "--trace", Self.pond, "-k", "2"] + arguments)
    #expect(outcome.status == status)
    #expect(outcome.errors.hasPrefix(message), "\(outcome.errors)")
  }

  @Test("the same seed gives the same bytes")
  func sameBytes() throws {
    let arguments = ["run", "linucb+random", "--trace", Self.pond, "-k", "2", "--json"]
    #expect(try Command.run(arguments + ["-s", "5"]).output == Command.run(arguments + ["-s", "5"]).output)
    #expect(try Command.run(arguments + ["-s", "5"]).output != Command.run(arguments + ["-s", "6"]).output)
  }
}
