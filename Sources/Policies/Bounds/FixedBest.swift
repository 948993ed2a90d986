import Core

/// Keeps the best fixed resident set in hindsight and serves each request with its best adapter: the reference of
/// regret.
///
/// C* is made resident by a plan before the first request and kept; requests are routed to
/// arg max u_t(a) − c_a·1[a ∉ C*]. Regret does not charge loads to C*, so this bound's regret is the cost of loading
/// C*. Source: [LiLi2026]. Ties go to the lowest index. O(N) per request.
public struct FixedBest: Policy, BuiltIn {
  public static let card = Card(
    name: "fixed-best", title: "Best fixed set", kind: .bound,
    summary: "Keeps the resident set that is best in hindsight and serves each request with its best adapter.",
    sources: ["LiLi2026"], traits: [.needsFuture, .sized])

  private let utilities: KnownUtilities
  public private(set) var nextPlan: Step = 0

  public init(_ setting: Setting) throws(Fault) { utilities = try KnownUtilities(setting, for: Self.card) }

  public mutating func route(_ request: Request, residents: ResidentView) throws(Fault) -> AdapterID {
    try utilities.best(at: request.step, among: residents)
  }

  public mutating func plan(at step: Step, residents: ResidentView) -> [AdapterID]? {
    nextPlan = .never
    return utilities.future.bestFixedSet
  }

  /// Never: the set is kept.
  public mutating func admit(_ incoming: Use, among residents: ResidentView) -> Bool { false }

  public mutating func victim(for incoming: Use, among residents: ResidentView) -> AdapterID? { nil }
}
