import Core
import Paging
import Results
import Roster
import Scripting
import System
import Traces
import Workbench

/// A tournament ready to be played: every name looked up, every file read, defaults filled in.
public struct TournamentPlan: Sendable {
  public let grid: Grid
  public let manifest: Manifest
  public let cells: CellGrid
  public let tournament: Tournament
  /// The first replicate of each trace, and the seconds that drawing or reading it took.
  public let drawSeconds: [Double]
  /// Files that run in processes of their own, as they are not trusted.
  public let strangers: [LuaFile]

  /// - Parameters:
  ///   - command: as typed; the manifest keeps it.
  ///   - build: of the program that plays; the manifest keeps it, and its version is one of the settings.
  ///   - shard: which part is to be played; nil for the whole.
  ///   - fencing: which Lua files run in processes of their own.
  /// - Throws: a fault for a name that is none, a file that cannot be read or is not in order, a value out of range.
  public init(
    _ asked: Grid, command: String, build: Manifest.Build, shard: Manifest.Shard? = nil, _ fencing: Fencing
  ) throws(Fault) {
    let roster = try TournamentRoster(asked, fencing)
    var traces: [PlannedTrace] = []
    for spelled in asked.scenarios {
      let spelling = try Spelling(spelled)
      traces.append(try PlannedTrace(.scenario(spelling), spelled: spelling.described, asked, roster))
    }
    for pattern in asked.traces {
      for path in try PathPattern.paths(pattern) {
        traces.append(try PlannedTrace(.file(path), spelled: path, asked, roster))
      }
    }
    guard !traces.isEmpty else { throw Messages.emptyGrid("trace or scenario") }
    for (place, trace) in traces.enumerated() {
      if let same = traces[..<place].first(where: { $0.facts.name == trace.facts.name }) {
        throw Messages.sameTraceName(trace.facts.name, same.facts.source, trace.facts.source)
      }
    }
    let profileHash = try asked.conditions.profile.flatMap { Conditions.isFile(profile: $0) ? $0 : nil }
      .map { (path: String) throws(Fault) in try TraceDigest.hex(ofPath: path) }
    grid = asked
    strangers = fencing.rule == .untrusted ? roster.isolatedFiles : []
    manifest = Manifest(
      build: build, command: command,
      settingsHash: asked.settingsHash(version: build.version, profileHash: profileHash), shard: shard,
      reference: try roster.reference(asked.reference), grid: asked.json, replicates: asked.replicates,
      seed: asked.conditions.seed, policies: roster.policies, traces: traces.map(\.facts))
    guard manifest.cellCount != nil else { throw Messages.tooManyCells(asked.replicates) }
    cells = CellGrid(manifest)
    drawSeconds = traces.map(\.drawSeconds)
    let replay = CellReplay(entrants: roster.entrants, traces: traces.map(\.facts), grid: asked, fencing)
    tournament = Tournament(
      entrants: roster.entrants, traces: traces.map(\.series), replicates: asked.replicates,
      seed: Seed(asked.conditions.seed),
      prepare: { [conditions = asked.conditions] (cell: inout Cell) in conditions.prepare(&cell) },
      replay: { key, fault in replay.line(key, fault) })
  }

  /// The cells to play: those of the shard that were not found in the store, in cell order.
  public func keys(but found: [Bool]) -> [CellKey] {
    cells.numbers(of: manifest.shard).filter { !found[$0] }.map(cells.key)
  }
}
