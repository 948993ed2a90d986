import Core
import Foundation
import Results
import Roster
import Testing

@testable import Tournaments

@Suite("A planned tournament", .timeLimit(.minutes(60)))
struct TournamentPlanTests {
  private func fault(_ grid: Grid) throws -> String {
    let fault = #expect(throws: Fault.self) { try SmallTournament.plan(grid) }
    return try #require(fault).described
  }

  @Test("has its cells in order, and the bounds that have something to say")
  func cells() throws {
    let plan = try SmallTournament.plan(SmallTournament.grid)
    #expect(plan.cells.count == 2 * 3 * 5 + 2 * 3 * 6)
    #expect(plan.cells.id(of: plan.cells.key(of: 0)) == "polar@edge-15/k2/r0")
    #expect(plan.cells.id(of: plan.cells.key(of: 65)) == "asked+belady@scan(noise=0.2)/k3/r2")
    #expect(
      plan.manifest.policies.map(\.name)
        == ["polar", "linucb+lru", "random+fifo", "fixed-best", "clairvoyant+lru", "asked+belady"])
    #expect(plan.manifest.policies.map(\.isBound) == [false, false, false, true, true, true])
    #expect(plan.manifest.traces.map(\.name) == ["edge-15", "scan(noise=0.2)"])
    // Nobody asks for an adapter in edge-15: belady's bound stays away.
    #expect(plan.manifest.traces.map(\.entrants.count) == [5, 6])
    #expect(plan.manifest.traces[0].capacities.map(\.text) == ["2", "8"])
    #expect(plan.manifest.reference == "polar" && plan.strangers.isEmpty && plan.drawSeconds.count == 2)
    #expect(plan.keys(but: [Bool](repeating: true, count: 66)) == [])
    var found = [Bool](repeating: true, count: 66)
    found[7] = false
    #expect(plan.keys(but: found) == [plan.cells.key(of: 7)])
  }

  @Test("deals its cells to shards, each to one")
  func shards() throws {
    var dealt: [CellKey] = []
    for index in 1...4 {
      let plan = try SmallTournament.plan(SmallTournament.grid, shard: Manifest.Shard(index: index, count: 4))
      let keys = plan.keys(but: [Bool](repeating: false, count: 66))
      #expect(16...17 ~= keys.count)
      dealt += keys
    }
    #expect(dealt.count == 66 && Set(dealt).count == 66)
  }

  @Test("plays a policy that two spellings name once, and a capacity that two texts name too")
  func twice() throws {
    var grid = SmallTournament.grid
    grid.policies = ["polar", " polar", "linucb + lru", "linucb+lru"]
    grid.capacities = ["8", "0.5", "2"]
    grid.scenarios = ["edge-15"]
    let plan = try SmallTournament.plan(grid)
    #expect(plan.manifest.policies.filter { !$0.isBound }.map(\.name) == ["polar", "linucb+lru"])
    #expect(plan.manifest.traces[0].capacities.map(\.amount) == [8, 2])
    #expect(plan.manifest.traces[0].capacities[0].share == 8.0 / 15)
  }

  @Test("is refused where an axis is empty, or a name is none")
  func names() throws {
    var grid = SmallTournament.grid
    grid.policies = []
    #expect(try fault(grid) == "the tournament has no policy\n  fix:    name at least one")
    grid = SmallTournament.grid
    grid.scenarios = []
    #expect(try fault(grid) == "the tournament has no trace or scenario\n  fix:    name at least one")
    grid.scenarios = ["edge-51"]
    #expect(try fault(grid).hasPrefix("there is no scenario 'edge-51'"))
    grid = SmallTournament.grid
    grid.policies = ["polr"]
    #expect(
      try fault(grid) == "there is no policy 'polr'\n  fix:    did you mean 'polar'? 'polarbench list' names them all")
    grid.policies = ["lru"]
    #expect(try fault(grid).hasPrefix("'lru' is an evictor: it needs a router beside it"))
    grid = SmallTournament.grid
    grid.reference = "linucb+sieve"
    #expect(
      try fault(grid)
        == "the reference 'linucb+sieve' does not play\n  fix:    name one of polar, linucb+lru, random+fifo, "
        + "fixed-best, clairvoyant+lru, asked+belady")
    grid.reference = " linucb + lru"
    #expect(try SmallTournament.plan(grid).manifest.reference == "linucb+lru")
  }

  @Test("is refused where two traces have one name")
  func sameName() throws {
    let small = try SmallTournament()
    try FileManager.default.copyItem(atPath: small.path("t"), toPath: small.path("u"))
    var grid = small.grid
    grid.traces = [small.path("[tu]")]
    #expect(
      try fault(grid) == "'\(small.path("t"))' and '\(small.path("u"))' are both named 'five'\n"
        + "  fix:    give one of the two another name in its trace.lua, or leave it out")
    grid.traces = [small.path("x*")]
    #expect(try fault(grid).hasPrefix("no file matches '\(small.path("x*"))'"))
  }

  @Test("is refused where a capacity does not fit the trace, before a cell is played")
  func capacities() throws {
    let small = try SmallTournament()
    var grid = small.grid
    grid.capacities = ["1.5"]
    #expect(try fault(grid).hasPrefix("'1.5' is not a share of the adapters"))
    grid.capacities = ["1"]
    grid.conditions.host = "none"
    #expect(try fault(grid).hasPrefix("'none' is not a capacity"))
    grid.conditions.host = nil
    grid.capacities = []
    #expect(try SmallTournament.plan(grid).manifest.traces[0].capacities.map(\.text) == ["2"])
  }

  @Test("is refused with more cells than a tournament may have")
  func tooMany() throws {
    var grid = SmallTournament.grid
    grid.capacities = ["1", "2", "3", "4", "5", "6"]
    grid.replicates = 1_000_000
    #expect(
      try fault(grid)
        == "1000000 replicates of all policies, traces and capacities are more than \(Bounds.cells.upperBound) "
        + "cells\n  fix:    give fewer --replicates, or cut the grid into several folders")
  }

  @Test("reads no pipe that a grid names, and walks no whole file system")
  func strangersGrid() throws {
    let small = try SmallTournament()
    mkfifo(small.path("p.profile"), 0o600)
    mkfifo(small.path("p.lua"), 0o600)
    var grid = small.grid
    grid.conditions.profile = small.path("p.profile")
    #expect(try fault(grid).contains("p.profile: it is a pipe, a device or a folder"))
    grid = small.grid
    grid.policies = ["asked+\(small.path("p.lua"))"]
    #expect(try fault(grid).contains("p.lua: it is a pipe, a device or a folder"))
    grid.policies = ["asked+/*/*/*/*/*/*/*/*/*.lua"]
    #expect(
      try fault(grid).hasPrefix("more than 100000 names were looked at for '/*/*/*/*/*/*/*/*/*.lua'"))
  }

  @Test("keeps what a file of a policy and of a profile was, and another file is another tournament")
  func files() throws {
    let small = try SmallTournament()
    let text = "return { name = 'mine', kind = 'evictor', api = 1, victim = function() return 1 end }\n"
    let path = try small.write("mine.lua", text)
    var grid = small.grid
    grid.policies = ["asked+\(small.path("m*.lua"))"]
    let part = try SmallTournament.plan(grid).manifest.policies[0].parts[1]
    #expect(part.file == path && part.sha256?.count == 64 && part.name == "mine")
    grid = small.grid
    grid.conditions.profile = try small.write("own.profile", ProfileText.small)
    let first = try SmallTournament.plan(grid).manifest.settingsHash
    try small.write("own.profile", ProfileText.small + "# a comment\n")
    #expect(try SmallTournament.plan(grid).manifest.settingsHash != first)
  }

  private enum ProfileText {
    static let small = """
      profile own
      basis measured
      source nobody

      path storage-host warm
      base-ms 5
      ms-per-rank 0.5

      path host-gpu
      base-ms 1
      ms-per-rank 0.1

      """
  }

  @Test("is guessed at: a shard takes a part of the whole, and each cell its share")
  func estimate() throws {
    let plan = try SmallTournament.plan(SmallTournament.grid)
    let whole = try TournamentEstimate(plan)
    #expect(whole.total > 0)
    let numbers = plan.cells.numbers(of: nil)
    let cells = numbers.reduce(0) { $0 + whole.seconds(of: plan.cells.key(of: $1)) }
    #expect(whole.total >= cells * 0.999)
  }
}
