import Core
import Results
import Roster
import Scripting
import System
import Traces
import Workbench

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
      for part in try PolicyText(name).parts where PolicySource.isFile(part.name) { try requirePlainFile(part.name) }
    }
    if let profile = grid.conditions.profile, Conditions.isFile(profile: profile) { try requirePlainFile(profile) }
    guard !names.isEmpty else { throw Messages.emptyGrid("policy") }
    let limits = grid.isStrict ? ScriptLimits.strict : .fast
    var picks = try Roster.picks(names, settings: grid.settings, once: true, limits: limits, fencing)
    if grid.hasBounds {
      let named = picks.map(\.entrant.name)
      picks += try Roster.picks(Self.bounds.filter { !named.contains($0) }, limits: limits, fencing)
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
    return entrants[try Roster.index(of: named, among: entrants)].name
  }

  private static func described(_ pick: Roster.Pick) -> Manifest.Policy {
    let parts = pick.sources.indices.map { index in
      let card = pick.sources[index].card
      let file = pick.sources[index].file
      return Manifest.Part(
        name: card.name, title: card.title, kind: card.kind.rawValue,
        parameters: pick.entrant.parameters[index].entries, sources: card.sources, file: file?.path,
        sha256: file.map { SHA256.hex(of: $0.text) })
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
