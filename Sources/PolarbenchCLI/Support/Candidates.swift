import Core
import PolicyChecks
import Scripting

/// Turns what was typed into a policy to be checked or timed: `lru`, `mine.lua(decay=0.3)`.
enum Candidates {
  /// A candidate, and the file that it comes from.
  struct Subject {
    var candidate: Candidate
    var file: LuaPolicy?
  }

  /// - Parameters:
  ///   - limits: what a file may spend; policies on the shelf have none.
  ///   - fencing: which files run in processes of their own.
  static func subject(
    _ text: String, settings: [String], limits: ScriptLimits, _ fencing: Fencing
  ) throws(Fault) -> Subject {
    guard Spelling.parts(text, at: "+").count == 1 else { throw CommandMessages.pairToCheck(text) }
    let spelling = try Spelling(text)
    var given = spelling.arguments
    for setting in settings { given.append(try Spelling.assignment(setting)) }
    if PolicySource.isFile(spelling.name) {
      let policy = try LuaPolicy(LuaFile(spelling.name, limits: limits, fencing))
      return Subject(candidate: try candidate(policy, given: given), file: policy)
    }
    let source = try PolicySource(spelling.name, fencing)
    _ = try Parameters(card: source.card, given: given)
    let start: Candidate.Start =
      source.isRouter ? .router(source.router) : source.isEvictor ? .evictor(source.evictor) : .joint(source.joint)
    return Subject(candidate: Candidate(name: spelling.name, card: source.card, given: given, start: start))
  }

  static func candidate(_ policy: LuaPolicy, given: [(name: String, value: String)]) throws(Fault) -> Candidate {
    _ = try Parameters(card: policy.script.card, given: given)
    return Candidate(
      name: policy.file.path, card: policy.script.card, given: given, needsIDCount: true, start: start(policy))
  }

  private static func start(_ policy: LuaPolicy) -> Candidate.Start {
    switch policy.script.card.kind {
    case .router:
      .router { (setting: Setting) throws(Fault) -> any Router in try policy.start(setting, settles: true) }
    case .evictor:
      .evictor { (setting: Setting) throws(Fault) -> any Evictor in try policy.start(setting, settles: true) }
    case .joint, .bound, .scheduler, .replicaRouter:
      .joint { (setting: Setting) throws(Fault) -> any Policy in try policy.start(setting, settles: true) }
    }
  }
}
