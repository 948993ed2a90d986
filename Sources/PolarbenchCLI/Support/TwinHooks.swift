import Core
import Scripting
import Twin

/// Turns what was typed into a scheduler or a router over replicas: `resident-first(patience=5)`, `mine.lua`.
enum TwinHooks {
  typealias Start<Product> = @Sendable (Setting) throws(Fault) -> Product

  static func scheduler(_ text: String, _ fencing: Fencing) throws(Fault) -> Start<any Scheduler> {
    try start(text, .scheduler, fencing, among: TwinShelf.schedulers) { (policy, setting) throws(Fault) in
      try policy.startScheduler(setting)
    }
  }

  static func router(_ text: String, _ fencing: Fencing) throws(Fault) -> Start<any ReplicaRouter> {
    try start(text, .replicaRouter, fencing, among: TwinShelf.replicaRouters) { (policy, setting) throws(Fault) in
      try policy.startReplicaRouter(setting)
    }
  }

  /// What scripts log goes to standard error, as `run` does it.
  static func listening(_ setting: Setting) -> Setting {
    var setting = setting
    setting.onLog = { step, line in Output.note("log t \(step)  \(line)") }
    return setting
  }

  private static func start<Product>(
    _ text: String, _ kind: Card.Kind, _ fencing: Fencing, among shelf: [TwinShelf.Entry<Product>],
    file startFile: @escaping @Sendable (LuaPolicy, Setting) throws(Fault) -> Product
  ) throws(Fault) -> Start<Product> {
    let spelling = try Spelling(text)
    let entry = shelf.first { $0.card.name == spelling.name }
    let policy = PolicySource.isFile(spelling.name) ? try LuaPolicy(LuaFile(spelling.name, fencing)) : nil
    guard let card = policy?.script.card ?? entry?.card else {
      throw CommandMessages.unknownHook(spelling.name, kind, among: shelf.map(\.card.name))
    }
    guard card.kind == kind else { throw CommandMessages.wrongHook(spelling.name, card.kind, kind) }
    let parameters = try Parameters(card: card, given: spelling.arguments)
    return { (setting: Setting) throws(Fault) -> Product in
      var setting = listening(setting)
      setting.parameters = parameters
      if let policy { return try startFile(policy, setting) }
      return try entry!.start(setting)
    }
  }
}
