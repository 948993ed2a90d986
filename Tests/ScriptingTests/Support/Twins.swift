import Core
import Policies

/// A policy and its twin, asked side by side: answers as the first does, and faults where the second answers otherwise.
struct Twins: Policy {
  var first: any Policy
  var second: any Policy

  mutating func route(_ request: Request, residents: ResidentView) throws(Fault) -> AdapterID {
    let answer = try first.route(request, residents: residents)
    try agree("route", at: request.step, answer, try second.route(request, residents: residents))
    return answer
  }

  mutating func learn(_ outcome: Outcome) throws(Fault) {
    try first.learn(outcome)
    try second.learn(outcome)
  }

  mutating func used(_ use: Use) throws(Fault) {
    try first.used(use)
    try second.used(use)
  }

  mutating func admit(_ incoming: Use, among residents: ResidentView) throws(Fault) -> Bool {
    let answer = try first.admit(incoming, among: residents)
    try agree("admit", at: incoming.step, answer, try second.admit(incoming, among: residents))
    return answer
  }

  mutating func victim(for incoming: Use, among residents: ResidentView) throws(Fault) -> AdapterID? {
    let answer = try first.victim(for: incoming, among: residents)
    try agree("victim", at: incoming.step, answer, try second.victim(for: incoming, among: residents))
    return answer
  }

  var nextPlan: Step { min(first.nextPlan, second.nextPlan) }

  mutating func plan(at step: Step, residents: ResidentView) throws(Fault) -> [AdapterID]? {
    try agree("nextPlan", at: step, first.nextPlan, second.nextPlan)
    let answer = try first.plan(at: step, residents: residents)
    try agree("plan", at: step, answer?.sorted(), try second.plan(at: step, residents: residents)?.sorted())
    return answer
  }

  mutating func grow(to adapterCount: Int) {
    first.grow(to: adapterCount)
    second.grow(to: adapterCount)
  }

  private func agree<Answer: Equatable>(
    _ verb: String, at step: Step, _ one: Answer, _ other: Answer
  ) throws(Fault) {
    if one != other { throw Fault("\(verb)() at step \(step): \(one), and the twin \(other)") }
  }
}

/// A router and an evictor of whatever types, as one policy.
struct Halves: Policy {
  var router: any Router
  var evictor: any Evictor

  mutating func route(_ request: Request, residents: ResidentView) throws(Fault) -> AdapterID {
    try router.route(request, residents: residents)
  }
  mutating func learn(_ outcome: Outcome) throws(Fault) { try router.learn(outcome) }
  mutating func used(_ use: Use) throws(Fault) { try evictor.used(use) }
  mutating func admit(_ incoming: Use, among residents: ResidentView) throws(Fault) -> Bool {
    try evictor.admit(incoming, among: residents)
  }
  mutating func victim(for incoming: Use, among residents: ResidentView) throws(Fault) -> AdapterID? {
    try evictor.victim(for: incoming, among: residents)
  }
  var nextPlan: Step { evictor.nextPlan }
  mutating func plan(at step: Step, residents: ResidentView) throws(Fault) -> [AdapterID]? {
    try evictor.plan(at: step, residents: residents)
  }
  mutating func grow(to adapterCount: Int) { evictor.grow(to: adapterCount) }
}
