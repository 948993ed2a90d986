import Bandits
import Core

/// POLAR: cache-aware LinUCB on the fast timescale, a new resident set every H requests on the slow one.
///
/// Every H = max(N, ⌈√T⌉) requests (256 if T is unknown) the set is chosen greedily for the contexts of the last
/// `window` requests and optimistic utilities. Between plans nothing is admitted: a miss is served by a bypass.
///
/// Source: [LiLi2026] as published: two timescales, a cache-aware LinUCB router, fixed epochs. Our choice: H, the
/// window, the value of a set (`Cover`), greedy. Ties go to the lowest index.
/// O(N·d²) per request; O(window·N·(d² + K)) per plan; window·d numbers of memory.
public struct POLAR: Policy, BuiltIn {
  public static let card = Card(
    name: "polar", title: "POLAR", kind: .joint,
    summary: "Routes by cache-aware LinUCB and chooses the resident set anew in fixed epochs.",
    sources: ["LiLi2026"],
    parameters: LinearParameters.upperConfidence + [
      Parameter(
        "epoch", "auto", .integerOrChoice(1...1_000_000_000, ["auto"]), unit: "requests",
        "H, requests between plans; auto: max(N, ⌈√T⌉), 256 where T is unknown"),
      LinearParameters.window,
    ], traits: [.memory, .sized])

  private var bandit: LinearArms
  private let alpha: Alpha
  private var planner: SetPlanner
  private let epoch: Int
  private let window: Int
  private var contexts: ContextLog
  public private(set) var nextPlan: Step

  public init(_ setting: Setting) throws(Fault) {
    bandit = try LinearArms(setting, of: Self.card)
    alpha = Alpha(setting, dimension: bandit.dimension)
    planner = SetPlanner(setting)
    epoch = setting.parameters.integerIfAny("epoch") ?? Self.standardEpoch(setting)
    window = setting.parameters.integer("window")
    contexts = ContextLog(dimension: bandit.dimension, keepingLast: window)
    nextPlan = epoch
  }

  private static func standardEpoch(_ setting: Setting) -> Int {
    guard let horizon = setting.horizon else { return 256 }
    return max(setting.adapterCount, Int(Double(horizon).squareRoot().rounded(.up)))
  }

  public mutating func route(_ request: Request, residents: ResidentView) throws(Fault) -> AdapterID {
    contexts.append(try bandit.features(of: request))
    if let adapter = bandit.burnInAdapter(at: request.step) { return adapter }
    return try bandit.best(for: request, alpha: alpha.at(request.step), among: residents)
  }

  public mutating func learn(_ outcome: Outcome) throws(Fault) { try bandit.learn(outcome) }

  public mutating func plan(at step: Step, residents: ResidentView) throws(Fault) -> [AdapterID]? {
    nextPlan = step + epoch
    let utilities = bandit.utilities(of: contexts.last(window), alpha: alpha.at(step))
    return planner.cover(utilities, horizon: epoch, residents: residents).greedy().map { AdapterID($0) }
  }

  /// Never: the set is the plan's.
  public mutating func admit(_ incoming: Use, among residents: ResidentView) throws(Fault) -> Bool { false }

  public mutating func victim(for incoming: Use, among residents: ResidentView) throws(Fault) -> AdapterID? { nil }
}
