import Core

/// The built-in schedulers and routers over replicas by name; evictors are in `Shelf`.
public enum TwinShelf {
  public typealias Entry = ShelfEntry

  public static let schedulers: [Entry<any Scheduler>] = [
    scheduler(FirstCome.self),
    scheduler(FewestRunning.self),
    scheduler(ResidentFirst.self),
  ]

  public static let replicaRouters: [Entry<any ReplicaRouter>] = [
    router(AdapterAffinity.self),
    router(FewestOpen.self),
    router(RandomReplica.self),
    router(WhereResident.self),
    router(InTurn.self),
  ]

  /// All cards, routers first, each kind by name.
  public static var cards: [Card] {
    (replicaRouters.map(\.card) + schedulers.map(\.card))
      .sorted { ($0.kind.rawValue, $0.name) < ($1.kind.rawValue, $1.name) }
  }

  private static func scheduler<S: Scheduler & BuiltIn>(_: S.Type) -> Entry<any Scheduler> {
    Entry(card: S.card) { (setting: Setting) throws(Fault) -> any Scheduler in try S(setting) }
  }

  private static func router<R: ReplicaRouter & BuiltIn>(_: R.Type) -> Entry<any ReplicaRouter> {
    Entry(card: R.card) { (setting: Setting) throws(Fault) -> any ReplicaRouter in try R(setting) }
  }
}
