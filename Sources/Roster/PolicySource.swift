import Core
import Policies
import Scripting
import Twin

/// Where a policy comes from: a shelf, or a Lua file, which is whatever ends in `.lua`.
public enum PolicySource: Sendable {
  case builtIn(Card, PolicyStart)
  case file(LuaPolicy)

  /// Looks a name up, or loads the file. Throws where there is none, or it is not in order.
  ///
  /// - Parameters:
  ///   - limits: what a file may spend; policies on the shelf have no limit.
  ///   - fencing: which files run in processes of their own.
  ///   - kind: which policy is meant where two kinds share the name, as `random` does.
  public init(
    _ name: String, limits: ScriptLimits = .fast, _ fencing: Fencing, as kind: Card.Kind? = nil
  ) throws(Fault) {
    if Self.isFile(name) {
      self = .file(try LuaPolicy(LuaFile(name, limits: limits, fencing)))
      return
    }
    let named = Self.shelf.filter { $0.card.name == name }
    guard let entry = named.first(where: { $0.card.kind == kind }) ?? named.first else {
      throw Messages.unknownPolicy(name)
    }
    self = .builtIn(entry.card, entry.start)
  }

  /// Whether a name is a path.
  public static func isFile(_ name: String) -> Bool { name.hasSuffix(".lua") }

  /// All built-in policies, by kind, then by name; those of the twin last.
  static let shelf: [(card: Card, start: PolicyStart)] =
    sorted(
      Shelf.routers.map { ($0.card, .router($0.start)) } + Shelf.evictors.map { ($0.card, .evictor($0.start)) }
        + Shelf.joints.map { ($0.card, .joint($0.start)) })
    + sorted(
      TwinShelf.schedulers.map { ($0.card, .scheduler($0.start)) }
        + TwinShelf.replicaRouters.map { ($0.card, .replicaRouter($0.start)) })

  private static func sorted(_ all: [(card: Card, start: PolicyStart)]) -> [(card: Card, start: PolicyStart)] {
    all.sorted { ($0.card.kind.rawValue, $0.card.name) < ($1.card.kind.rawValue, $1.card.name) }
  }

  /// The cards of all built-in policies.
  public static var cards: [Card] { shelf.map(\.card) }

  public var card: Card {
    switch self {
    case .builtIn(let card, _): card
    case .file(let policy): policy.script.card
    }
  }

  public var start: PolicyStart {
    switch self {
    case .builtIn(_, let start): start
    case .file(let policy): policy.start()
    }
  }

  /// What tables call it: as it was spelled, but a file by its card's name. A file whose card has the name of a built-in
  /// policy is called `linucb.lua`.
  func name(of spelling: Spelling) -> String {
    guard case .file(let policy) = self else { return spelling.described }
    let card = policy.script.card.name
    let isTaken = Self.shelf.contains { $0.card.name == card }
    return Spelling(name: isTaken ? card + ".lua" : card, arguments: spelling.arguments).described
  }

  /// The file, where it is one.
  public var file: LuaFile? { if case .file(let policy) = self { policy.file } else { nil } }
}
