import Foundation
import Testing

@Suite("tournament and merge", .timeLimit(.minutes(60)))
struct TournamentCommandTests {
  private static let small = [
    "tournament", "polar", "linucb+lru", "random+fifo", "--scenario", "edge-15,scan(noise=0.2)", "--requests", "120",
    "--replicates", "3", "--capacity", "2,0.5",
  ]
  private static let files = ["cells.jsonl", "curves.jsonl", "residents.jsonl"]

  private func bytes(_ folder: URL) throws -> [Data] {
    try Self.files.map { try Data(contentsOf: folder.appending(path: $0)) }
  }

  private func play(_ folder: URL, _ more: [String] = []) throws -> Command.Outcome {
    try Command.run(Self.small + ["-o", folder.path] + more)
  }

  @Test("one job, shards, and goes interrupted by kill -9 leave the same bytes")
  func identity() throws {
    try Command.inFolder { folder in
      let one = folder.appending(path: "one")
      #expect(try play(one, ["--jobs", "1"]).status == 0)
      let expected = try bytes(one)
      let lines = try String(contentsOf: one.appending(path: "cells.jsonl"), encoding: .utf8).split(separator: "\n")
      #expect(lines.count == 2 * 3 * 5 + 2 * 3 * 6)
      #expect(lines[0].hasPrefix(#"{"type":"cell","cell":"polar@edge-15/k2/r0","policy":"polar","trace":"edge-15","#))
      #expect(lines.last?.hasPrefix(#"{"type":"cell","cell":"asked+belady@scan(noise=0.2)/k3/r2""#) == true)

      let parts = folder.appending(path: "parts")
      for index in 1...3 { #expect(try play(parts, ["--shard", "\(index)/3"]).status == 0) }
      let merged = try Command.run(["merge", parts.path])
      #expect(merged.status == 0, "\(merged.errors)")
      #expect(try bytes(parts) == expected)

      let killed = folder.appending(path: "killed")
      for wait in [20, 40, 60] {
        let process = Process()
        process.executableURL = Command.binary
        let isThere = FileManager.default.fileExists(atPath: killed.appending(path: "manifest.json").path)
        process.arguments = Self.small + ["-o", killed.path, "--jobs", "2"] + (isThere ? ["--resume"] : [])
        process.standardError = FileHandle.nullDevice
        try process.run()
        usleep(UInt32(wait * 1000))
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
      }
      let isThere = FileManager.default.fileExists(atPath: killed.appending(path: "manifest.json").path)
      let last = try play(killed, isThere ? ["--resume"] : [])
      #expect(last.status == 0, "\(last.errors)")
      #expect(try bytes(killed) == expected)
    }
  }

  @Test("merge names shards that are missing or incomplete, and the commands that run them")
  func missing() throws {
    try Command.inFolder { folder in
      for index in [1, 3] {
        #expect(try play(folder.appending(path: "m"), ["--shard", "\(index)/3"]).status == 0)
      }
      let merged = try Command.run(["merge", folder.path + "/m"])
      #expect(merged.status == 1)
      #expect(
        merged.lines.dropLast() == [
          "44 of 66 cells of 2 shards are in '\(folder.path)/m'",
          "shard 2/3 lacks 22 cells; run them, then merge again:",
          "  polarbench tournament --from \(folder.path)/m/shard-1-of-3/manifest.json --shard 2/3 -o \(folder.path)/m",
        ])
      let command = merged.lines[2].split(separator: " ").dropFirst().map(String.init)
      #expect(try Command.run(command).status == 0)
      #expect(try Command.run(["merge", folder.path + "/m"]).status == 0)
      #expect(try play(folder.appending(path: "whole")).status == 0)
      #expect(try bytes(folder.appending(path: "m")) == bytes(folder.appending(path: "whole")))
    }
  }

  @Test(
    "a policy or replicates added to a finished tournament run only their cells, with the same result as from the start"
  )
  func added() throws {
    try Command.inFolder { folder in
      let grown = folder.appending(path: "grown")
      #expect(try play(grown).status == 0)
      let first = try String(contentsOf: grown.appending(path: "timings.jsonl"), encoding: .utf8)
      #expect(
        try Command.run(["tournament", "--resume", "-o", grown.path, "static-popular", "--replicates", "4"]).status == 0
      )
      let both = try String(contentsOf: grown.appending(path: "timings.jsonl"), encoding: .utf8)
      #expect(both.hasPrefix(first))
      #expect(both.dropFirst(first.count).split(separator: "\n").count == 1 + 3 * 4 + 2 * 6 + 2 * 7)
      let whole = folder.appending(path: "whole")
      var arguments = Self.small
      arguments.insert("static-popular", at: 4)
      arguments[arguments.firstIndex(of: "--replicates")! + 1] = "4"
      #expect(try Command.run(arguments + ["-o", whole.path]).status == 0)
      #expect(try bytes(grown) == bytes(whole))
    }
  }

  @Test(
    "a policy that errs, one that loops and one that answers nonsense are forfeits with replay commands; exit code 1")
  func forfeits() throws {
    try Command.inFolder { folder in
      let head = "local P = { kind = \"router\", api = 1, name = "
      let start = " }\nfunction P.start(setting) return {} end\nfunction P.route(state, request, residents)\n"
      for (name, body) in [
        ("errs", "if request.step == 40 then local x = nil; return x.y end return 1"),
        ("loops", "while request.step >= 40 do end return 1"), ("strays", "return request.step < 40 and 1 or 99"),
      ] {
        try (head + "\"\(name)\"" + start + body + "\nend\nreturn P\n")
          .write(to: folder.appending(path: "\(name).lua"), atomically: false, encoding: .utf8)
      }
      let outcome = try Command.run(
        program: Command.binary,
        [
          "tournament", "polar", "linucb+lru", "*.lua+lru", "--requests", "100", "--replicates", "2", "-o", "out",
        ], in: folder, environment: [:])
      #expect(outcome.status == 1, "\(outcome.errors)")
      let lines = try String(contentsOf: folder.appending(path: "out/cells.jsonl"), encoding: .utf8)
        .split(separator: "\n").filter { $0.contains(#""outcome":"forfeit""#) }
      #expect(lines.count == 6)
      #expect(lines.count { $0.contains("errs+lru") && $0.contains(#""kind":"error""#) } == 2)
      #expect(lines.count { $0.contains("loops+lru") && $0.contains(#""kind":"cpu""#) } == 2)
      #expect(lines.count { $0.contains("strays+lru") && $0.contains(#""kind":"answer""#) } == 2)
      let line = try #require(lines.first { $0.contains("errs+lru@edge-15/k4/r1") })
      let replay =
        "polarbench run errs.lua+lru --scenario edge-15 -k 4 --seed 1 --replicate 1 --requests 100 --show 32..40"
      #expect(line.contains(replay), "\(line)")
      let again = try Command.run(
        program: Command.binary, replay.split(separator: " ").dropFirst().map(String.init), in: folder, environment: [:]
      )
      #expect(again.status == 2)
      #expect(again.errors.contains("errs.lua:4:"))
    }
  }

  @Test("files in their own processes give the same cells")
  func isolated() throws {
    try Command.inFolder { (folder: URL) throws in
      let arguments = [
        "tournament", "polar", "policies/routers/linucb.lua+policies/evictors/lru.lua", "--requests", "60",
        "--replicates", "2", "-q", "-o",
      ]
      #expect(try Command.run(arguments + [folder.path + "/a"]).status == 0)
      #expect(try Command.run(arguments + [folder.path + "/b", "--isolate"]).status == 0)
      #expect(try bytes(folder.appending(path: "a")) == bytes(folder.appending(path: "b")))
    }
  }

  @Test("a grid in Lua is filled with defaults, and its mistakes are reported with the nearest field")
  func lua() throws {
    try Command.inFolder { folder in
      func write(_ text: String) throws {
        try text.write(to: folder.appending(path: "tournament.lua"), atomically: false, encoding: .utf8)
      }
      func play(_ more: [String]) throws -> Command.Outcome {
        try Command.run(
          program: Command.binary, ["tournament", "--from", "tournament.lua"] + more, in: folder, environment: [:])
      }
      try write(
        """
        local policies = {}
        for _, alpha in ipairs { 0.1, 0.3 } do policies[#policies + 1] = "linucb(alpha=" .. alpha .. ")+lru" end
        return { policies = policies, scenarios = { "edge-15" }, capacities = { 2, 0.5, "1GiB" }, requests = 50, replicates = 2 }
        """)
      let planned = try play(["--dry-run", "--no-bounds"])
      #expect(planned.lines.first == "linucb(alpha=0.1)+lru@edge-15/k2/r0", "\(planned.errors)")
      #expect(planned.lines.contains("linucb(alpha=0.3)+lru@edge-15/k8/r1"))
      #expect(planned.lines.contains("linucb(alpha=0.3)+lru@edge-15/k1073741824B/r1"))
      #expect(
        planned.lines.contains("12 cells: 2 policies and 0 bounds, 1 trace with 3 capacities in all, 2 replicates"))
      #expect(
        planned.lines.dropLast().last == "about a second with \(ProcessInfo.processInfo.activeProcessorCount) workers")
      #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "results").path))

      #expect(try play(["-o", "a"]).status == 0)
      let again = try Command.run(
        program: Command.binary, ["tournament", "--from", "a/manifest.json", "-o", "b"], in: folder, environment: [:])
      #expect(again.status == 0, "\(again.errors)")
      #expect(try bytes(folder.appending(path: "a")) == bytes(folder.appending(path: "b")))

      try write("return { policies = { 'polar' }, replicate = 3 }")
      #expect(
        try play([]).errors.hasPrefix(
          "error: tournament.lua: a tournament has no field 'replicate'\n  fix:    did you mean 'replicates'? the fields are policies,"
        ))
      try write("while true do end")
      #expect(try play([]).status == 2)
    }
  }

  @Test("Ctrl-C keeps what is finished, and says how to go on")
  func interrupted() throws {
    try Command.inFolder { folder in
      let process = Process()
      process.executableURL = Command.binary
      process.arguments = [
        "tournament", "polar", "--scenario", "edge-15", "--requests", "400", "--replicates", "4000", "--no-bounds",
        "-o",
        folder.path + "/long",
      ]
      let errors = Pipe()
      process.standardError = errors
      try process.run()
      let cells = URL(filePath: folder.path + "/long/cells.jsonl")
      while ((try? Data(contentsOf: cells).count) ?? 0) == 0 { usleep(20_000) }
      process.interrupt()
      process.waitUntilExit()
      #expect(process.terminationStatus == 130)
      let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        .split(separator: "\n")
      let kept = try String(contentsOf: cells, encoding: .utf8).split(separator: "\n").count
      #expect(said.count == 2)
      #expect(said.first?.hasSuffix("of 4 000 cells are kept in '\(folder.path)/long'") == true)
      #expect(said.first?.replacing(" ", with: "").hasPrefix("interrupted:\(kept)of") == true)
      #expect(said.last == "  resume: polarbench tournament --resume -o \(folder.path)/long")
    }
  }

  @Test("obstacles are reported, and nothing is overwritten")
  func refused() throws {
    try Command.inFolder { (folder: URL) throws in
      func run(_ arguments: [String]) throws -> Command.Outcome {
        try Command.run(program: Command.binary, ["tournament"] + arguments, in: folder, environment: [:])
      }
      #expect(try run(["--resume", "-o", "nowhere"]).errors.hasPrefix("error: cannot read 'nowhere/manifest.json'"))
      #expect(try run(["polar", "--shard", "3/2"]).errors.hasPrefix("error: '3/2' is not a shard\n"))
      #expect(try run(["--replicates", "0"]).status == 64)
    }
  }
}
