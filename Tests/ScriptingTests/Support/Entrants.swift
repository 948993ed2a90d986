import Core
import Policies
import Scripting
import Workbench

/// Policies by spelling, of the shelf or of the repository's files, with parameters.
enum Entrants {
  typealias Given = [(name: String, value: String)]

  /// An entrant whose parts are a file of `policies/` if the word has a slash, else a built-in:
  /// `polar`, `joint/polar`, `linucb+evictors/lru`, `routers/lints+lru`.
  static func named(_ spelling: String, _ given: Given = []) throws(Fault) -> Entrant {
    let words = spelling.split(separator: "+").map(String.init)
    var cards: [Card] = []
    var makers: [@Sendable (Setting) throws(Fault) -> any Policy] = []
    for (half, word) in words.enumerated() {
      let (card, make) = try policy(word, isEvictor: half == 1, given)
      cards.append(card)
      makers.append(make)
    }
    let all = makers
    let start: @Sendable (Setting) throws(Fault) -> any Policy = { (setting: Setting) throws(Fault) in
      if all.count == 1 { return try all[0](setting) }
      return Halves(router: try all[0](setting), evictor: try all[1](setting))
    }
    return Entrant(
      name: spelling, cards: cards, parameters: cards.map { _ in Parameters() }, start: start)
  }

  /// A built-in and its twin side by side.
  static func twins(_ first: String, _ second: String, _ given: Given = []) throws(Fault) -> Entrant {
    let one = try named(first, given)
    let other = try named(second, given)
    return Entrant(name: first, cards: one.cards, parameters: one.parameters) { (setting: Setting) throws(Fault) in
      Twins(first: try one.start(setting), second: try other.start(setting))
    }
  }

  private static func policy(
    _ word: String, isEvictor: Bool, _ given: Given
  ) throws(Fault) -> (Card, @Sendable (Setting) throws(Fault) -> any Policy) {
    if word.contains("/") {
      let script = try PolicyFiles.script(word)
      let parameters = try self.parameters(script.card, given)
      return (script.card, { (setting: Setting) throws(Fault) in try script.start(with(parameters, setting)) })
    }
    if isEvictor, let entry = Shelf.evictors.first(where: { $0.card.name == word }) {
      let parameters = try self.parameters(entry.card, given)
      return (
        entry.card,
        { (setting: Setting) throws(Fault) in
          Halves(router: Asked(setting), evictor: try entry.start(with(parameters, setting)))
        }
      )
    }
    if let entry = Shelf.routers.first(where: { $0.card.name == word }) {
      let parameters = try self.parameters(entry.card, given)
      return (
        entry.card,
        { (setting: Setting) throws(Fault) in
          Halves(router: try entry.start(with(parameters, setting)), evictor: LRU(setting))
        }
      )
    }
    guard let entry = Shelf.joints.first(where: { $0.card.name == word }) else { throw Fault("no policy \(word)") }
    let parameters = try self.parameters(entry.card, given)
    return (entry.card, { (setting: Setting) throws(Fault) in try entry.start(with(parameters, setting)) })
  }

  /// What the card has of what is given.
  private static func parameters(_ card: Card, _ given: Given) throws(Fault) -> Parameters {
    try Parameters(card: card, given: given.filter { entry in card.parameters.contains { $0.name == entry.name } })
  }

  private static func with(_ parameters: Parameters, _ setting: Setting) -> Setting {
    var setting = setting
    setting.parameters = parameters
    return setting
  }
}
