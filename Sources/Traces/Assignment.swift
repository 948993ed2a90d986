import Core

/// Assigns an adapter to each request. The step is explicit, seeded and recorded, as no public trace of LLM requests
/// names adapters.
///
/// A rule gives a rank; the rotation turns it into an adapter; with churn, an absent adapter is replaced by the next
/// one present. Draws depend on the position only, so that a longer trace begins like a shorter one.
public struct Assignment: Sendable {
  public enum Rule: Sendable, Equatable {
    /// Rank r with probability proportional to (r+1)^−exponent.
    case zipf(exponent: Double)
    /// Rank ⌊N·u^(1/α)⌋, u uniform: α = 1 is uniform, a small α favours few [Sheng2024].
    case power(alpha: Double)
    /// All requests of a group (session, tenant, function: in `groups`) have one rank, drawn by Zipf; requests without
    /// a group form one unnamed group.
    case byGroup(exponent: Double)
    /// Rank t mod N.
    case roundRobin
  }

  public enum Rotation: Sendable, Equatable {
    case never
    /// Popularity shifts by one adapter after this many requests.
    case every(requests: Int)
    /// Popularity shifts by one adapter at each of these times, ascending.
    case atSeconds([Double])
  }

  public var rule: Rule
  public var rotation = Rotation.never
  /// Probability that an adapter is absent during a period of churn; at least one is always present.
  public var absence = 0.0
  /// Requests in a period of churn.
  public var churnPeriod = 1000

  public init(_ rule: Rule) { self.rule = rule }

  /// Fills `asked` and records the rule in the facts.
  ///
  /// - Parameter adapters: N; a trace with adapters keeps them, and N must then be their number.
  public func assign(_ trace: inout Trace, adapters count: Int, seed: Seed) throws(Fault) {
    guard Bounds.adapters.contains(count), trace.adapters.isEmpty || trace.adapterCount == count else {
      throw Messages.assignmentSize(count, has: trace.adapterCount)
    }
    if case .atSeconds = rotation, trace.timesSeconds.isEmpty { throw Messages.rotationNeedsTimes() }
    if case .byGroup = rule, trace.groups.isEmpty { throw Messages.assignmentNeedsGroups() }
    if trace.adapters.isEmpty { trace.adapters = (0..<count).map { Adapter(name: "adapter-\($0)") } }
    let seed = seed.derived("assignment")
    let ranks = RankDraw(rule, count: count, seed: seed, groupNames: trace.groupNames)
    let attendance = CounterStream(seed.derived("attendance"))
    var turns = 0
    trace.asked = (0..<trace.requestCount).map { t in
      turns = turn(at: t, after: turns, in: trace)
      let adapter = (ranks.rank(at: t, group: trace.groups.isEmpty ? nil : trace.groups[t]) + turns) % count
      return Int32(present(adapter, at: t, count: count, attendance))
    }
    record(in: &trace, adapters: count, seed: seed)
  }

  private func turn(at t: Int, after turns: Int, in trace: Trace) -> Int {
    switch rotation {
    case .never: return 0
    case .every(let requests): return t / max(1, requests)
    case .atSeconds(let times):
      var turns = turns
      while turns < times.count, trace.timesSeconds[t] >= times[turns] { turns += 1 }
      return turns
    }
  }

  /// The adapter, or the next one that is present.
  private func present(_ adapter: Int, at t: Int, count: Int, _ attendance: CounterStream) -> Int {
    guard absence > 0 else { return adapter }
    let period = t / max(1, churnPeriod)
    for offset in 0..<count {
      let candidate = (adapter + offset) % count
      if attendance.uniform(period * count + candidate) >= absence { return candidate }
    }
    return adapter
  }

  private func record(in trace: inout Trace, adapters: Int, seed: Seed) {
    trace.facts.removeAll { $0.name.hasPrefix("assignment.") }
    trace.facts += [
      ("assignment.rule", "\(rule)"), ("assignment.rotation", "\(rotation)"), ("assignment.absence", "\(absence)"),
      ("assignment.churn_period", String(churnPeriod)), ("assignment.adapters", String(adapters)),
      ("assignment.seed", String(seed.bits)),
    ]
  }
}

/// Draws the rank of each request by a rule.
private struct RankDraw {
  private let rule: Assignment.Rule
  private let count: Int
  private let popularity: Popularity
  private let draws: CounterStream
  /// The rank of each group: by its name, so that it does not depend on the order of groups.
  private let ofGroup: [Int]

  init(_ rule: Assignment.Rule, count: Int, seed: Seed, groupNames: [String]) {
    self.rule = rule
    self.count = count
    draws = CounterStream(seed.derived("requests"))
    switch rule {
    case .zipf(let exponent), .byGroup(let exponent): popularity = Popularity(count: count, exponent: exponent)
    case .power, .roundRobin: popularity = Popularity(count: count, exponent: 0)
    }
    let law = popularity
    ofGroup = groupNames.map { law.rank(CounterStream(seed.derived("group", $0)).uniform(0)) }
  }

  func rank(at t: Int, group: Int32?) -> Int {
    switch rule {
    case .zipf: popularity.rank(draws.uniform(t))
    case .power(let alpha): min(count - 1, Int(Double(count) * power(draws.uniform(t), 1 / alpha)))
    case .byGroup: ofGroup[Int(group ?? 0)]
    case .roundRobin: t % count
    }
  }
}
