import Core
import Paging
import Traces
import Workbench

/// A small world that has put many a policy out of step.
public struct Situation: Sendable {
  /// The slug, as typed after `--only`.
  public let name: String
  /// What is special, a few words.
  public let summary: String
  /// Who is put into it.
  let roles: [Candidate.Role]
  /// Whether only policies that claim `sized` are put into it.
  var needsSizes = false
  /// Whether a policy may refuse it: in `start`, or when it is first asked to route.
  var mayBeRefused = false
  /// Whether it takes so long that it is played only once.
  var isLarge = false
  /// Whether the policy is told T.
  var tellsHorizon = true
  var secondsPerOutputToken = 0.0
  public var trace: Trace
  public var paging: PagingConfiguration

  /// A situation on a ground, slots by count.
  init(
    _ name: String, _ summary: String, roles: [Candidate.Role] = [.router, .evictor, .joint], _ ground: Ground,
    capacity: Int
  ) {
    self.name = name
    self.summary = summary
    self.roles = roles
    trace = ground.trace(named: name)
    paging = PagingConfiguration(adapters: trace.adapters, gpu: Capacity(capacity))
    paging.pageInCosts = trace.pageInCosts
    paging.traceName = name
  }

  /// The same with some of it changed.
  func with(_ change: (inout Situation) -> Void) -> Situation {
    var copy = self
    change(&copy)
    return copy
  }

  /// Why a candidate is not put into it; nil where it is.
  func reasonToSkip(_ candidate: Candidate) -> String? {
    if !roles.contains(candidate.role) { return "it is no question to an \(candidate.role.rawValue)" }
    if isLarge, candidate.isBound { return "its future takes too long to work out" }
    if needsSizes, candidate.role != .router, !candidate.card.traits.contains(.sized) {
      return "the card does not claim 'sized'"
    }
    return nil
  }

  /// The cell in which a candidate plays it.
  func cell(for candidate: Candidate, seed: Seed) -> Cell {
    let entrant = Entrant(name: candidate.name, cards: [candidate.card], parameters: []) {
      (setting: Setting) throws(Fault) -> any Policy in
      var setting = setting
      if !tellsHorizon { setting.horizon = nil }
      return try candidate.policy(setting)
    }
    var cell = Cell(
      entrant: entrant, trace: trace, oracle: candidate.isBound ? Oracle(trace: trace, paging: paging) : nil,
      paging: paging, seed: seed)
    cell.secondsPerOutputToken = secondsPerOutputToken
    cell.hostEvictor = { (setting: Setting) throws(Fault) -> any Evictor in FirstOut(setting) }
    return cell
  }
}
