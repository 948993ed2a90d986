import Core
import Foundation
import Results
import Testing

@testable import Tournaments

@Suite("Shards", .timeLimit(.minutes(60)))
struct ShardMergeTests {
  private func shard(_ index: Int, _ count: Int = 3) -> Manifest.Shard { Manifest.Shard(index: index, count: count) }

  @Test("in any count are merged to the bytes of the whole")
  func merged() throws {
    let small = try SmallTournament()
    try small.play(SmallTournament.grid, into: "whole")
    for count in [1, 3] {
      for index in 1...count { try small.play(SmallTournament.grid, into: "m\(count)", shard: shard(index, count)) }
      let folders = try ShardFolders.inside(small.path("m\(count)"))
      #expect(folders == (1...count).map { ShardText.folder(of: shard($0, count), in: small.path("m\(count)")) })
      var merge = try ShardMerge(folders, into: small.path("m\(count)"), command: "merge")
      try merge.write()
      #expect(merge.missing.isEmpty && merge.cellCount == 66 && merge.total == 66)
      #expect(try small.bytes(small.path("m\(count)")) == small.bytes(small.path("whole")))
    }
  }

  @Test("that are missing, or not whole, are named with the commands that play them")
  func missing() throws {
    let small = try SmallTournament()
    let out = small.path("m")
    try small.play(SmallTournament.grid, into: "m", shard: shard(1))
    let begun = try TournamentRun(
      try SmallTournament.plan(SmallTournament.grid, shard: shard(3)), into: ShardText.folder(of: shard(3), in: out),
      jobs: 1)
    #expect(begun.keys.count == 22)
    var merge = try ShardMerge(try ShardFolders.inside(out), into: out, command: "merge")
    try merge.write()
    #expect(merge.cellCount == 22 && merge.total == 66)
    #expect(merge.missing.map(\.shard) == [shard(2), shard(3)] && merge.missing.map(\.cells) == [22, 22])
    #expect(
      merge.missing.map(\.command) == [
        "polarbench tournament --from \(out)/shard-1-of-3/manifest.json --shard 2/3 -o \(out)",
        "polarbench tournament --resume --shard 3/3 -o \(out)",
      ])
  }

  @Test("of different tournaments are refused")
  func strangers() throws {
    let small = try SmallTournament()
    var grid = small.grid
    try small.play(grid, into: "a", shard: shard(1, 2))
    grid.replicates = 2
    try small.play(grid, into: "b", shard: shard(2, 2))
    let (a, b) = (small.path("a") + "/shard-1-of-2", small.path("b") + "/shard-2-of-2")
    let fault = #expect(throws: Fault.self) { try ShardMerge([a, b], into: small.path("m"), command: "merge") }
    #expect(fault?.reason.hasPrefix("'\(a)' and '\(b)' are shards of different tournaments: ") == true)
    #expect(fault?.fix == "merge shards that one command line played")
  }

  @Test("are found in their folder; a shard's own folder is one, and a whole tournament is none")
  func folders() throws {
    let small = try SmallTournament()
    try small.play(small.grid, into: "m [x]", shard: shard(1, 1))
    let one = small.path("m [x]") + "/shard-1-of-1"
    #expect(try ShardFolders.inside(small.path("m [x]")) == [one])
    #expect(try ShardFolders.inside(one) == [one])
    try small.play(small.grid, into: "whole")
    #expect(try ShardFolders.inside(small.path("whole")) == [])
    #expect(throws: Fault.self) { try ShardFolders.inside(small.path("nowhere")) }
  }
}
