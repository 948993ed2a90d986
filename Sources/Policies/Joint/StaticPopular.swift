import Core

/// Keeps the adapters that were used most in a warm-up, chosen once.
///
/// Models a server with a fixed list of resident adapters: it uses popularity, not utility. For `warm_up` requests it
/// counts the adapters that requests name or, if they name none, those that serve; then one plan makes the adapters
/// with the highest counts resident, as many as fit, pinned ones first. Misses are bypasses, before and after.
///
/// Requests of the warm-up are routed by LinUCB without page-in costs. After it nothing adapts: the models are frozen,
/// and each request goes to the adapter of the highest estimated utility; with `adaptive`, LinUCB continues and only
/// the set is static. On a trace without contexts, requests go to the adapter that they name. This is the non-adaptive
/// baseline that [LiLi2026] names without defining it; the definition is our choice throughout. Ties go to the lowest
/// index. O(N·d²) per request.
public struct StaticPopular: Policy, BuiltIn {
  public static let card = Card(
    name: "static-popular", title: "Static, most popular", kind: .joint,
    summary: "Keeps the adapters that were used most in a warm-up, chosen once and for all.",
    sources: ["LiLi2026", "Li2010"],
    parameters: [
      Parameter(
        "warm_up", "auto", .integerOrChoice(1...1_000_000_000, ["auto"]), unit: "requests",
        "how long uses are counted before the choice; auto: ⌈T/10⌉, 1000 where T is unknown"),
      Parameter("adaptive", "false", .flag, "whether routing learns on after the warm-up; the set never does"),
    ] + LinearParameters.upperConfidence, traits: [.memory, .sized])

  private let bandit: LinearArms?
  private let alpha: Alpha
  private let setting: Setting
  private let warmUp: Int
  private let adapts: Bool
  private var counts: [Int]
  public private(set) var nextPlan: Step

  public init(_ setting: Setting) throws(Fault) {
    bandit = setting.dimension > 0 ? try LinearArms(setting, of: Self.card) : nil
    alpha = Alpha(setting, dimension: bandit?.dimension ?? 0)
    self.setting = setting
    warmUp = setting.parameters.integerIfAny("warm_up") ?? setting.horizon.map { max(1, ($0 + 9) / 10) } ?? 1000
    adapts = setting.parameters.flag("adaptive")
    counts = Array(repeating: 0, count: setting.adapterCount)
    nextPlan = warmUp
  }

  public mutating func route(_ request: Request, residents: ResidentView) throws(Fault) -> AdapterID {
    let adapter = try choice(for: request)
    if request.step < warmUp { counts[(request.asked ?? adapter).index] += 1 }
    return adapter
  }

  private func choice(for request: Request) throws(Fault) -> AdapterID {
    guard let bandit else {
      guard let asked = request.asked else { throw Messages.noContexts(Self.card.name) }
      return asked
    }
    if let adapter = bandit.burnInAdapter(at: request.step) { return adapter }
    return try bandit.best(for: request, alpha: isLearning(at: request.step) ? alpha.at(request.step) : 0)
  }

  public mutating func learn(_ outcome: Outcome) throws(Fault) {
    if isLearning(at: outcome.request.step) { try bandit?.learn(outcome) }
  }

  private func isLearning(at step: Step) -> Bool { adapts || step < warmUp }

  public mutating func plan(at step: Step, residents: ResidentView) -> [AdapterID]? {
    nextPlan = .never
    var chosen = setting.pinned
    var used = chosen.reduce(0) { $0 + setting.footprint(of: $1) }
    let others = counts.indices.map { AdapterID($0) }.filter { !chosen.contains($0) }
    for adapter in others.sorted(by: isMorePopular) {
      let footprint = setting.footprint(of: adapter)
      guard used + footprint <= setting.capacity.amount else { continue }
      chosen.append(adapter)
      used += footprint
    }
    return chosen
  }

  private func isMorePopular(_ a: AdapterID, _ b: AdapterID) -> Bool {
    counts[a.index] != counts[b.index] ? counts[a.index] > counts[b.index] : a < b
  }

  /// Never: the set is static.
  public mutating func admit(_ incoming: Use, among residents: ResidentView) -> Bool { false }

  public mutating func victim(for incoming: Use, among residents: ResidentView) -> AdapterID? { nil }
}
