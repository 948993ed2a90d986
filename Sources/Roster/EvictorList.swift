import Core
import Policies
import Workbench

/// Turns what was typed into the entrants of a replay: `lru,gdsf(order=insert-first)`.
public enum EvictorList {
  /// The entrants of a list, with `--set policy.name=value` laid over each of that name; with one entrant the policy
  /// may be left out.
  public static func entrants(_ text: String, settings: [String], _ fencing: Fencing) throws(Fault) -> [Replay.Entrant]
  {
    let typed = try PolicyText.list(text)
    var given: [(policy: String, name: String, value: String)] = []
    for setting in settings { given.append(try split(setting, among: typed.map { $0.parts[0].name })) }
    var entrants: [Replay.Entrant] = []
    var names: [(name: String, label: String?)] = []
    for one in typed {
      guard one.parts.count == 1 else { throw Messages.unknownEvictor(one.spelling) }
      let spelling = one.parts[0]
      if zip(entrants, names).contains(where: { $0.spelling == spelling.described && $1.label == one.label }) {
        throw Messages.evictorTwice(spelling.described)
      }
      let (source, start) = try source(spelling.name, fencing)
      names.append((one.label ?? source.name(of: spelling), one.label))
      let own = given.filter { $0.policy == spelling.name }.map { (name: $0.name, value: $0.value) }
      let parameters = try Parameters(card: source.card, given: spelling.arguments + own)
      entrants.append(
        Replay.Entrant(
          name: spelling.described, spelling: spelling.described, cardName: source.card.name,
          needsFuture: source.card.traits.contains(.needsFuture),
          needsIDCount: source.file != nil
        ) {
          (setting: Setting) throws(Fault) -> any Evictor in
          var setting = setting
          setting.parameters = parameters
          return try start(setting)
        })
    }
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

  private static func split(_ setting: String, among names: [String]) throws(Fault)
    -> (policy: String, name: String, value: String)
  {
    let (name, value) = try Spelling.assignment(setting)
    if let dot = name.lastIndex(of: "."), names.contains(String(name[..<dot])) {
      return (String(name[..<dot]), String(name[name.index(after: dot)...]), value)
    }
    guard names.count == 1, !name.contains(".") else { throw Messages.settingOfNobody(name, names) }
    return (names[0], name, value)
  }
}
