import Core
import Policies
import Workbench

/// Turns what was typed into the entrants of a replay: `lru,gdsf(order=insert-first)`.
public enum EvictorList {
  /// The entrants of a list, with settings laid over those that have the parameter, as `Roster.picks` does.
  ///
  /// - Throws: also where one is named twice under one name.
  public static func entrants(_ text: String, settings: [String], _ fencing: Fencing) throws(Fault) -> [Replay.Entrant]
  {
    var settings = try Settings(settings)
    var entrants: [Replay.Entrant] = []
    var names: [(name: String, label: String?)] = []
    for typed in try PolicyText.list(text) {
      guard typed.parts.count == 1 else { throw Messages.unknownEvictor(typed.spelling) }
      let (source, start) = try source(typed.parts[0].name, fencing)
      let set = try settings.laid(over: typed, [source.card])
      if zip(entrants, names).contains(where: { $0.spelling == set.spelling && $1.label == typed.label }) {
        throw Messages.evictorTwice(typed.spelling)
      }
      names.append((typed.label ?? source.name(of: typed.parts[0]), typed.label))
      let parameters = try Parameters(card: source.card, given: set.parts[0].arguments)
      entrants.append(
        Replay.Entrant(
          name: typed.spelling, spelling: set.spelling, cardName: source.card.name,
          needsFuture: source.card.traits.contains(.needsFuture), needsIDCount: source.file != nil
        ) {
          (setting: Setting) throws(Fault) -> any Evictor in
          var setting = setting
          setting.parameters = parameters
          return try start(setting)
        })
    }
    try settings.requireUsed()
    for (place, name) in try EntrantNames.distinct(names).enumerated() { entrants[place].name = name }
    return entrants
  }

  private static func source(
    _ name: String, _ fencing: Fencing
  ) throws(Fault) -> (PolicySource, Start<any Evictor>) {
    if !PolicySource.isFile(name), !PolicySource.cards.contains(where: { $0.name == name }) {
      throw Messages.unknownEvictor(name)
    }
    let source = try PolicySource(name, fencing, as: .evictor)
    guard !source.start.isOfTwin else { throw Messages.wrongHook(name, source.card.kind, .evictor) }
    guard case .evictor(let start) = source.start else { throw Messages.notAnEvictor(source.card) }
    return (source, start)
  }
}
