import Core
import Foundation
import Results
import Roster
import Tournaments

/// A folder of a test's own, removed with it: a trace whose account a reader can keep, and room for tournaments.
final class SmallTournament {
  let folder = FileManager.default.temporaryDirectory.appending(path: "polarbench-\(UUID().uuidString)")

  /// The trace `five`: a, b, a, a, ten seconds apart; outputs of two tokens; a has 1 GB.
  ///
  /// On one slot: a hits, b is loaded, a is loaded, a hits.
  init() throws {
    try FileManager.default.createDirectory(at: folder.appending(path: "t"), withIntermediateDirectories: true)
    try write("t/trace.lua", "return { name = \"five\" }\n")
    try write("t/requests.csv", "time_s,adapter,prompt_tokens,output_tokens\n0,a,1,2\n10,b,1,2\n20,a,1,2\n30,a,1,2\n")
    try write("t/adapters.csv", "name,bytes,rank\na,1000000000,8\nb,500000000,8\nc,1,8\nd,1,8\ne,1,8\n")
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  @discardableResult
  func write(_ name: String, _ text: String) throws -> String {
    try Data(text.utf8).write(to: folder.appending(path: name))
    return path(name)
  }

  func path(_ name: String) -> String { folder.appending(path: name).path }

  func bytes(_ folder: String) throws -> [Data] {
    try ["cells.jsonl", "curves.jsonl", "residents.jsonl"].map {
      try Data(contentsOf: URL(filePath: folder).appending(path: $0))
    }
  }

  /// `asked+lru` on one slot of the trace, once, without bounds.
  var grid: Grid {
    var grid = Grid.standard
    grid.policies = ["asked+lru"]
    grid.scenarios = []
    grid.traces = [path("t")]
    grid.capacities = ["1"]
    grid.replicates = 1
    grid.hasBounds = false
    return grid
  }

  /// Two policies on two scenarios at two capacities, three times, with bounds: 66 cells of 60 requests.
  static var grid: Grid {
    var grid = Grid.standard
    grid.policies = ["polar", "linucb+lru", "random+fifo"]
    grid.scenarios = ["edge-15", "scan(noise=0.2)"]
    grid.capacities = ["2", "0.5"]
    grid.replicates = 3
    grid.conditions.requests = 60
    return grid
  }

  static let build = Manifest.Build(version: "1.2.3", commit: nil, isDirty: nil, swift: "6.2", lua: "5.4")

  static func plan(
    _ grid: Grid, command: String = "polarbench tournament", shard: Manifest.Shard? = nil, _ fencing: Fencing = .none
  ) throws(Fault) -> TournamentPlan {
    try TournamentPlan(grid, command: command, build: build, shard: shard, fencing)
  }

  /// Plays a grid to its end, and answers what is stored.
  @discardableResult
  func play(
    _ grid: Grid, into name: String = "out", shard: Manifest.Shard? = nil, resumes: Bool = false, jobs: Int = 2
  ) throws(Fault) -> StoredTournament {
    let folder = shard.map { ShardText.folder(of: $0, in: path(name)) } ?? path(name)
    let run = try TournamentRun(try Self.plan(grid, shard: shard), into: folder, resumes: resumes, jobs: jobs)
    _ = try run.play()
    return try StoredTournament(folder: folder)
  }
}
