import Core
import System
import Workbench

/// The time per call of a verb on this machine; for information only.
public struct Speed: Sendable, Equatable {
  public var verb: Verb
  /// Calls in one run.
  public var calls: Int
  /// The mean per call in the best of several runs, minus the time of the clock, in nanoseconds.
  public var nanos: Double

  public init(verb: Verb, calls: Int, nanos: Double) {
    self.verb = verb
    self.calls = calls
    self.nanos = nanos
  }

  /// Calls per second; nil if the time is too short to measure.
  public var callsPerSecond: Double? { nanos > 0 ? 1e9 / nanos : nil }

  /// Runs a world of 15 adapters, 16 features and capacity 4 `repetitions` times, and times each verb separately.
  ///
  ///
  /// - Throws: the fault of a policy that fails in it.
  public static func measure(_ candidate: Candidate, requests: Int = 2000, repetitions: Int = 5) throws(Fault)
    -> [Speed]
  {
    let situation = Situation("speed", "", Ground(requests: requests, dimension: 16), capacity: 4)
    let cell = situation.cell(for: candidate, seed: Seed(1))
    var best: [Speed] = []
    for _ in 0..<max(1, repetitions) {
      let clock = VerbClock()
      var nobody = NoWitness()
      _ = try cell.run(
        starting: { (setting: Setting) throws(Fault) -> any Policy in
          Timed(try cell.entrant.start(setting), clock: clock)
        }, watchedBy: &nobody)
      best = best.isEmpty ? clock.speeds : zip(best, clock.speeds).map { $1.nanos < $0.nanos ? $1 : $0 }
    }
    return best.filter { $0.calls > 0 && verbs(of: candidate.role).contains($0.verb) }
  }

  /// The verbs of a role; callers that load files time `start`.
  private static func verbs(of role: Candidate.Role) -> [Verb] {
    switch role {
    case .router: [.route, .learn]
    case .evictor: [.used, .admit, .victim, .plan]
    case .joint: [.route, .learn, .used, .admit, .victim, .plan]
    }
  }
}

/// Sums up the time of each verb.
private final class VerbClock {
  private var calls = [Int](repeating: 0, count: Verb.allCases.count)
  private var nanos = [Int](repeating: 0, count: Verb.allCases.count)
  /// The time of two consecutive readings of the clock.
  private let idle: Double

  init() {
    var least = Int.max
    for _ in 0..<20 {
      let start = Self.now()
      for _ in 0..<100 { _ = Self.now() }
      least = min(least, Self.now() - start)
    }
    idle = Double(least) / 101
  }

  static func now() -> Int { SystemClock.nanos }

  @inline(__always)
  func add(_ verb: Verb, since start: Int) {
    nanos[verb.index] += Self.now() - start
    calls[verb.index] += 1
  }

  var speeds: [Speed] {
    Verb.allCases.map { verb in
      let count = calls[verb.index]
      let mean = count > 0 ? Double(nanos[verb.index]) / Double(count) - idle : 0
      return Speed(verb: verb, calls: count, nanos: max(0, mean))
    }
  }
}

/// A policy with a timer around each verb.
private struct Timed: Policy {
  private var policy: any Policy
  private let clock: VerbClock

  init(_ policy: any Policy, clock: VerbClock) {
    self.policy = policy
    self.clock = clock
  }

  mutating func route(_ request: Request, residents: ResidentView) throws(Fault) -> AdapterID {
    let start = VerbClock.now()
    defer { clock.add(.route, since: start) }
    return try policy.route(request, residents: residents)
  }

  mutating func learn(_ outcome: Outcome) throws(Fault) {
    let start = VerbClock.now()
    defer { clock.add(.learn, since: start) }
    try policy.learn(outcome)
  }

  mutating func used(_ use: Use) throws(Fault) {
    let start = VerbClock.now()
    defer { clock.add(.used, since: start) }
    try policy.used(use)
  }

  mutating func admit(_ incoming: Use, among residents: ResidentView) throws(Fault) -> Bool {
    let start = VerbClock.now()
    defer { clock.add(.admit, since: start) }
    return try policy.admit(incoming, among: residents)
  }

  mutating func victim(for incoming: Use, among residents: ResidentView) throws(Fault) -> AdapterID? {
    let start = VerbClock.now()
    defer { clock.add(.victim, since: start) }
    return try policy.victim(for: incoming, among: residents)
  }

  var nextPlan: Step { policy.nextPlan }

  mutating func plan(at step: Step, residents: ResidentView) throws(Fault) -> [AdapterID]? {
    let start = VerbClock.now()
    defer { clock.add(.plan, since: start) }
    return try policy.plan(at: step, residents: residents)
  }
}
