// The seven verbs: start (`init(_:)`), route, learn, used, admit, victim, plan.
//
// The host keeps the resident set, the clock, the rewards and the ledger; a policy is asked and answers.

/// Built into the host: carries its card, and is started with a setting.
public protocol BuiltIn: SendableMetatype {
  static var card: Card { get }

  /// The verb `start`: once for each cell. Throws where the setting is none the policy can serve.
  init(_ setting: Setting) throws(Fault)
}

/// Chooses the adapter that serves a request: the fast timescale.
public protocol Router {
  /// Answers the adapter to serve `request` with, resident or not.
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
/// On a request for an adapter that is not resident the host asks `admit`; on yes it asks `victim` until the adapter
/// fits, evicting each answer at once, pages the adapter in, and tells `used` with kind `pageIn`. On no, or when
/// there is no victim and the scenario bypasses, it serves once from a scratch buffer: `used` with kind `bypass`.
///
/// Adapters can leave without a `victim` call (a plan, a smaller host tier): an evictor that keeps lists of its own
/// asks `ResidentView.contains` before it trusts them.
public protocol Evictor {
  /// An adapter was used, or placed. Nothing by default.
  mutating func used(_ use: Use) throws(Fault)

  /// Whether a missed adapter is to be kept. `incoming.kind` is `.bypass`, as it is not resident. Yes by default.
  mutating func admit(_ incoming: Use, among residents: ResidentView) throws(Fault) -> Bool

  /// Who leaves for `incoming`: an adapter that may leave (`ResidentView.mayLeave`); `incoming.adapter` itself, when
  /// it is not worth keeping after all (it is bypassed); or nil when none may leave.
  mutating func victim(for incoming: Use, among residents: ResidentView) throws(Fault) -> AdapterID?

  /// The step before which `plan` is to be asked next. `.never` by default.
  var nextPlan: Step { get }

  /// Answers the resident set from `step` on, in any order, pinned adapters included; nil to leave it as it is. Asked
  /// before the request of step `nextPlan` is routed; must move `nextPlan` past `step`.
  mutating func plan(at step: Step, residents: ResidentView) throws(Fault) -> [AdapterID]?

  /// More adapters are known now: 0 … adapterCount−1. Id traces call it as ids appear.
  mutating func grow(to adapterCount: Int)

  /// Replays a batch of an id trace: the verbs above in a loop, compiled for the evictor at hand.
  ///
  /// The default, `replayByVerbs`, is the contract, and this is a requirement so that each evictor gets a copy of its own
  /// without dynamic calls inside. An evictor may implement it where a measurement pays: it then does exactly what the
  /// verbs would do, for unit slots in a full room (`ReplayRoom.trades`), and leaves all else to `replayByVerbs`.
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
