import Core
import Foundation
import Results
import Roster
import Testing

@testable import Tournaments

@Suite("A tournament that is played", .timeLimit(.minutes(60)))
struct TournamentRunTests {
  @Test("leaves the same bytes for any number of jobs, and wherever it was stopped")
  func identity() throws {
    let small = try SmallTournament()
    try small.play(SmallTournament.grid, into: "one", jobs: 1)
    let expected = try small.bytes(small.path("one"))
    try small.play(SmallTournament.grid, into: "four", jobs: 4)
    #expect(try small.bytes(small.path("four")) == expected)

    var grid = SmallTournament.grid
    grid.conditions.requests = 400
    let whole = try small.play(grid, into: "whole")
    #expect(whole.missingCount == 0 && whole.cells.count == 66)
    var left: [Int] = []
    for go in 0..<200 {
      let run = try Self.opened(try SmallTournament.plan(grid), small.path("stopped"), resumes: go > 0)
      left.append(run.keys.count)
      if try run.play({ remaining, _ in remaining > run.keys.count - 5 }) { break }
    }
    #expect(left[0] == 66 && left == left.sorted(by: >))
    #expect(try small.bytes(small.path("stopped")) == small.bytes(small.path("whole")))
  }

  /// A run that was stopped keeps the folder until its cells in play are over: that is waited for.
  private static func opened(_ plan: TournamentPlan, _ folder: String, resumes: Bool) throws -> TournamentRun {
    for _ in 0..<1000 {
      do throws(Fault) {
        return try TournamentRun(plan, into: folder, resumes: resumes, jobs: 1)
      } catch {
        guard error.reason == "another command is writing to '\(folder)'" else { throw error }
        Thread.sleep(forTimeInterval: 0.01)
      }
    }
    throw Fault("nobody lets go of \(folder)")
  }

  @Test("is not begun where one is, and goes on with what it began alone")
  func refusals() throws {
    let small = try SmallTournament()
    var grid = small.grid
    try small.play(grid)
    let there = #expect(throws: Fault.self) { try small.play(grid) }
    #expect(
      there?.described == "there is a tournament in '\(small.path("out"))' already\n"
        + "  fix:    continue it (--resume), or name another folder (--output FOLDER)")
    grid.conditions.seed = 2
    let other = #expect(throws: Fault.self) { try small.play(grid, resumes: true) }
    #expect(
      other?.described.hasPrefix(
        "\(small.path("out"))/manifest.json: the tournament there does not match: seed: 1 there, 2 here") == true)
  }

  @Test("plays no cell twice, and those of a policy that is added alone")
  func added() throws {
    let small = try SmallTournament()
    var grid = small.grid
    grid.replicates = 2
    try small.play(grid)
    #expect(try TournamentRun(SmallTournament.plan(grid), into: small.path("out"), resumes: true, jobs: 1).keys.isEmpty)
    grid.policies.append("asked+sieve")
    grid.replicates = 3
    let run = try TournamentRun(SmallTournament.plan(grid), into: small.path("out"), resumes: true, jobs: 1)
    #expect(run.keys.count == 1 + 3)
    #expect(try run.play())
    try small.play(grid, into: "whole")
    #expect(try small.bytes(small.path("out")) == small.bytes(small.path("whole")))
  }

  @Test("counts forfeits, found ones too, each with the command that shows it")
  func forfeits() throws {
    let small = try SmallTournament()
    let bad = try small.write(
      "bad.lua", "return { name = 'bad', kind = 'evictor', api = 1, victim = function() error('none', 0) end }\n")
    var grid = small.grid
    grid.policies = ["asked+\(bad)", "asked+lru"]
    grid.replicates = 2
    let plan = try SmallTournament.plan(grid)
    for resumes in [false, true] {
      let run = try TournamentRun(plan, into: small.path("out"), resumes: resumes, jobs: 2)
      #expect(run.keys.count == (resumes ? 0 : 4))
      #expect(try run.play() && run.forfeits == 2)
    }
    let stored = try StoredTournament(folder: small.path("out"))
    let forfeits = stored.forfeits
    #expect(forfeits.map(\.key.replicate) == [0, 1] && forfeits.allSatisfy { $0.key.policy == 0 })
    #expect(
      forfeits[1].forfeit?.replay
        == "polarbench run asked+\(bad) --trace \(small.path("t")) -k 1 --seed 1 --replicate 1 --show 0..1")
  }

  @Test("says how to go on with it")
  func resumeCommand() throws {
    let small = try SmallTournament()
    let plan = try SmallTournament.plan(small.grid)
    let run = try TournamentRun(plan, into: small.path("a b"), jobs: 1)
    #expect(run.resumeCommand == "polarbench tournament --resume -o '\(small.path("a b"))'")
    let shard = Manifest.Shard(index: 1, count: 3)
    let part = try TournamentRun(
      try SmallTournament.plan(small.grid, shard: shard), into: ShardText.folder(of: shard, in: small.path("out")),
      jobs: 1)
    #expect(part.resumeCommand == "polarbench tournament --resume --shard 1/3 -o \(small.path("out"))")
  }

  @Test("writes the command that plays a cell alone: what is not as by default, and the flags that a crash needs")
  func replay() throws {
    let small = try SmallTournament()
    var grid = small.grid
    grid.traces = []
    grid.scenarios = ["scan(noise=0.2)"]
    grid.isStrict = true
    grid.conditions.seed = 7
    grid.conditions.requests = 30
    let plan = try SmallTournament.plan(grid)
    let entrants = [try Roster.entrant("asked+lru", .none)]
    func line(_ fencing: Fencing, _ replicate: Int, _ fault: Fault) -> String {
      CellReplay(entrants: entrants, traces: plan.manifest.traces, grid: grid, fencing)
        .line(CellKey(trace: 0, capacity: 0, replicate: replicate, policy: 0), fault)
    }
    let head = "polarbench run asked+lru --scenario 'scan(noise=0.2)' -k 1 --seed 7"
    #expect(line(.none, 0, Fault("x")) == head + " --requests 30 --strict")
    let late = Fault("x", at: "step 20 of scan", kind: .error)
    #expect(line(.none, 4, late) == head + " --replicate 4 --requests 30 --strict --show 12..20")
    let crash = Fault("x", at: "step 3", kind: .crash)
    #expect(line(Fencing(.all), 0, crash) == head + " --requests 30 --strict --isolate --show 0..3")
    #expect(line(Fencing(.all), 0, late) == head + " --requests 30 --strict --show 12..20")
  }
}
