import Core

/// What `--set` asks for: `alpha=0.3` is for every policy that has the parameter, `lru-k.k=3` for the one of that name, path
/// or label.
struct Settings {
  private struct Setting {
    var name: String
    var value: String
    var isUsed = false
  }

  private var settings: [Setting] = []
  /// Of all policies that these were laid over.
  private var cards: [Card] = []

  init(_ texts: [String]) throws(Fault) {
    for text in texts {
      let (name, value) = try Spelling.assignment(text)
      settings.append(Setting(name: name, value: value))
    }
  }

  /// The policy with what it has of these; a value that was typed before gives way.
  ///
  /// - Throws: a fault where both halves have a parameter and the setting does not say whose it is.
  mutating func laid(over typed: PolicyText, _ cards: [Card]) throws(Fault) -> PolicyText {
    var typed = typed
    for card in cards where !self.cards.contains(where: { $0.name == card.name }) { self.cards.append(card) }
    for place in settings.indices {
      guard let (half, parameter) = try target(of: settings[place].name, typed, cards) else { continue }
      settings[place].isUsed = true
      let value = settings[place].value
      if let old = typed.parts[half].arguments.firstIndex(where: { $0.name == parameter }) {
        typed.parts[half].arguments[old].value = value
      } else {
        typed.parts[half].arguments.append((parameter, value))
      }
    }
    return typed
  }

  /// Throws where no policy has one of them.
  func requireUsed() throws(Fault) {
    if let setting = settings.first(where: { !$0.isUsed }) { throw Messages.settingOfNone(setting.name, cards) }
  }

  private func target(
    of name: String, _ typed: PolicyText, _ cards: [Card]
  ) throws(Fault) -> (half: Int, parameter: String)? {
    if let dot = name.lastIndex(of: ".") {
      let owner = name[..<dot]
      let half =
        cards.indices.first { cards[$0].name == owner || typed.parts[$0].name == owner }
        ?? (typed.label.map { $0 == owner } == true && cards.count == 1 ? 0 : nil)
      return half.map { ($0, String(name[name.index(after: dot)...])) }
    }
    let halves = cards.indices.filter { half in cards[half].parameters.contains { $0.name == name } }
    if halves.count > 1 { throw Messages.ambiguousSetting(name, of: cards) }
    return halves.first.map { ($0, name) }
  }
}
