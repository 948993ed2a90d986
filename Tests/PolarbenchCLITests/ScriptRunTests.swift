import Foundation
import Testing

@Suite("polarbench run of a Lua file", .timeLimit(.minutes(60)))
struct ScriptRunTests {
  /// Routes in turn over three adapters, and says what it does.
  static let told = """
    local P = { name = "told", kind = "joint", api = 1 }
    function P.start(setting)
      host.log("capacity", setting.capacity)
      return { bandit = host.linucb { arms = setting.adapters, dim = setting.dimension } }
    end
    function P.route(state, request)
      state.bandit:best(request.context)
      return request.step % 3 + 1
    end
    function P.learn(state, outcome) state.bandit:learn(outcome.adapter, outcome.context, outcome.reward) end
    function P.victim(state, adapter, residents)
      host.log("room for", adapter)
      return residents[1]
    end
    return P

    """

  static let world = ["--trace", Command.repository.appending(path: "traces/edge-15-mini").path, "-k", "2", "-n", "5"]

  static func run(_ arguments: [String], told text: String = told) throws -> Command.Outcome {
    try Command.inFolder { folder in
      try text.write(to: folder.appending(path: "told.lua"), atomically: true, encoding: .utf8)
      return try Command.run(program: Command.binary, ["run"] + arguments + world, in: folder, environment: [:])
    }
  }

  @Test("the log goes to stderr as it comes")
  func log() throws {
    let outcome = try Self.run(["told.lua"])
    #expect(outcome.status == 0)
    #expect(outcome.errors == "log t 0  capacity 2\nlog t 2  room for 3\nlog t 3  room for 1\nlog t 4  room for 2\n")
  }

  @Test("lines before a fault are seen")
  func logBeforeFault() throws {
    let outcome = try Self.run(
      ["told.lua"], told: Self.told.replacing("return residents[1]", with: "return 9"))
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix("log t 0  capacity 2\nlog t 2  room for 3\nerror: told.lua:"), "\(outcome.errors)")
  }

  @Test("--show prints scores, the log lines of these steps, the residents, the decision and the victims")
  func show() throws {
    let outcome = try Self.run(["told.lua", "--show", "1..2"])
    #expect(outcome.errors == "log t 2  room for 3\n")
    #expect(
      outcome.output.hasPrefix(
        """
        t 1  scores: adapter-01 0.5000, adapter-02 0.5000, adapter-03 0.5000, adapter-04 0.5000, adapter-05 0.5000, \
        … (15 in all)
        t 1  ‖x‖ 1.000  resident: adapter-00, adapter-01  → adapter-01 (hit)  reward 0.0189  paging cost 0.0000
        t 2  scores: adapter-02 0.5000, adapter-03 0.5000, adapter-04 0.5000, adapter-05 0.5000, adapter-06 0.5000, \
        … (15 in all)
        t 2  ‖x‖ 1.000  resident: adapter-00, adapter-01  → adapter-02 (page-in, evicts adapter-00)  reward 0.4360  \
        paging cost 0.1206

        """), "\(outcome.output)")
  }

  @Test("--watch runs again on each save, and Ctrl-C ends it with 130")
  func watch() throws {
    try Command.inFolder { folder in
      let file = folder.appending(path: "told.lua")
      try Self.told.write(to: file, atomically: true, encoding: .utf8)
      let process = Process()
      process.executableURL = Command.binary
      process.arguments = ["run", "told.lua", "--watch", "--json"] + Self.world
      process.currentDirectoryURL = folder
      let errors = Pipe()
      process.standardError = errors
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      var told = ""
      /// Reads until the command has said `text` `count` times.
      func wait(for text: String, _ count: Int) {
        while told.components(separatedBy: text).count <= count {
          let bytes = errors.fileHandleForReading.availableData
          if bytes.isEmpty { return }
          told += String(decoding: bytes, as: UTF8.self)
        }
      }
      wait(for: "watching told.lua: save to run again, Ctrl-C to end\n", 1)
      try "local P = {\n".write(to: file, atomically: true, encoding: .utf8)
      wait(for: "watching told.lua", 2)
      #expect(told.contains("error: told.lua:"))
      try Self.told.write(to: file, atomically: true, encoding: .utf8)
      wait(for: "watching told.lua", 3)
      #expect(told.components(separatedBy: "log t 0  capacity 2\n").count == 3)
      process.interrupt()
      process.waitUntilExit()
      #expect(process.terminationReason == .exit && process.terminationStatus == 130)
    }
  }

  @Test("--watch needs a file to watch")
  func nothingToWatch() throws {
    let outcome = try Command.run(["run", "polar", "--scenario", "edge-15", "--watch"])
    #expect(outcome.status == 64)
    #expect(outcome.errors.hasPrefix("Error: --watch needs a policy from a Lua file; 'polar' has none.\n"))
  }

  @Test("a fault in a comparison comes with the run that shows it")
  func comparedFault() throws {
    try Command.inFolder { folder in
      try """
      local P = { name = "late", kind = "evictor", api = 1 }
      function P.victim(state, adapter, residents, step) return step < 50 and residents[1] or 99 end
      return P
      """.write(to: folder.appending(path: "late.lua"), atomically: true, encoding: .utf8)
      let policies = ["linucb+lru", "linucb+late.lua"]
      let compared = try Command.run(
        program: Command.binary,
        ["compare"] + policies
          + ["--scenario", "edge-15", "-n", "200", "--set", "alpha=0.25", "--price", "0.5", "--replicates", "3"],
        in: folder, environment: [:])
      #expect(compared.status == 2)
      let told = compared.errors.split(separator: "\n").map(String.init)
      let replay = try #require(told.first { $0.hasPrefix("  replay: polarbench run 'linucb(alpha=0.25)+late.lua'") })
      #expect(replay.contains("--price 0.5") && replay.contains("--show "))
      let words = replay.dropFirst("  replay: polarbench ".count).filter { $0 != "'" }.split(separator: " ").map(
        String.init)
      let again = try Command.run(program: Command.binary, words, in: folder, environment: [:])
      let fault = told.prefix { !$0.hasPrefix("  replay:") }
      #expect(again.errors.split(separator: "\n").map(String.init).prefix(fault.count) == fault)
    }
  }

  @Test("a text that is a file and a pair is refused, and both texts of the fix run")
  func twoReadings() throws {
    try Command.inFolder { folder in
      let evictor = """
        local P = { name = "mine", kind = "evictor", api = 1 }
        function P.start() return {} end
        function P.victim(state, adapter, residents) return residents[1] end
        return P
        """
      try evictor.write(to: folder.appending(path: "x.lua"), atomically: true, encoding: .utf8)
      try evictor.replacing("evictor", with: "router").replacing("victim", with: "route")
        .write(to: folder.appending(path: "linucb+x.lua"), atomically: true, encoding: .utf8)
      func run(_ policy: String) throws -> Command.Outcome {
        try Command.run(
          program: Command.binary, ["run", policy, "--scenario", "edge-15", "-n", "20"], in: folder, environment: [:])
      }
      let refused = try run("linucb+x.lua")
      #expect(
        refused.errors
          == "error: 'linucb+x.lua' is a file, and also reads as linucb and x.lua\n"
          + "  fix:    write ./linucb+x.lua for the file, or linucb+./x.lua for the pair\n")
      #expect(try run("linucb+./x.lua").output.hasPrefix("linucb+mine on edge-15"))
      #expect(try run("./linucb+x.lua+lru").output.hasPrefix("mine+lru on edge-15"))
    }
  }
}
