import Core
import Policies
import Scripting
import Workbench

/// Turns what was typed into entrants: `polar`, `linucb(alpha=0.3)+lru`.
enum Roster {
  /// The entrant of a spelling, with `--set` laid over it.
  ///
  /// `--set alpha=0.3` goes to the half that has the parameter; where both have it, or to be plain, `--set lru-k.k=3`.
  ///
  /// - Parameter lenient: whether settings that the policy does not have are left out, as `compare` does.
  static func entrant(
    _ text: String, settings: [String] = [], lenient: Bool = false, limits: ScriptLimits = .fast,
    _ fencing: Fencing
  ) throws(Fault) -> Entrant {
    try pick(text, settings: settings, lenient: lenient, limits: limits, fencing).entrant
  }

  /// An entrant, and where its halves come from.
  struct Pick {
    var entrant: Entrant
    var sources: [PolicySource]
  }

  /// The entrant of a spelling, with where it comes from.
  ///
  /// - Parameters:
  ///   - limits: what a file may spend; policies on the shelf have none.
  ///   - fencing: which Lua files run in processes of their own.
  static func pick(
    _ text: String, settings: [String] = [], lenient: Bool = false, limits: ScriptLimits = .fast,
    _ fencing: Fencing
  ) throws(Fault) -> Pick {
    let parts = try Spelling.joined(text)
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
      name: parts.map(\.described).joined(separator: "+"), cards: cards, parameters: parameters,
      start: starter(halves, parameters))
    return Pick(entrant: entrant, sources: halves)
  }

  /// All names that may stand in a place of `kind`.
  static var names: [String] { Shelf.cards.map(\.name) }

  private static func halves(
    _ parts: [Spelling], _ text: String, _ limits: ScriptLimits, _ fencing: Fencing
  ) throws(Fault) -> [PolicySource] {
    var halves: [PolicySource] = []
    for (place, part) in parts.enumerated() {
      let kind: Card.Kind? = parts.count == 2 ? [.router, .evictor][place] : nil
      halves.append(try PolicySource(part.name, limits: limits, fencing, as: kind))
    }
    if let hook = halves.firstIndex(where: \.isHook) {
      throw CommandMessages.wrongHook(
        parts[hook].name, halves[hook].card.kind, halves.count == 1 ? .joint : [.router, .evictor][min(hook, 1)])
    }
    switch halves.count {
    case 1 where halves[0].isRouter: throw CommandMessages.halfPolicy(parts[0].name, isRouter: true)
    case 1 where halves[0].isEvictor: throw CommandMessages.halfPolicy(parts[0].name, isRouter: false)
    case 1: return halves
    case 2 where halves[0].isRouter && halves[1].isEvictor: return halves
    default: throw CommandMessages.wrongPair(text)
    }
  }

  /// Whether a setting of that name, `alpha` or `linucb.alpha`, is for one of the cards.
  static func hasParameter(_ name: some StringProtocol, _ cards: [Card]) -> Bool {
    cards.contains { card in
      card.parameters.contains { $0.name == name } || name.hasPrefix(card.name + ".")
    }
  }

  /// Refuses settings that none of several entrants has.
  static func requireKnown(_ settings: [String], among entrants: [Entrant]) throws(Fault) {
    var cards: [Card] = []
    for card in entrants.flatMap(\.cards) where !cards.contains(where: { $0.name == card.name }) { cards.append(card) }
    for setting in settings {
      let name = try Spelling.assignment(setting).name
      if !hasParameter(name, cards) { throw CommandMessages.settingOfNone(name, cards) }
    }
  }

  private static func target(of name: String, among cards: [Card]) throws(Fault) -> (Int, String) {
    if let dot = name.lastIndex(of: "."), let half = cards.firstIndex(where: { $0.name == name[..<dot] }) {
      return (half, String(name[name.index(after: dot)...]))
    }
    let halves = cards.indices.filter { half in cards[half].parameters.contains { $0.name == name } }
    switch halves.count {
    case 1: return (halves[0], name)
    case 0: throw CommandMessages.unknownSetting(name, of: cards)
    default: throw CommandMessages.ambiguousSetting(name, of: cards)
    }
  }

  private static func starter(_ halves: [PolicySource], _ parameters: [Parameters])
    -> @Sendable (Setting) throws(Fault) -> any Policy
  {
    if halves.count == 1 {
      return { (setting: Setting) throws(Fault) -> any Policy in
        var setting = setting
        setting.parameters = parameters[0]
        return try halves[0].joint(setting)
      }
    }
    return { (setting: Setting) throws(Fault) -> any Policy in
      var half = setting
      half.parameters = parameters[0]
      half.seed = setting.seed.derived("router")
      let first = try halves[0].router(half)
      half.parameters = parameters[1]
      half.seed = setting.seed.derived("evictor")
      return pair(first, try halves[1].evictor(half))
    }
  }

  private static func pair<R: Router, E: Evictor>(_ router: R, _ evictor: E) -> any Policy { Pair(router, evictor) }
}
