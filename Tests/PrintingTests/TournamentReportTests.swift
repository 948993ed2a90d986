import Cluster
import Core
import Foundation
import Paging
import Reports
import Results
import Roster
import Testing
import Tournaments
import Workbench

@testable import Printing

@Suite("A tournament, told", .timeLimit(.minutes(60)))
struct TournamentReportTests {
  @Test("before it is played: its cells, the bounds that play, and about how long")
  func dryRun() throws {
    let plan = try Worlds.plan(Worlds.grid())
    let said = try lines { try DryRun(plan: plan, jobs: 2, isJSON: false).show() }
    #expect(said.count == 12 + 2)
    #expect(said[0] == "linucb+lru@edge-15/k2/r0" && said[11] == "clairvoyant+lru@edge-15/k2/r2")
    #expect(said[12] == "12 cells: 2 policies and 2 bounds, 1 trace with 1 capacity in all, 3 replicates")
    #expect(said[13] == "about a second with 2 workers")
    let one = try lines { try DryRun(plan: plan, jobs: 1, isJSON: false).show() }
    #expect(one.last == "about a second with 1 worker")
    let json = try lines { try DryRun(plan: plan, jobs: 2, isJSON: true).show() }
    #expect(json.count == 12)
    #expect(json[0].hasPrefix(#"{"type":"planned","cell":"linucb+lru@edge-15/k2/r0","seconds":"#))
  }

  @Test("before it is played, long: twenty cells, how many more, and a guess that its workers share")
  func longDryRun() throws {
    let plan = try Worlds.plan(Worlds.grid(replicates: 100_000))
    let said = try lines { try DryRun(plan: plan, jobs: 1, isJSON: false).show() }
    #expect(said.count == 23)
    #expect(said[20].hasPrefix("… and ") && said[20].hasSuffix(" more (--json prints all)"))
    let shared = try lines { try DryRun(plan: plan, jobs: 1024, isJSON: false).show() }
    // A guess is off by a factor of a few; the two are a thousand apart.
    let seconds = { (line: String) throws -> Double in
      let words = line.split(separator: " ")
      try #require(words.first == "about" && words.count == 6, "\(line)")
      let unit = try #require(["second": 1.0, "s": 1, "min": 60, "h": 3600][words[2]])
      return unit * (words[1] == "a" ? 1 : try #require(Double(words[1])))
    }
    #expect(try 10 * seconds(shared[22]) < seconds(said[22]), "\(shared[22]), \(said[22])")
  }

  @Test("at its end: the leaderboard in each form, and exit code 0; advice and the folder on stderr")
  func end() throws {
    try inFolder { folder in
      try Worlds.play(Worlds.grid(), into: folder + "/t")
      var status: Int32 = -1
      let report = TournamentReport(folder: folder + "/t", format: .table, isQuiet: false, writesPage: false)
      let said = try Output.captured { status = try report.show() }
      #expect(status == 0 && said.output.contains("linucb+lru"))
      #expect(said.errors.hasSuffix("kept in '\(folder)/t'\n"))
      for (format, first) in [(ReportFormat.json, "{"), (.csv, "cell,"), (.markdown, "#")] {
        let report = TournamentReport(folder: folder + "/t", format: format, isQuiet: true, writesPage: false)
        let said = try lines { status = try report.show() }
        #expect(status == 0 && said[0].hasPrefix(first), "\(said[0])")
      }
    }
  }

  @Test("merged: what is there, what is missing, and the commands that play it")
  func merge() throws {
    try inFolder { folder in
      let shard = Manifest.Shard(index: 1, count: 2)
      try Worlds.play(Worlds.grid(), into: ShardText.folder(of: shard, in: folder), shard: shard)
      var merge = try ShardMerge(try ShardFolders.inside(folder), into: folder, command: "merge")
      try merge.write()
      let said = try lines { merge.show(isJSON: false) }
      #expect(
        said == [
          "8 of 12 cells of 1 shard are in '\(folder)'", "shard 2/2 lacks 4 cells; run them, then merge again:",
          "  polarbench tournament --from \(folder)/shard-1-of-2/manifest.json --shard 2/2 -o \(folder)",
        ])
      #expect(
        try lines { merge.show(isJSON: true) } == [
          #"{"type":"merge","output":"\#(folder)","shards":1,"cells":8,"total":12,"missing":[{"shard":"2/2","index":2,"#
            + #""cells":4,"command":"polarbench tournament --from \#(folder)/shard-1-of-2/manifest.json --shard 2/2 "#
            + #"-o \#(folder)"}]}"#
        ])
    }
  }

  @Test("submitted: which shards, the jobs, and how to look at them")
  func submitted() throws {
    let report = SubmissionReport(folder: SubmissionFolder("out"), isQuiet: false, isJSON: false)
    let array = JobBook.Entry(job: 7, shards: [1, 2, 3])
    let merge = JobBook.Entry(job: 8, shards: [])
    #expect(
      try lines { report.printSubmitted([array, merge], of: 3) } == [
        "submitted 3 shards as job 7, and the merge as job 8", "  squeue --jobs=7,8",
      ])
    #expect(
      try lines { report.printSubmitted([array, merge], of: 9) }[0]
        == "submitted shards 1-3 of 9 as job 7, and the merge as job 8")
    #expect(
      try lines { report.printSubmitted([merge], of: 9) } == ["submitted the merge as job 8", "  squeue --jobs=8"])
    let json = SubmissionReport(folder: SubmissionFolder("out"), isQuiet: false, isJSON: true)
    #expect(
      try lines { json.printSubmitted([array, merge], of: 3) } == [
        #"{"type":"submission","engine":"slurm","output":"out","shards":[1,2,3],"of":3,"array":7,"merge":8,"#
          + #""look":"squeue --jobs=7,8"}"#
      ])
  }

  @Test("compared: means, differences, the trace's yardsticks and the answer")
  func comparison() throws {
    let trace = Worlds.four
    let entrants = [try Roster.entrant("asked+lru", .none), try Roster.entrant("random+fifo", .none)]
    let comparison = Comparison(entrants: entrants, replicates: 3, seed: Seed(1)) { (_: Int) throws(Fault) in
      Comparison.World(trace: trace, paging: Worlds.paging(trace, slots: 1))
    }
    let rows = try comparison.results(jobs: 1) { _ in }
    let report = ComparisonReport(entrants: entrants, rows: rows, reference: 0, seed: Seed(1), isQuiet: true)
    let said = try lines { report.show() }
    #expect(said[0] == "four, capacity 1, 4 requests, 3 replicates")
    let first = said[2].split(separator: " ").prefix(8)
    #expect(first == ["1", "asked+lru", "3.25", "0.00", "0.25", "50.0", "0.75", "0.00"])
    #expect(said[3].split(separator: " ").prefix(6) == ["2", "random+fifo", "-0.92", "2.59", "4.42", "83.3"])
    #expect(said.contains("mean reward a request, costs left out"))
    #expect(said.contains { $0.hasPrefix("  best single adapter (a)") && $0.hasSuffix("0.7500") }, "\(said)")
    #expect(said.contains { $0.hasPrefix("  best adapter of each request") && $0.hasSuffix("1.0000") }, "\(said)")
    #expect(said.last?.hasPrefix("asked+lru earns more than random+fifo (95 % intervals") == true)
  }
}
