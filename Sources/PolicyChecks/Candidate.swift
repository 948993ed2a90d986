import Core

/// A policy to be checked: its card, its parameters, and a function that starts it.
public struct Candidate: Sendable {
  /// The function that starts a new one for a cell.
  public enum Start: Sendable {
    case router(@Sendable (Setting) throws(Fault) -> any Router)
    case evictor(@Sendable (Setting) throws(Fault) -> any Evictor)
    case joint(@Sendable (Setting) throws(Fault) -> any Policy)
  }

  /// As typed, for faults and replay commands.
  public let name: String
  public let card: Card
  public let start: Start
  /// Parameters that were set; the others have the card's defaults.
  public var given: [(name: String, value: String)]
  /// Whether a replay gives it the number of ids at the start.
  public var needsIDCount: Bool

  public init(
    name: String, card: Card, given: [(name: String, value: String)] = [], needsIDCount: Bool = false, start: Start
  ) {
    self.name = name
    self.card = card
    self.given = given
    self.needsIDCount = needsIDCount
    self.start = start
  }

  /// Router, evictor or both; bounds have one of these roles too.
  public var role: Role {
    switch start {
    case .router: .router
    case .evictor: .evictor
    case .joint: .joint
    }
  }

  public enum Role: String, Sendable {
    case router, evictor, joint
  }

  /// The same with one more parameter set.
  func setting(_ name: String, to value: String) -> Candidate {
    var copy = self
    copy.given.removeAll { $0.name == name }
    copy.given.append((name, value))
    return copy
  }

  /// Whether it sees the future.
  var isBound: Bool { card.kind == .bound || card.traits.contains(.needsFuture) }

  /// The setting with the candidate's parameters in it.
  func completed(_ setting: Setting) throws(Fault) -> Setting {
    var setting = setting
    setting.parameters = try Parameters(card: card, given: given)
    return setting
  }

  /// A whole policy: a router or evictor is paired with the battery's own counterpart, which never fails.
  func policy(_ setting: Setting) throws(Fault) -> any Policy {
    let setting = try completed(setting)
    switch start {
    case .router(let start): return Self.pair(try start(setting), FirstOut(setting))
    case .evictor(let start): return Self.pair(AsNamed(), try start(setting))
    case .joint(let start): return try start(setting)
    }
  }

  private static func pair<R: Router, E: Evictor>(_ router: R, _ evictor: E) -> any Policy { Pair(router, evictor) }
}

/// Serves each request with the adapter that it names: the router for an evictor under test.
struct AsNamed: Router {
  mutating func route(_ request: Request, residents: ResidentView) -> AdapterID { request.asked ?? AdapterID(0) }
}

/// Evicts in order of page-in: the evictor for a router under test.
struct FirstOut: Evictor {
  private var cameIn: [Step]

  init(_ setting: Setting) { cameIn = Array(repeating: 0, count: setting.adapterCount) }

  mutating func used(_ use: Use) {
    if use.kind == .pageIn { cameIn[use.adapter.index] = use.step }
  }

  mutating func victim(for incoming: Use, among residents: ResidentView) -> AdapterID? {
    residents.first(minimising: { cameIn[$0.index] })
  }
}
