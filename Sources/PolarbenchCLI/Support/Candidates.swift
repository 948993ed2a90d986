import Core
import PolicyChecks
import Scripting

/// Turns what was typed into a policy to be checked or timed: `lru`, `mine.lua(decay=0.3)`.
enum Candidates {
  /// - Parameters:
  ///   - limits: what a file may spend; policies on the shelf have none.
  ///   - isolated: whether a file runs in processes of its own.
  static func candidate(
    _ text: String, settings: [String], limits: ScriptLimits, isolated: Bool = false
  ) throws(Fault) -> Candidate {
    guard Spelling.parts(text, at: "+").count == 1 else { throw CommandMessages.pairToCheck(text) }
    let spelling = try Spelling(text)
    var given = spelling.arguments
    for setting in settings { given.append(try Spelling.assignment(setting)) }
    if PolicySource.isFile(spelling.name), !isolated {
      let script = try Script.load(spelling.name, limits: limits)
      _ = try Parameters(card: script.card, given: given)
      return Candidate(
        name: spelling.name, card: script.card, given: given, needsIDCount: true, start: start(script, limits))
    }
    let source =
      PolicySource.isFile(spelling.name)
      ? try PolicySource(IsolatedFile(path: spelling.name, limits: limits)) : try PolicySource(spelling.name)
    _ = try Parameters(card: source.card, given: given)
    let start: Candidate.Start =
      source.isRouter ? .router(source.router) : source.isEvictor ? .evictor(source.evictor) : .joint(source.joint)
    return Candidate(name: spelling.name, card: source.card, given: given, start: start)
  }

  private static func start(_ script: Script, _ limits: ScriptLimits) -> Candidate.Start {
    switch script.card.kind {
    case .router:
      .router { (setting: Setting) throws(Fault) -> any Router in try script.start(setting, limits: limits) }
    case .evictor:
      .evictor { (setting: Setting) throws(Fault) -> any Evictor in try script.start(setting, limits: limits) }
    case .joint, .bound, .scheduler, .replicaRouter:
      .joint { (setting: Setting) throws(Fault) -> any Policy in try script.start(setting, limits: limits) }
    }
  }
}
