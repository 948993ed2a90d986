import Core

/// What the battery writes down while a policy is asked.
final class VerbLog {
  /// The verb that was asked last; `start` before any other.
  var last = Verb.start
  /// The step it was asked at.
  var step: Step = 0
  /// Requests that were routed, the one at hand included.
  var routed = 0
}

/// A policy under the battery's eyes: each verb is written down before it is asked, and answers that the host has no
/// reason to refuse, but the contract has, are refused here.
struct Watched: Policy {
  private var policy: any Policy
  private let log: VerbLog

  init(_ policy: any Policy, log: VerbLog) {
    self.policy = policy
    self.log = log
  }

  mutating func route(_ request: Request, residents: ResidentView) throws(Fault) -> AdapterID {
    asked(.route, at: request.step)
    log.routed += 1
    return try policy.route(request, residents: residents)
  }

  mutating func learn(_ outcome: Outcome) throws(Fault) {
    asked(.learn, at: outcome.request.step)
    try policy.learn(outcome)
  }

  mutating func used(_ use: Use) throws(Fault) {
    asked(.used, at: use.step)
    try policy.used(use)
  }

  mutating func admit(_ incoming: Use, among residents: ResidentView) throws(Fault) -> Bool {
    asked(.admit, at: incoming.step)
    return try policy.admit(incoming, among: residents)
  }

  mutating func victim(for incoming: Use, among residents: ResidentView) throws(Fault) -> AdapterID? {
    asked(.victim, at: incoming.step)
    let answer = try policy.victim(for: incoming, among: residents)
    guard answer == nil else { return answer }
    let free = residents.adapters.count(where: residents.mayLeave)
    if free > 0 { throw Messages.nobodyThoughSomebody(free) }
    return nil
  }

  var nextPlan: Step { policy.nextPlan }

  mutating func plan(at step: Step, residents: ResidentView) throws(Fault) -> [AdapterID]? {
    asked(.plan, at: step)
    return try policy.plan(at: step, residents: residents)
  }

  mutating func grow(to adapterCount: Int) { policy.grow(to: adapterCount) }

  private func asked(_ verb: Verb, at step: Step) {
    log.last = verb
    log.step = step
  }
}
