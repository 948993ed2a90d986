import Core
import Foundation
import Paging
import Results
import Roster
import Testing
import Tournaments
import Traces
import Workbench

@testable import Printing

/// What a report says on stdout, line by line; it must say nothing on stderr.
func lines(_ body: () throws -> Void) throws -> [String] {
  let said = try Output.captured(body)
  #expect(said.errors == "")
  #expect(said.output.isEmpty || said.output.hasSuffix("\n"))
  return said.output.dropLast().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
}

/// A folder of a test's own, removed after `body`.
func inFolder<Value>(_ body: (String) throws -> Value) throws -> Value {
  let folder = FileManager.default.temporaryDirectory.appending(path: "polarbench-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder.path)
}

/// Worlds whose account a reader can keep.
enum Worlds {
  /// a, b, a, a: on one slot a hits, b is loaded, a is loaded, a hits.
  static var four: Trace {
    var trace = Trace(name: "four", requestCount: 4, adapters: ["a", "b", "c"].map { Adapter(name: $0) })
    trace.asked = [0, 1, 0, 0]
    trace.rewards = [1, 0, 0.5, 0, 1, 0.25, 1, 0, 0, 1, 0.5, 0]
    trace.pageInCosts = [0.25, 0.5, 1]
    return trace
  }

  static func paging(_ trace: Trace, slots: Int) -> PagingConfiguration {
    var paging = PagingConfiguration(adapters: trace.adapters, gpu: Capacity(slots))
    paging.pageInCosts = trace.pageInCosts
    return paging
  }

  /// A policy on `four` with one slot.
  static func cell(_ policy: String = "asked+lru", slots: Int = 1, hasOracle: Bool = true) throws -> Cell {
    let trace = four
    let paging = paging(trace, slots: slots)
    return Cell(
      entrant: try Roster.entrant(policy, .none), trace: trace,
      oracle: hasOracle ? Oracle(trace: trace, paging: paging) : nil, paging: paging, seed: Seed(5))
  }

  /// Two policies on edge-15, three times; 60 requests.
  static func grid(replicates: Int = 3) -> Grid {
    var grid = Grid.standard
    grid.policies = ["linucb+lru", "random+fifo"]
    grid.capacities = ["2"]
    grid.replicates = replicates
    grid.conditions.requests = 60
    return grid
  }

  static func plan(_ grid: Grid, shard: Manifest.Shard? = nil) throws(Fault) -> TournamentPlan {
    try TournamentPlan(grid, command: "c", build: Manifest.Build(version: "1"), shard: shard, .none)
  }

  static func play(_ grid: Grid, into folder: String, shard: Manifest.Shard? = nil) throws {
    let run = try TournamentRun(try plan(grid, shard: shard), into: folder, jobs: 2)
    #expect(try run.play())
  }
}
