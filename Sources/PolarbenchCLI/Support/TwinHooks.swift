import Core
import Scripting
import Twin

/// Turns what was typed into a scheduler or a router over replicas: `resident-first(patience=5)`, `mine.lua`.
enum TwinHooks {
  typealias Start<Product> = @Sendable (Setting) throws(Fault) -> Product

  static func scheduler(_ text: String, isolated: Bool) throws(Fault) -> Start<any Scheduler> {
    try start(text, .scheduler, isolated, among: TwinShelf.schedulers) { (script, setting) throws(Fault) in
      try script.startScheduler(setting)
    }
  }

  static func router(_ text: String, isolated: Bool) throws(Fault) -> Start<any ReplicaRouter> {
    try start(text, .replicaRouter, isolated, among: TwinShelf.replicaRouters) { (script, setting) throws(Fault) in
      try script.startReplicaRouter(setting)
    }
  }

  /// What scripts log goes to standard error, as `run` does it.
  static func listening(_ setting: Setting) -> Setting {
    var setting = setting
    setting.onLog = { step, line in Output.note("log t \(step)  \(line)") }
    return setting
  }

  private static func start<Product>(
    _ text: String, _ kind: Card.Kind, _ isolated: Bool, among shelf: [TwinShelf.Entry<Product>],
    script startScript: @escaping @Sendable (Script, Setting) throws(Fault) -> Product
  ) throws(Fault) -> Start<Product> {
    let spelling = try Spelling(text)
    if PolicySource.isFile(spelling.name), isolated { throw CommandMessages.hookIsNotIsolated(spelling.name, kind) }
    let entry = shelf.first { $0.card.name == spelling.name }
    let script = PolicySource.isFile(spelling.name) ? try Script.load(spelling.name) : nil
    guard let card = script?.card ?? entry?.card else {
      throw CommandMessages.unknownHook(spelling.name, kind, among: shelf.map(\.card.name))
    }
    guard card.kind == kind else { throw CommandMessages.wrongHook(spelling.name, card.kind, kind) }
    let parameters = try Parameters(card: card, given: spelling.arguments)
    return { (setting: Setting) throws(Fault) -> Product in
      var setting = listening(setting)
      setting.parameters = parameters
      if let script { return try startScript(script, setting) }
      return try entry!.start(setting)
    }
  }
}
