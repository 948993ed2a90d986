import Core
import Scripting
import Workbench

/// Turns what was typed into entrants: `polar`, `linucb(alpha=0.3)+lru`.
public enum Roster {
  /// The entrant of a spelling, with `--set` laid over it.
  ///
  /// `--set alpha=0.3` goes to the half that has the parameter; where both have it, or to be plain, `--set lru-k.k=3`.
  ///
  /// - Parameter lenient: whether settings that the policy does not have are left out, as `compare` does.
  public static func entrant(
    _ text: String, settings: [String] = [], lenient: Bool = false, limits: ScriptLimits = .fast,
    _ fencing: Fencing
  ) throws(Fault) -> Entrant {
    try pick(text, settings: settings, lenient: lenient, limits: limits, fencing).entrant
  }

  /// An entrant, and where its halves come from.
  public struct Pick: Sendable {
    public var entrant: Entrant
    /// The name that the user gave it.
    public var label: String?
    public var sources: [PolicySource]
  }

  /// The entrant of a spelling, with where it comes from.
  ///
  /// - Parameters:
  ///   - limits: what a file may spend; policies on the shelf have none.
  ///   - fencing: which Lua files run in processes of their own.
  public static func pick(
    _ text: String, settings: [String] = [], lenient: Bool = false, limits: ScriptLimits = .fast,
    _ fencing: Fencing
  ) throws(Fault) -> Pick {
    let typed = try PolicyText(text)
    let parts = typed.parts
    var given = parts.map(\.arguments)
    let halves = try self.halves(parts, text, limits, fencing)
    let cards = halves.map(\.card)
    for setting in settings {
      let (name, value) = try Spelling.assignment(setting)
      if lenient, !hasParameter(name, cards) { continue }
      let (half, parameter) = try target(of: name, among: cards)
      given[half].append((parameter, value))
    }
    var parameters: [Parameters] = []
    for (card, arguments) in zip(cards, given) { parameters.append(try Parameters(card: card, given: arguments)) }
    let entrant = Entrant(
      name: typed.label ?? zip(parts, halves).map { $1.name(of: $0) }.joined(separator: "+"), spelling: typed.spelling,
      cards: cards, parameters: parameters, start: try starter(halves, parameters, parts, text))
    return Pick(entrant: entrant, label: typed.label, sources: halves)
  }

  /// The entrants of several texts, each under a name of its own: where two would have one name, the later is called
  /// `mine-2`.
  ///
  /// - Parameter once: whether a policy that is named again is left out, as two patterns may name it.
  /// - Throws: also where two have one label.
  public static func picks(
    _ texts: [String], settings: [String] = [], lenient: Bool = false, once: Bool = false,
    limits: ScriptLimits = .fast, _ fencing: Fencing
  ) throws(Fault) -> [Pick] {
    var picks: [Pick] = []
    for text in texts {
      let pick = try pick(text, settings: settings, lenient: lenient, limits: limits, fencing)
      if once,
        picks.contains(where: { $0.label == pick.label && $0.entrant.spelling == pick.entrant.spelling })
      {
        continue
      }
      picks.append(pick)
    }
    let names = try EntrantNames.distinct(picks.map { ($0.entrant.name, $0.label) })
    for (place, name) in names.enumerated() { picks[place].entrant.name = name }
    return picks
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

  /// Whether a setting of that name, `alpha` or `linucb.alpha`, is for one of the cards.
  public static func hasParameter(_ name: some StringProtocol, _ cards: [Card]) -> Bool {
    cards.contains { card in
      card.parameters.contains { $0.name == name } || name.hasPrefix(card.name + ".")
    }
  }

  /// Refuses settings that none of several entrants has.
  public static func requireKnown(_ settings: [String], among entrants: [Entrant]) throws(Fault) {
    var cards: [Card] = []
    for card in entrants.flatMap(\.cards) where !cards.contains(where: { $0.name == card.name }) { cards.append(card) }
    for setting in settings {
      let name = try Spelling.assignment(setting).name
      if !hasParameter(name, cards) { throw Messages.settingOfNone(name, cards) }
    }
  }

  private static func target(of name: String, among cards: [Card]) throws(Fault) -> (Int, String) {
    if let dot = name.lastIndex(of: "."), let half = cards.firstIndex(where: { $0.name == name[..<dot] }) {
      return (half, String(name[name.index(after: dot)...]))
    }
    let halves = cards.indices.filter { half in cards[half].parameters.contains { $0.name == name } }
    switch halves.count {
    case 1: return (halves[0], name)
    case 0: throw Messages.unknownSetting(name, of: cards)
    default: throw Messages.ambiguousSetting(name, of: cards)
    }
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
