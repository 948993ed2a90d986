import Core
import Policies
import Workbench

/// Turns what was typed into the entrants of a replay: `lru,gdsf(order=insert-first)`.
public enum EvictorList {
  /// The entrants of a list, with `--set policy.name=value` laid over each of that name; with one entrant the policy
  /// may be left out.
  public static func entrants(_ text: String, settings: [String], _ fencing: Fencing) throws(Fault) -> [Replay.Entrant]
  {
    let spellings = try Spelling.list(text)
    var given: [(policy: String, name: String, value: String)] = []
    for setting in settings { given.append(try split(setting, among: spellings.map(\.name))) }
    var entrants: [Replay.Entrant] = []
    for spelling in spellings {
      let name = spelling.described
      if entrants.contains(where: { $0.name == name }) { throw Messages.evictorTwice(name) }
      let (source, start) = try source(spelling.name, fencing)
      let own = given.filter { $0.policy == spelling.name }.map { (name: $0.name, value: $0.value) }
      let parameters = try Parameters(card: source.card, given: spelling.arguments + own)
      entrants.append(
        Replay.Entrant(
          name: name, cardName: source.card.name, needsFuture: source.card.traits.contains(.needsFuture),
          needsIDCount: source.file != nil
        ) {
          (setting: Setting) throws(Fault) -> any Evictor in
          var setting = setting
          setting.parameters = parameters
          return try start(setting)
        })
    }
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

  private static func split(_ setting: String, among names: [String]) throws(Fault)
    -> (policy: String, name: String, value: String)
  {
    let (name, value) = try Spelling.assignment(setting)
    if let dot = name.lastIndex(of: "."), names.contains(String(name[..<dot])) {
      return (String(name[..<dot]), String(name[name.index(after: dot)...]), value)
    }
    guard names.count == 1, !name.contains(".") else { throw Messages.unusedSetting(name, names) }
    return (names[0], name, value)
  }
}
