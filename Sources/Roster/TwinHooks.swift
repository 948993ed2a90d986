import Core
import Twin

/// Turns what was typed into a scheduler or a router over replicas: `resident-first(patience=5)`, `mine.lua`.
public enum TwinHooks {
  public static func scheduler(_ text: String, _ fencing: Fencing) throws(Fault) -> Start<any Scheduler> {
    let (start, parameters) = try found(text, .scheduler, fencing, among: TwinShelf.schedulers.map(\.card))
    guard case .scheduler(let start) = start else { throw Messages.unknownHook(text, .scheduler, among: []) }
    return { (setting: Setting) throws(Fault) in try start(with(parameters, setting)) }
  }

  public static func router(_ text: String, _ fencing: Fencing) throws(Fault) -> Start<any ReplicaRouter> {
    let (start, parameters) = try found(text, .replicaRouter, fencing, among: TwinShelf.replicaRouters.map(\.card))
    guard case .replicaRouter(let start) = start else { throw Messages.unknownHook(text, .replicaRouter, among: []) }
    return { (setting: Setting) throws(Fault) in try start(with(parameters, setting)) }
  }

  private static func with(_ parameters: Parameters, _ setting: Setting) -> Setting {
    var setting = setting
    setting.parameters = parameters
    return setting
  }

  private static func found(
    _ text: String, _ kind: Card.Kind, _ fencing: Fencing, among shelf: [Card]
  ) throws(Fault) -> (PolicyStart, Parameters) {
    let typed = try PolicyText(text)
    guard typed.parts.count == 1 else { throw Messages.unknownHook(typed.spelling, kind, among: shelf.map(\.name)) }
    let spelling = typed.parts[0]
    let isKnown = PolicySource.isFile(spelling.name) || shelf.contains { $0.name == spelling.name }
    guard isKnown else { throw Messages.unknownHook(spelling.name, kind, among: shelf.map(\.name)) }
    let source = try PolicySource(spelling.name, fencing, as: kind)
    guard source.card.kind == kind else { throw Messages.wrongHook(spelling.name, source.card.kind, kind) }
    return (source.start, try Parameters(card: source.card, given: spelling.arguments))
  }
}
