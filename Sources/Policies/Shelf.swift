import Core

/// All built-in policies by name; the only place that lists them (`Shelf+Evictors.swift`, `Shelf+Routers.swift`,
/// `Shelf+Joint.swift` have one line for each, in alphabetical order).
public enum Shelf {
  public typealias Entry = ShelfEntry

  static func evictor<E: Evictor & BuiltIn>(_: E.Type) -> Entry<any Evictor> {
    Entry(card: E.card) { (setting: Setting) throws(Fault) -> any Evictor in try E(setting) }
  }

  static func router<R: Router & BuiltIn>(_: R.Type) -> Entry<any Router> {
    Entry(card: R.card) { (setting: Setting) throws(Fault) -> any Router in try R(setting) }
  }

  static func joint<P: Policy & BuiltIn>(_: P.Type) -> Entry<any Policy> {
    Entry(card: P.card) { (setting: Setting) throws(Fault) -> any Policy in try P(setting) }
  }

  /// The cards of all built-in policies, by kind, then by name.
  public static var cards: [Card] {
    (routers.map(\.card) + evictors.map(\.card) + joints.map(\.card))
      .sorted { ($0.kind.rawValue, $0.name) < ($1.kind.rawValue, $1.name) }
  }
}
