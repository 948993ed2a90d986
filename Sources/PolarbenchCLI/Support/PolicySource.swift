import Core
import Policies
import Scripting

/// Where a policy comes from: the shelf, or a Lua file, which is whatever ends in `.lua`.
struct PolicySource: Sendable {
  let card: Card
  /// The file and what it holds, where it is one.
  let file: LuaFile?
  let script: Script?
  let router: @Sendable (Setting) throws(Fault) -> any Router
  let evictor: @Sendable (Setting) throws(Fault) -> any Evictor
  let joint: @Sendable (Setting) throws(Fault) -> any Policy
  /// In which places it may stand: bounds stand in several.
  let isRouter: Bool
  let isEvictor: Bool
  /// Whether it stands in one of the twin's places alone.
  var isHook: Bool { card.kind == .scheduler || card.kind == .replicaRouter }

  /// Looks a name up, or loads the file. Throws where there is none, or it is not in order.
  ///
  /// - Parameters:
  ///   - fencing: which files run in processes of their own.
  ///   - kind: which policy is meant where two kinds share the name, as `random` does.
  init(
    _ name: String, limits: ScriptLimits = .fast, _ fencing: Fencing, as kind: Card.Kind? = nil
  ) throws(Fault) {
    if Self.isFile(name) {
      self.init(try LuaPolicy(LuaFile(name, limits: limits, fencing)))
    } else {
      try self.init(onShelf: name, as: kind)
    }
  }

  /// Whether a name is a path.
  static func isFile(_ name: String) -> Bool { name.hasSuffix(".lua") }

  private init(_ policy: LuaPolicy) {
    script = policy.script
    file = policy.file
    card = policy.script.card
    isRouter = card.kind == .router
    isEvictor = card.kind == .evictor
    router = { (setting: Setting) throws(Fault) -> any Router in try policy.start(setting) }
    evictor = { (setting: Setting) throws(Fault) -> any Evictor in try policy.start(setting) }
    joint = { (setting: Setting) throws(Fault) -> any Policy in try policy.start(setting) }
  }

  private init(onShelf name: String, as kind: Card.Kind?) throws(Fault) {
    let cards = Shelf.cards.filter { $0.name == name }
    guard let card = cards.first(where: { $0.kind == kind }) ?? cards.first else {
      throw CommandMessages.unknownPolicy(name)
    }
    let router = Shelf.routers.first { $0.card.name == name }
    let evictor = Shelf.evictors.first { $0.card.name == name }
    let joint = Shelf.joints.first { $0.card.name == name }
    self.card = card
    file = nil
    script = nil
    isRouter = router != nil
    isEvictor = evictor != nil
    self.router = { (setting: Setting) throws(Fault) -> any Router in try router!.start(setting) }
    self.evictor = { (setting: Setting) throws(Fault) -> any Evictor in try evictor!.start(setting) }
    self.joint = { (setting: Setting) throws(Fault) -> any Policy in try joint!.start(setting) }
  }
}
