import Core
import Paging
import Traces
import Workbench

/// A small world in which many policies fail.
public struct Situation: Sendable {
  /// The name, as typed after `--only`.
  public let name: String
  /// Its special property, in a few words.
  public let summary: String
  /// The roles that it applies to.
  let roles: [Candidate.Role]
  /// Whether it applies only to policies with the trait `sized`.
  var needsSizes = false
  /// Whether a policy may refuse it: in `start`, or in the first `route`.
  var mayBeRefused = false
  /// Whether it takes so long that it runs only once.
  var isLarge = false
  /// Whether the policy receives T.
  var givesHorizon = true
  var secondsPerOutputToken = 0.0
  public var trace: Trace
  public var paging: PagingConfiguration

  /// A situation with a ground and a capacity in slots.
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

  /// The same with changes.
  func with(_ change: (inout Situation) -> Void) -> Situation {
    var copy = self
    change(&copy)
    return copy
  }

  /// Why it does not apply to a candidate; nil if it does.
  func reasonToSkip(_ candidate: Candidate) -> String? {
    if !roles.contains(candidate.role) { return "it does not apply to an \(candidate.role.rawValue)" }
    if isLarge, candidate.isBound { return "its future takes too long to compute" }
    if needsSizes, candidate.role != .router, !candidate.card.traits.contains(.sized) {
      return "the card does not claim 'sized'"
    }
    return nil
  }

  /// The cell of the situation for a candidate.
  func cell(for candidate: Candidate, seed: Seed) -> Cell {
    let entrant = Entrant(name: candidate.name, cards: [candidate.card], parameters: []) {
      (setting: Setting) throws(Fault) -> any Policy in
      var setting = setting
      if !givesHorizon { setting.horizon = nil }
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
