import Bandits
import Core

/// POLAR+: POLAR with epochs that double, forced exploration, and a better choice of the resident set.
///
/// Epoch m lasts L₀·2ᵐ requests, L₀ = 4N. Each except the first begins with a plan:
/// greedy, then swaps, or the exact search, for at most `window` past contexts evenly spaced and point utilities.
/// Then every adapter that has served fewer than ⌈κ·sqrt((t + L_m)/N)⌉ requests is queued for the missing requests,
/// round robin by index; the queue serves the first requests of the epoch, resident or not, and cache-aware LinUCB the
/// rest. Between plans nothing is admitted: a miss is served by a bypass. Loads happen O(log T) times, forced requests
/// add up to O(√(NT)).
///
/// Source: [LiLi2026] as published: epoch doubling, forced exploration, better cache optimisation. Our choice: L₀,
/// quotas topped up rather than repeated, the value of a set (`Cover`), swaps, `restart`. Ties go to the lowest index.
/// O(N·d²) per request; O(window·N·(d + K)) per plan and per round of swaps; T·d numbers of memory.
public struct POLARPlus: Policy, BuiltIn {
  public static let card = Card(
    name: "polar-plus", title: "POLAR+", kind: .joint,
    summary: "Routes by cache-aware LinUCB with forced exploration and plans the resident set in doubling epochs.",
    sources: ["LiLi2026"],
    parameters: LinearParameters.upperConfidence + [
      Parameter(
        "first", "auto", .integerOrChoice(1...1_000_000_000, ["auto"]), unit: "requests",
        "L₀, the length of the first epoch; auto: 4N"),
      Parameter(
        "kappa", "1", .number(0...1e6), "κ, scales the forced exploration ⌈κ·sqrt((t + L)/N)⌉ of each adapter"),
      LinearParameters.window,
      Parameter(
        "exact", "false", .flag, "searches for the best set instead of greedy and swaps, where that is feasible"),
      Parameter(
        "restart", "off", .numberOrChoice(0...1e9, ["off"]), unit: "utility",
        "starts the doubling anew when the mean reward of hits falls by more than this"),
    ], traits: [.memory, .sized])

  private var bandit: LinearArms
  private let alpha: Alpha
  private var planner: SetPlanner
  private var epochs: DoublingEpochs
  private var watch: DropWatch?
  private let window: Int
  private let isExact: Bool
  private var contexts: ContextLog

  public init(_ setting: Setting) throws(Fault) {
    let parameters = setting.parameters
    bandit = try LinearArms(setting, of: Self.card)
    alpha = Alpha(setting, dimension: bandit.dimension)
    planner = SetPlanner(setting)
    let first = parameters.integerIfAny("first") ?? 4 * max(1, setting.adapterCount)
    epochs = DoublingEpochs(arms: setting.adapterCount, first: first, kappa: parameters.number("kappa"))
    watch = parameters.numberIfAny("restart").map { DropWatch(threshold: $0, stretch: first) }
    window = parameters.integer("window")
    isExact = parameters.flag("exact")
    contexts = ContextLog(dimension: bandit.dimension)
  }

  public mutating func route(_ request: Request, residents: ResidentView) throws(Fault) -> AdapterID {
    contexts.append(try bandit.features(of: request))
    if let adapter = bandit.burnInAdapter(at: request.step) { return adapter }
    if let forced = epochs.nextForced() { return AdapterID(forced) }
    return try bandit.best(for: request, alpha: alpha.at(request.step), among: residents)
  }

  public mutating func learn(_ outcome: Outcome) throws(Fault) {
    try bandit.learn(outcome)
    epochs.served(outcome.adapter.index)
    if outcome.hit, watch?.sees(outcome.reward) == true { epochs.restart(at: outcome.request.step + 1) }
  }

  public var nextPlan: Step { epochs.next }

  public mutating func plan(at step: Step, residents: ResidentView) throws(Fault) -> [AdapterID]? {
    let length = epochs.begin(at: step)
    if step == 0 { return nil }
    let utilities = bandit.utilities(of: contexts.evenlySpaced(atMost: window)[...], alpha: 0)
    let cover = planner.cover(utilities, horizon: length, residents: residents)
    let set = (isExact ? cover.exact() : nil) ?? cover.improvedBySwaps(cover.greedy())
    return set.map { AdapterID($0) }
  }

  /// Never: the set is the plan's.
  public mutating func admit(_ incoming: Use, among residents: ResidentView) throws(Fault) -> Bool { false }

  public mutating func victim(for incoming: Use, among residents: ResidentView) throws(Fault) -> AdapterID? { nil }
}
