import Foundation
import Testing

@Suite("The watchdog", .timeLimit(.minutes(60)))
struct WatchdogTests {
  @Test(
    "without timers a loop ends all the same, in the host and isolated", arguments: [[], ["--isolate"], ["--strict"]])
  func timers(extra: [String]) throws {
    try Command.inFolder { folder in
      let file = folder.appending(path: "mine.lua")
      let loops = [
        "while true do end", "while true do host.zeros(9000) end", "for i = 1, 1e9 do table.concat({i, i}) end",
      ]
      for loop in loops where extra != ["--strict"] || loop == loops[0] {
        try Data(
          "local P = { name = 'mine', kind = 'evictor', api = 1 }\nfunction P.victim() \(loop) end\nreturn P".utf8
        )
        .write(to: file)
        let arguments = ["run", "random+\(file.path)", "--scenario", "edge-15", "-n", "60", "-k", "4"] + extra
        let outcome = try DeniedCall.run(without: "timer_create", EAGAIN, arguments)
        #expect(outcome.status == 2)
        let limit = extra == ["--strict"] ? "2000000 instructions" : "80 ms of CPU time"
        #expect(outcome.errors.contains("mine.lua:2: took more than \(limit)\n"), "\(outcome.errors)")
      }
    }
  }

  @Test("`ulimit -i 0` takes all timers away; a loop ends")
  func ulimit() throws {
    try Command.inFolder { folder in
      let file = folder.appending(path: "mine.lua")
      try Data("while true do end".utf8).write(to: file)
      for extra in ["", "--isolate"] {
        let outcome = try Command.run(
          program: URL(filePath: "/bin/bash"),
          [
            "-c", "ulimit -i 0 && exec \"$0\" run random+\"$1\" --scenario edge-15 -n 9 \(extra)", Command.binary.path,
            file.path,
          ],
          in: Command.repository, environment: [:])
        #expect(outcome.errors.contains("mine.lua:1: took more than 80 ms of CPU time"), "\(outcome.errors)")
      }
    }
  }
}
