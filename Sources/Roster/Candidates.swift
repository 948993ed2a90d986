import Core
import PolicyChecks
import Scripting

/// Turns what was typed into a policy to be checked or timed: `lru`, `mine.lua(decay=0.3)`.
public enum Candidates {
  /// What is checked, and the file that it comes from.
  public struct Subject: Sendable {
    public enum Kind: Sendable {
      case policy(Candidate)
      /// A policy that stands in one of the twin's places.
      case hook(HookBattery.Candidate)
    }

    public var kind: Kind
    public var file: LuaPolicy?

    /// nil for a policy of the twin's places.
    public var candidate: Candidate? { if case .policy(let candidate) = kind { candidate } else { nil } }
  }

  /// - Parameters:
  ///   - limits: what a file may spend; policies on the shelf have no limit.
  ///   - fencing: which files run in processes of their own.
  ///   - kind: which policy is meant where two kinds share the name.
  public static func subject(
    _ text: String, settings: [String], limits: ScriptLimits, _ fencing: Fencing, as kind: Card.Kind = .router
  ) throws(Fault) -> Subject {
    let typed = try PolicyText(text)
    guard typed.parts.count == 1 else { throw Messages.pairToCheck(text) }
    let source = try PolicySource(typed.parts[0].name, limits: limits, fencing, as: kind)
    var settings = try Settings(settings)
    let spelling = try settings.laid(over: typed, [source.card]).parts[0]
    try settings.requireUsed()
    switch source {
    case .file(let policy): return Subject(kind: try self.kind(policy, given: spelling.arguments), file: policy)
    case .builtIn(let card, let start):
      return Subject(kind: try self.kind(spelling.name, card, start, given: spelling.arguments, isFile: false))
    }
  }

  static func kind(_ policy: LuaPolicy, given: [(name: String, value: String)]) throws(Fault) -> Subject.Kind {
    try kind(policy.file.path, policy.script.card, policy.start(settles: true), given: given, isFile: true)
  }

  private static func kind(
    _ name: String, _ card: Card, _ start: PolicyStart, given: [(name: String, value: String)], isFile: Bool
  ) throws(Fault) -> Subject.Kind {
    let parameters = try Parameters(card: card, given: given)
    func candidate(_ start: Candidate.Start) -> Subject.Kind {
      .policy(Candidate(name: name, card: card, given: given, needsIDCount: isFile, start: start))
    }
    return switch start {
    case .router(let start): candidate(.router(start))
    case .evictor(let start): candidate(.evictor(start))
    case .joint(let start): candidate(.joint(start))
    case .scheduler(let start): .hook(.init(card: card, parameters: parameters, start: .scheduler(start)))
    case .replicaRouter(let start): .hook(.init(card: card, parameters: parameters, start: .replicaRouter(start)))
    }
  }
}
