import Core
import Twin

/// Turns what was typed into a scheduler or a router over replicas: `resident-first(patience=5)`.
enum TwinHooks {
  typealias Start<Product> = @Sendable (Setting) throws(Fault) -> Product

  /// What scripts log goes to standard error, as `run` does it.
  static func listening(_ setting: Setting) -> Setting {
    var setting = setting
    setting.onLog = { step, line in Output.note("log t \(step)  \(line)") }
    return setting
  }

  static func scheduler(_ text: String) throws(Fault) -> Start<any Scheduler> {
    try start(text, .scheduler, among: TwinShelf.schedulers)
  }

  static func router(_ text: String) throws(Fault) -> Start<any ReplicaRouter> {
    try start(text, .replicaRouter, among: TwinShelf.replicaRouters)
  }

  private static func start<Product>(
    _ text: String, _ kind: Card.Kind, among shelf: [TwinShelf.Entry<Product>]
  ) throws(Fault) -> Start<Product> {
    let spelling = try Spelling(text)
    guard let entry = shelf.first(where: { $0.card.name == spelling.name }) else {
      throw CommandMessages.unknownHook(spelling.name, kind, among: shelf.map(\.card.name))
    }
    let parameters = try Parameters(card: entry.card, given: spelling.arguments)
    return { (setting: Setting) throws(Fault) -> Product in
      var setting = setting
      setting.parameters = parameters
      return try entry.start(setting)
    }
  }
}
