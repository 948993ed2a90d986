import Foundation
import Testing

/// `scripts/determinism` does the same for every policy, twenty times.
@Suite("Policies in Lua, in processes of their own", .timeLimit(.minutes(60)))
struct DeterminismTests {
  @Test(
    "decide alike, byte for byte",
    arguments: [
      "linucb+policies/evictors/hyperbolic.lua", "linucb+policies/evictors/random.lua",
      "policies/routers/lints.lua+policies/evictors/arc.lua", "policies/joint/polar-plus-restart.lua",
    ])
  func sameBytes(policy: String) throws {
    try Command.inFolder { folder in
      let file = folder.appending(path: "decisions.csv")
      let outputs = try (0..<3).map { _ in
        let run = try Command.run(
          ["run", policy, "--scenario", "edge-15", "--requests", "400", "--decisions", file.path, "--json"])
        return try run.output + String(contentsOf: file, encoding: .utf8)
      }
      #expect(outputs[0].split(separator: "\n").count > 400)
      #expect(Set(outputs).count == 1)
    }
  }

  @Test("are compared alike by any number of jobs")
  func anyJobs() throws {
    let policies = ["linucb+policies/evictors/random.lua", "policies/joint/polar.lua", "linucb+lru"]
    let outputs = try ["1", "2", "7"].map { jobs in
      try Command.run(
        ["compare"] + policies
          + ["--scenario", "edge-15", "--requests", "300", "--replicates", "5", "--jobs", jobs, "--json", "--quiet"])
    }
    #expect(outputs[0].lines.count > 15)
    #expect(Set(outputs.map(\.output)).count == 1)
  }
}
