import Core
import Paging
import Results
import Scripting
import System
import Traces
import Workbench

/// A tournament ready to be played: every name looked up, every file read, defaults filled in.
struct TournamentPlan {
  let grid: Grid
  let manifest: Manifest
  let cells: CellGrid
  let tournament: Tournament
  /// The first replicate of each trace, and the seconds that drawing or reading it took.
  let drawSeconds: [Double]
  /// Files that run in processes of their own, as they are not trusted.
  let strangers: [LuaFile]

  /// - Parameters:
  ///   - command: as typed.
  ///   - shard: which part is to be played; nil for the whole.
  ///   - fencing: which Lua files run in processes of their own.
  /// - Throws: a fault for a name that is none, a file that cannot be read or is not in order, a value out of range.
  init(_ asked: Grid, command: String, shard: Manifest.Shard?, _ fencing: Fencing) throws(Fault) {
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
    guard !traces.isEmpty else { throw CommandMessages.emptyGrid("trace or scenario") }
    for (place, trace) in traces.enumerated() {
      if let same = traces[..<place].first(where: { $0.facts.name == trace.facts.name }) {
        throw CommandMessages.sameTraceName(trace.facts.name, same.facts.source, trace.facts.source)
      }
    }
    let profileHash = try asked.conditions.profile.flatMap { Conditions.isFile(profile: $0) ? $0 : nil }
      .map { (path: String) throws(Fault) in try TraceDigest.hex(ofPath: path) }
    let build = Build.current
    grid = asked
    strangers = fencing == .untrusted ? roster.isolatedFiles : []
    manifest = Manifest(
      build: build, command: command,
      settingsHash: asked.settingsHash(version: build.version, profileHash: profileHash), shard: shard,
      reference: try roster.reference(asked.reference), grid: asked.json, replicates: asked.replicates,
      seed: asked.conditions.seed, policies: roster.policies, traces: traces.map(\.facts))
    guard manifest.cellCount != nil else { throw CommandMessages.tooManyCells(asked.replicates) }
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
  func keys(but found: [Bool]) -> [CellKey] {
    cells.numbers(of: manifest.shard).filter { !found[$0] }.map(cells.key)
  }
}

/// Who plays: the policies that were named, then the bounds.
struct TournamentRoster {
  let entrants: [Entrant]
  let policies: [Manifest.Policy]
  /// Files that run in processes of their own, each once.
  let isolatedFiles: [LuaFile]

  /// The bounds that run along.
  static let bounds = ["fixed-best", "clairvoyant+lru", "asked+belady"]

  init(_ grid: Grid, _ fencing: Fencing) throws(Fault) {
    var names: [String] = []
    for typed in grid.policies { names += try PathPattern.policies(typed) }
    // Files that a grid names are read again when a tournament goes on, and a stranger's grid may name a pipe that never ends.
    for name in names {
      for part in try Spelling.joined(name) where PolicySource.isFile(part.name) { try requirePlainFile(part.name) }
    }
    if let profile = grid.conditions.profile, Conditions.isFile(profile: profile) { try requirePlainFile(profile) }
    guard !names.isEmpty else { throw CommandMessages.emptyGrid("policy") }
    if grid.hasBounds { names += Self.bounds }
    var picks: [Roster.Pick] = []
    for name in names {
      let pick = try Roster.pick(name, limits: grid.isStrict ? .strict : .fast, fencing)
      // Twice by two patterns is once.
      if !picks.contains(where: { $0.entrant.name == pick.entrant.name }) { picks.append(pick) }
    }
    picks = picks.filter { !$0.entrant.isBound } + picks.filter(\.entrant.isBound)
    entrants = picks.map(\.entrant)
    policies = picks.map(Self.described)
    isolatedFiles = picks.flatMap(\.sources).compactMap(\.file).filter(\.isIsolated)
      .reduce(into: []) { files, file in if !files.contains(where: { $0.path == file.path }) { files.append(file) } }
  }

  /// The policy that others are compared with: the one named, or the first that is ranked.
  func reference(_ named: String?) throws(Fault) -> String {
    guard let named else { return entrants[0].name }
    let name = try Spelling.joined(named).map(\.described).joined(separator: "+")
    guard entrants.contains(where: { $0.name == name }) else {
      throw CommandMessages.referenceDoesNotPlay(name, entrants.map(\.name))
    }
    return name
  }

  private static func described(_ pick: Roster.Pick) -> Manifest.Policy {
    let parts = pick.sources.indices.map { index in
      let card = pick.sources[index].card
      let script = pick.sources[index].script
      return Manifest.Part(
        name: card.name, title: card.title, kind: card.kind.rawValue,
        parameters: pick.entrant.parameters[index].entries, sources: card.sources, file: script?.path,
        sha256: script.map { SHA256.hex(of: $0.text) })
    }
    return Manifest.Policy(name: pick.entrant.name, isBound: pick.entrant.isBound, parts: parts)
  }

  /// Indices of those who have what they need on a trace.
  func entrants(on trace: Trace) -> [Int] {
    policies.indices.filter { index in
      guard policies[index].isBound else { return true }
      return policies[index].parts.allSatisfy { part in
        switch part.name {
        case "fixed-best", "clairvoyant": !trace.rewards.isEmpty
        case "asked", "belady": !trace.asked.isEmpty
        default: true
        }
      }
    }
  }
}
