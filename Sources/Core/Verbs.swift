// The seven verbs: start (`init(_:)`), route, learn, used, admit, victim, plan.
//
// The host keeps the resident set, the clock, the rewards and the ledger; a policy only answers calls.

/// A policy built into the host, with its card; made from a setting.
public protocol BuiltIn: SendableMetatype {
  static var card: Card { get }

  /// The verb `start`: once for each cell. Throws if the policy cannot run in this setting.
  init(_ setting: Setting) throws(Fault)
}

/// Chooses the adapter that serves a request: the fast timescale.
public protocol Router {
  /// Returns the adapter that serves `request`, resident or not.
  ///
  /// Called once for each request. The answer must be an adapter of the catalogue.
  mutating func route(_ request: Request, residents: ResidentView) throws(Fault) -> AdapterID

  /// Learns the reward of the adapter that served. Nothing by default.
  mutating func learn(_ outcome: Outcome) throws(Fault)
}

extension Router {
  @inlinable
  public mutating func learn(_ outcome: Outcome) throws(Fault) {}
}

/// Chooses which adapters stay resident: the slow timescale.
///
/// On a request for an adapter that is not resident the host asks `admit`; if true it calls `victim` until the adapter
/// fits, evicting each answer at once, pages the adapter in, and calls `used` with kind `pageIn`. If false, or if no
/// victim exists and the scenario bypasses, it serves once from a scratch buffer and calls `used` with kind `bypass`.
///
/// Adapters can leave without a `victim` call (a plan, a smaller host tier): an evictor with its own lists must check
/// them with `ResidentView.contains`.
public protocol Evictor {
  /// An adapter was used, or placed. Nothing by default.
  mutating func used(_ use: Use) throws(Fault)

  /// Whether a missed adapter is to be kept. `incoming.kind` is `.bypass`, as it is not resident. Yes by default.
  mutating func admit(_ incoming: Use, among residents: ResidentView) throws(Fault) -> Bool

  /// The victim for `incoming`: an adapter that may leave (`ResidentView.mayLeave`); `incoming.adapter` itself, to not
  /// keep it after all (it is bypassed); or nil if none may leave.
  mutating func victim(for incoming: Use, among residents: ResidentView) throws(Fault) -> AdapterID?

  /// The step before which `plan` is called next. `.never` by default.
  var nextPlan: Step { get }

  /// Returns the resident set from `step` on, in any order, pinned adapters included; nil to leave it unchanged. Called
  /// before the request of step `nextPlan` is routed; must move `nextPlan` past `step`.
  mutating func plan(at step: Step, residents: ResidentView) throws(Fault) -> [AdapterID]?

  /// More adapters are known now: 0 … adapterCount−1. Id traces call it as ids appear.
  mutating func grow(to adapterCount: Int)

  /// Replays a batch of an id trace: the verbs above in a loop, compiled for each evictor.
  ///
  /// The default, `replayByVerbs`, defines the result. It is a protocol requirement so that each evictor gets a
  /// specialised copy without dynamic calls. An evictor may implement it if a measurement shows a gain. It must then
  /// give the same result as the verbs for unit slots in a full room (`ReplayRoom.trades`), and call `replayByVerbs`
  /// for everything else.
  mutating func replay(_ batch: ReplayBatch, in room: ReplayRoom) throws(Fault)
}

extension Evictor {
  @inlinable
  public mutating func used(_ use: Use) throws(Fault) {}

  @inlinable
  public mutating func admit(_ incoming: Use, among residents: ResidentView) throws(Fault) -> Bool { true }

  @inlinable
  public var nextPlan: Step { .never }

  @inlinable
  public mutating func plan(at step: Step, residents: ResidentView) throws(Fault) -> [AdapterID]? { nil }

  @inlinable
  public mutating func grow(to adapterCount: Int) {}
}

/// A whole policy: both halves, in one (a joint policy) or paired (`linucb+lru`).
public protocol Policy: Router, Evictor {}

/// A router and an evictor, paired by `+`.
public struct Pair<R: Router, E: Evictor>: Policy {
  public var router: R
  public var evictor: E

  public init(_ router: R, _ evictor: E) {
    self.router = router
    self.evictor = evictor
  }

  public mutating func route(_ request: Request, residents: ResidentView) throws(Fault) -> AdapterID {
    try router.route(request, residents: residents)
  }
  public mutating func learn(_ outcome: Outcome) throws(Fault) { try router.learn(outcome) }
  public mutating func used(_ use: Use) throws(Fault) { try evictor.used(use) }
  public mutating func admit(_ incoming: Use, among residents: ResidentView) throws(Fault) -> Bool {
    try evictor.admit(incoming, among: residents)
  }
  public mutating func victim(for incoming: Use, among residents: ResidentView) throws(Fault) -> AdapterID? {
    try evictor.victim(for: incoming, among: residents)
  }
  public var nextPlan: Step { evictor.nextPlan }
  public mutating func plan(at step: Step, residents: ResidentView) throws(Fault) -> [AdapterID]? {
    try evictor.plan(at: step, residents: residents)
  }
  public mutating func grow(to adapterCount: Int) { evictor.grow(to: adapterCount) }
}
