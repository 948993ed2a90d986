import Core
import Isolation
import Scripting

/// A policy from a Lua file: its card, and how to start it, here or in a process of its own.
public struct LuaPolicy: Sendable {
  public let file: LuaFile
  public let script: Script

  /// Reads the card. Throws where the file is not in order.
  public init(_ file: LuaFile) throws(Fault) {
    self.file = file
    script =
      file.isIsolated
      ? try Script(file.text, path: file.path, table: file.table())
      : try Script(file.text, path: file.path, limits: file.limits)
  }

  /// Starts a policy; for a cell, or for a half of one.
  ///
  /// - Parameter settles: whether a process of its own is waited for at each notice, so that somebody who watches each
  ///   verb sees a fault where it happens.
  func start(_ setting: Setting, settles: Bool = false) throws(Fault) -> any Policy {
    guard file.isIsolated else { return try script.start(setting, limits: file.limits) }
    return try IsolatedPolicy(
      payload, name: file.path, setting: setting, verbs: verbs,
      settles: settles || setting.onLog != nil && file.mayLog, isolation: file.isolation())
  }

  func startScheduler(_ setting: Setting) throws(Fault) -> any Scheduler {
    guard file.isIsolated else { return try script.startScheduler(setting, limits: file.limits) }
    return try IsolatedScheduler(payload, name: file.path, setting: setting, isolation: file.isolation())
  }

  func startReplicaRouter(_ setting: Setting) throws(Fault) -> any ReplicaRouter {
    guard file.isIsolated else { return try script.startReplicaRouter(setting, limits: file.limits) }
    return try IsolatedReplicaRouter(payload, name: file.path, setting: setting, isolation: file.isolation())
  }

  /// How it starts, by its kind.
  ///
  /// - Parameter settles: see `start`.
  func start(settles: Bool = false) -> PolicyStart {
    switch script.card.kind {
    case .router:
      .router { (setting: Setting) throws(Fault) -> any Router in try start(setting, settles: settles) }
    case .evictor:
      .evictor { (setting: Setting) throws(Fault) -> any Evictor in try start(setting, settles: settles) }
    case .joint, .bound:
      .joint { (setting: Setting) throws(Fault) -> any Policy in try start(setting, settles: settles) }
    case .scheduler: .scheduler { (setting: Setting) throws(Fault) in try startScheduler(setting) }
    case .replicaRouter: .replicaRouter { (setting: Setting) throws(Fault) in try startReplicaRouter(setting) }
    }
  }

  private var payload: [String] { PolicyService.payload(.start, file) }

  private var verbs: IsolatedPolicy.Verbs {
    var verbs: IsolatedPolicy.Verbs = []
    for (name, verb) in [("learn", IsolatedPolicy.Verbs.learn), ("used", .used), ("admit", .admit)]
    where script.verbs.contains(name) {
      verbs.insert(verb)
    }
    return verbs
  }
}
