import CLuaHost
import Core
import System

/// A policy file: its text, and the card from a first run.
///
/// Each cell starts its own machine from the text, so that cells share nothing.
public struct Script: Sendable {
  /// The longest file that is read.
  static let lengthLimit = 1 << 20

  /// As typed, for faults.
  public let path: String
  public let text: [UInt8]
  public let card: Card
  /// The verbs that it has: `route`, `plan`, …
  public let verbs: [String]

  /// Reads a file, runs it once and checks its card.
  ///
  /// - Throws: a fault with the file and line: unreadable, not Lua, not a policy's table, an invalid card, or a file
  ///   that exceeded a limit while it was loaded.
  public static func load(_ path: String, limits: ScriptLimits = .fast) throws(Fault) -> Script {
    try Script(try contents(of: path), path: path, limits: limits)
  }

  /// A policy from its text. Throws like `load`.
  public init(_ text: [UInt8], path: String, limits: ScriptLimits = .fast) throws(Fault) {
    let table = try Self.table(of: text, path: path, limits: limits)
    try self.init(text, path: path, table: table)
  }

  /// A policy whose file was run in another process: none of it runs here.
  ///
  ///
  /// - Parameter table: the result of `table(of:path:limits:)` there.
  public init(_ text: [UInt8], path: String, table: Table) throws(Fault) {
    self.path = path
    self.text = text
    verbs = table.verbs
    card = try ScriptCard(try JSONValue(parsing: table.json, file: path), path: path, verbs: verbs).card
  }

  /// The table that a file returns: its fields as JSON, and its verbs.
  public struct Table: Sendable {
    public var json: [UInt8]
    public var verbs: [String]

    public init(json: [UInt8], verbs: [String]) {
      self.json = json
      self.verbs = verbs
    }
  }

  /// Runs a file once and returns its table, of a policy or any other. Throws like `load`, but does not check the card.
  public static func table(of text: [UInt8], path: String, limits: ScriptLimits) throws(Fault) -> Table {
    guard text.count <= lengthLimit else { throw Messages.tooLong(path, limit: lengthLimit) }
    let machine = try ScriptMachine(text, path: path, limits: limits)
    return Table(json: try machine.card(), verbs: machine.verbNames)
  }

  /// Starts the policy in its own machine; for a cell, or for the router or evictor of one.
  public func start(_ setting: Setting, limits: ScriptLimits = .fast) throws(Fault) -> ScriptedPolicy {
    let machine = try ScriptMachine(text, path: path, limits: limits)
    return try ScriptedPolicy(self, setting, machine)
  }

  /// Starts the scheduler of a server in its own machine.
  public func startScheduler(_ setting: Setting, limits: ScriptLimits = .fast) throws(Fault) -> ScriptedScheduler {
    try ScriptedScheduler(setting, try startMachine(setting, limits))
  }

  /// Starts the router in front of replicas in its own machine.
  public func startReplicaRouter(
    _ setting: Setting, limits: ScriptLimits = .fast
  ) throws(Fault) -> ScriptedReplicaRouter {
    try ScriptedReplicaRouter(setting, try startMachine(setting, limits))
  }

  /// A machine whose policy was started with the setting.
  private func startMachine(_ setting: Setting, _ limits: ScriptLimits) throws(Fault) -> ScriptMachine {
    let machine = try ScriptMachine(text, path: path, limits: limits)
    machine.engines.listen(to: setting)
    _ = try ScriptStart(setting, try setting.parameters(of: card), card).start(machine)
    return machine
  }

  /// The bytes of a file, at most one more than the longest policy.
  ///
  ///
  /// - Parameter inspect: called with the open file and its bytes.
  public static func contents(
    of path: String, inspect: (_ file: File, _ text: [UInt8]) -> Void = { _, _ in }
  ) throws(Fault) -> [UInt8] {
    do throws(SystemError) {
      let file = try openInput(path)
      let text = try file.start(limit: lengthLimit + 1)
      inspect(file, text)
      return text
    } catch {
      throw Messages.unreadable(path, error.reason)
    }
  }
}
