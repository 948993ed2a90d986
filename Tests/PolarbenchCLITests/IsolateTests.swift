import Foundation
import Testing

@Suite("--isolate", .timeLimit(.minutes(60)))
struct IsolateTests {
  private static let scenario = ["--scenario", "edge-15", "--requests", "400", "-k", "4", "--seed", "3"]

  @Test(
    "decides as in process, byte for byte",
    arguments: [
      "linucb+policies/evictors/gdsf.lua", "policies/routers/linucb.lua+lru",
      "policies/routers/lints.lua+policies/evictors/random.lua", "policies/joint/polar.lua",
      "policies/joint/polar-ts.lua",
    ])
  func run(policy: String) throws {
    try Command.inFolder { folder in
      var files: [[Data]] = []
      for extra in ["--in-process", "--isolate"] {
        let decisions = folder.appending(path: "decisions\(extra).csv")
        let epochs = folder.appending(path: "epochs\(extra).csv")
        let outcome = try Command.run(
          ["run", policy, extra, "--json", "--decisions", decisions.path, "--epochs", epochs.path] + Self.scenario)
        #expect(outcome.status == 0, "\(outcome.errors)")
        files.append([Data(outcome.output.utf8), try Data(contentsOf: decisions), try Data(contentsOf: epochs)])
      }
      #expect(files[0] == files[1])
    }
  }

  @Test("compares as in process, for any number of jobs", arguments: ["1", "3"])
  func compare(jobs: String) throws {
    let arguments =
      ["compare", "policies/joint/polar-plus.lua", "linucb+policies/evictors/sieve.lua", "linucb+lru", "--replicates"]
      + ["2", "--quiet", "--json"] + Self.scenario
    let plain = try Command.run(arguments)
    let isolated = try Command.run(arguments + ["--isolate", "--jobs", jobs])
    #expect(isolated.status == 0 && isolated.output == plain.output, "\(isolated.errors)")
  }

  @Test("replays as in process", arguments: ["slots", "bytes"])
  func replay(unit: String) throws {
    try Command.inFolder { folder in
      let trace = folder.appending(path: "ids.csv")
      let rows = (0..<20_000).map { i in
        "\(i),\(i * i % 977 * (i % 7) % 310),\(1 + i * i % 977 % (unit == "slots" ? 1 : 90))"
      }
      try Data(("time,obj_id,size\n" + rows.joined(separator: "\n") + "\n").utf8).write(to: trace)
      let policies = ["lru", "gdsf", "random"].map { "policies/evictors/\($0).lua" }.joined(separator: ",")
      let arguments = ["replay", policies, "--trace", trace.path, "-k", "40,400", "--quiet", "--json"]
      let misses = { (extra: [String]) in
        let outcome = try Command.run(arguments + extra)
        #expect(outcome.status == 0, "\(outcome.errors)")
        return outcome.lines.map { $0.replacing(/,"seconds":[^}]*/, with: "") }
      }
      #expect(try misses([]) == misses(["--isolate"]))
    }
  }

  @Test(
    "the limits of a script end in the same fault",
    arguments: [
      "while true do end", "host.zeros(4200000)", "error('x', 1)", "return 'x'",
      "return 99",
    ])
  func limits(body: String) throws {
    try Command.inFolder { folder in
      let file = folder.appending(path: "mine.lua")
      try Data(Self.evictor(body).utf8).write(to: file)
      let arguments = ["run", "linucb+\(file.path)"] + Self.scenario
      let plain = try Command.run(arguments + ["--in-process"])
      let isolated = try Command.run(arguments + ["--isolate"])
      #expect(isolated.status == plain.status && plain.status != 0)
      #expect(isolated.errors == plain.errors)
    }
  }

  @Test("a fault in used, which is sent without waiting for an answer, is the fault of its own step")
  func notices() throws {
    try Command.inFolder { folder in
      let file = folder.appending(path: "mine.lua")
      // Four adapters are placed, and then each step is a hit: the seventh use is step 2's. A script that has failed answers
      // each later call with the same fault, at that call's step.
      try Data(
        """
        local P = { name = "mine", kind = "evictor", api = 1 }
        function P.start() return { uses = 0 } end
        function P.victim(state, adapter, residents) return residents[1] end
        function P.used(state)
          state.uses = state.uses + 1
          if state.uses == 7 then error("use 7", 0) end
        end
        return P
        """.utf8
      ).write(to: file)
      let plain = try Command.run(["run", "fixed+\(file.path)", "--in-process"] + Self.scenario)
      let isolated = try Command.run(["run", "fixed+\(file.path)", "--isolate"] + Self.scenario)
      #expect(isolated.status == 2 && isolated.errors == plain.errors)
      #expect(isolated.errors.contains("use 7\n  at:     step 2 of edge-15"))
    }
  }

  @Test("an instruction that takes seconds, as keys collide, ends the process soon; the host says so")
  func stuck() throws {
    try Command.inFolder { folder in
      let file = folder.appending(path: "mine.lua")
      // In a table of 2^18 places all these keys have the same one; growing it takes some ten seconds.
      try Data(
        """
        local P = { name = "mine", kind = "evictor", api = 1 }
        function P.start() return { keys = {}, count = 0 } end
        function P.used(state)
          for i = state.count + 1, math.min(state.count + 20000, (1 << 17) + 1) do state.keys[i * ((1 << 18) - 1)] = true end
          state.count = state.count + 20000
        end
        function P.victim(state, adapter, residents) return residents[1] end
        return P
        """.utf8
      ).write(to: file)
      let outcome = try Command.run(["run", "random+\(file.path)", "--isolate"] + Self.scenario)
      #expect(outcome.status == 2)
      #expect(outcome.errors.contains("was stuck in one instruction, beyond its CPU time"), "\(outcome.errors)")
    }
  }

  @Test("a file that is not in order is the same fault, and does not run in the host")
  func load() throws {
    try Command.inFolder { folder in
      for text in ["local x =", "return 42", "return { name = 'x' }", "while true do end", "error('\\xff')"] {
        let file = folder.appending(path: "mine.lua")
        try Data(text.utf8).write(to: file)
        let arguments = ["run", "linucb+\(file.path)"] + Self.scenario
        #expect(
          try Command.run(arguments + ["--in-process"]).errors == Command.run(arguments + ["--isolate"]).errors)
      }
    }
  }

  @Test(
    "a process that is killed is a fault with its reason; it had no descriptor but /dev/null, and no process is left")
  func killed() throws {
    let errors = Pipe()
    try Self.whileRunning(errors: errors) { host, child in
      let descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(child)/fd").sorted()
      #expect(descriptors == ["1", "2"])
      kill(child, SIGKILL)
      let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      #expect(
        text.contains("was killed by SIGKILL: another process ended it, or the system was short of memory"), "\(text)")
      #expect(kill(child, 0) == -1 && errno == ESRCH)
    }
  }

  /// A run whose policy is slow enough to be caught, and never out of its time; its end is awaited.
  static func whileRunning(errors: Pipe = Pipe(), _ body: (_ host: pid_t, _ child: pid_t) throws -> Void) throws {
    try Command.inFolder { folder in
      let file = folder.appending(path: "mine.lua")
      try Data(Self.evictor("for i = 1, 300000 do end return residents[1]").utf8).write(to: file)
      let host = Process()
      host.executableURL = Command.binary
      host.arguments = ["run", "random+\(file.path)", "--isolate", "--scenario", "edge-15", "-k", "2"]
      host.standardError = errors
      host.standardOutput = FileHandle.nullDevice
      try host.run()
      let child = try #require(Self.child(of: host.processIdentifier))
      try body(host.processIdentifier, child)
      host.waitUntilExit()
      #expect(host.terminationStatus != 0)
    }
  }

  private static func evictor(_ body: String) -> String {
    """
    local P = { name = "mine", kind = "evictor", api = 1 }
    function P.victim(state, adapter, residents)
      \(body)
    end
    return P
    """
  }

  /// The process that serves the policy of a cell: the one that has come to answer, not the one asked for its card.
  private static func child(of host: pid_t) -> pid_t? {
    var last: pid_t?
    for _ in 0..<600 {
      let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(host)/task")) ?? []
      let text = threads.compactMap {
        try? String(contentsOfFile: "/proc/\(host)/task/\($0)/children", encoding: .utf8)
      }
      .joined()
      let child = text.split(separator: " ").first.flatMap { pid_t($0) }
      // The same one for a while, so that it has begun.
      if let child, child == last, let time = try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8),
        Int(time.split(separator: " ")[13]) ?? 0 > 10
      {
        return child
      }
      last = child
      usleep(20_000)
    }
    return nil
  }
}
