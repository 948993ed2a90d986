import Core
import Scripting
import Workbench

/// Turns what was typed into entrants: `polar`, `linucb(alpha=0.3)+lru`, `A=mine.lua+lru`.
public enum Roster {
  /// An entrant, and where its halves come from.
  public struct Pick: Sendable {
    public var entrant: Entrant
    /// The name that the user gave it.
    public var label: String?
    public var sources: [PolicySource]
  }

  /// The entrants of several texts, with `--set` laid over those that have the parameter, each under a name of its own:
  /// where two would have one name, the later is called `mine-2`.
  ///
  /// - Parameters:
  ///   - settings: see `Settings`.
  ///   - once: whether a policy that is named again is left out, as two patterns may name it.
  ///   - limits: what a file may spend; built-in policies have none.
  ///   - fencing: which Lua files run in processes of their own.
  /// - Throws: a fault for a text that is no policy, a setting that no policy has, or two with one label.
  public static func picks(
    _ texts: [String], settings: [String] = [], once: Bool = false, limits: ScriptLimits = .fast, _ fencing: Fencing
  ) throws(Fault) -> [Pick] {
    var settings = try Settings(settings)
    var picks: [Pick] = []
    for text in texts {
      let pick = try pick(text, &settings, limits, fencing)
      let isThere = picks.contains { $0.label == pick.label && $0.entrant.spelling == pick.entrant.spelling }
      if !(once && isThere) { picks.append(pick) }
    }
    try settings.requireUsed()
    let names = try EntrantNames.distinct(picks.map { ($0.entrant.name, $0.label) })
    for (place, name) in names.enumerated() { picks[place].entrant.name = name }
    return picks
  }

  /// The entrant of one text, as `picks` has it.
  public static func entrant(
    _ text: String, settings: [String] = [], limits: ScriptLimits = .fast, _ fencing: Fencing
  ) throws(Fault) -> Entrant {
    try picks([text], settings: settings, limits: limits, fencing)[0].entrant
  }

  /// The place of the entrant that is meant by a name: what tables call it, or as it was typed.
  public static func index(of reference: String, among entrants: [Entrant]) throws(Fault) -> Int {
    if let place = entrants.firstIndex(where: { $0.name == reference }) { return place }
    let typed = try PolicyText(reference)
    guard
      let place = entrants.firstIndex(where: { $0.name == typed.described })
        ?? entrants.firstIndex(where: { $0.spelling == typed.described })
    else { throw Messages.referenceDoesNotPlay(typed.described, entrants.map(\.name)) }
    return place
  }

  private static func pick(
    _ text: String, _ settings: inout Settings, _ limits: ScriptLimits, _ fencing: Fencing
  ) throws(Fault) -> Pick {
    let typed = try PolicyText(text)
    let halves = try self.halves(typed.parts, text, limits, fencing)
    let cards = halves.map(\.card)
    let name = typed.label ?? zip(typed.parts, halves).map { $1.name(of: $0) }.joined(separator: "+")
    let set = try settings.laid(over: typed, cards)
    var parameters: [Parameters] = []
    for (card, part) in zip(cards, set.parts) { parameters.append(try Parameters(card: card, given: part.arguments)) }
    let entrant = Entrant(
      name: name, spelling: set.spelling, cards: cards, parameters: parameters,
      start: try starter(halves, parameters, typed.parts, text))
    return Pick(entrant: entrant, label: typed.label, sources: halves)
  }

  private static func halves(
    _ parts: [Spelling], _ text: String, _ limits: ScriptLimits, _ fencing: Fencing
  ) throws(Fault) -> [PolicySource] {
    var halves: [PolicySource] = []
    for (place, part) in parts.enumerated() {
      let kind: Card.Kind? = parts.count == 2 ? [.router, .evictor][place] : .router
      halves.append(try PolicySource(part.name, limits: limits, fencing, as: kind))
    }
    if let hook = halves.firstIndex(where: { $0.start.isOfTwin }) {
      throw Messages.wrongHook(
        parts[hook].name, halves[hook].card.kind, halves.count == 1 ? .joint : [.router, .evictor][min(hook, 1)])
    }
    return halves
  }

  private static func starter(
    _ halves: [PolicySource], _ parameters: [Parameters], _ parts: [Spelling], _ text: String
  ) throws(Fault) -> Start<any Policy> {
    switch halves.map(\.start).first {
    case .joint(let joint) where halves.count == 1:
      return { (setting: Setting) throws(Fault) -> any Policy in
        var setting = setting
        setting.parameters = parameters[0]
        return try joint(setting)
      }
    case .router where halves.count == 1: throw Messages.halfPolicy(parts[0].name, isRouter: true)
    case .evictor where halves.count == 1: throw Messages.halfPolicy(parts[0].name, isRouter: false)
    case .router(let router) where halves.count == 2:
      guard case .evictor(let evictor) = halves[1].start else { throw Messages.wrongPair(text) }
      return { (setting: Setting) throws(Fault) -> any Policy in
        var half = setting
        half.parameters = parameters[0]
        half.seed = setting.seed.derived("router")
        let first = try router(half)
        half.parameters = parameters[1]
        half.seed = setting.seed.derived("evictor")
        return pair(first, try evictor(half))
      }
    default: throw Messages.wrongPair(text)
    }
  }

  private static func pair<R: Router, E: Evictor>(_ router: R, _ evictor: E) -> any Policy { Pair(router, evictor) }
}
