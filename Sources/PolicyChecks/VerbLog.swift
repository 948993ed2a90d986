import Core

/// The battery's record while it calls a policy.
final class VerbLog {
  /// The verb that was called last; `start` before any other.
  var last = Verb.start
  /// The step of that call.
  var step: Step = 0
  /// Routed requests, including the current one.
  var routed = 0
}

/// An observed policy: each verb is recorded before it is called, and answers that violate the contract but are
/// accepted by the host are refused here.
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
    if free > 0 { throw Messages.noVictimDespiteChoice(free) }
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
