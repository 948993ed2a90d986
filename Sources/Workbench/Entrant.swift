import Core

/// A policy for cells: its name in reports, its cards, and a function that starts it.
///
/// The workbench receives entrants; it depends on no particular policy.
public struct Entrant: Sendable {
  /// As typed, without unnecessary white space: `linucb(alpha=0.3)+lru`. Also the name in cells and reports.
  public let name: String
  /// One card, or a router's and an evictor's.
  public let cards: [Card]
  /// Parameters after defaults, one set per card.
  public let parameters: [Parameters]
  /// Starts the policy for a cell. The closure sets the setting's `parameters`.
  public let start: @Sendable (Setting) throws(Fault) -> any Policy

  public init(
    name: String, cards: [Card], parameters: [Parameters],
    start: @escaping @Sendable (Setting) throws(Fault) -> any Policy
  ) {
    self.name = name
    self.cards = cards
    self.parameters = parameters
    self.start = start
  }

  /// Whether it sees the future, and so is a bound that is never ranked.
  public var isBound: Bool { cards.contains { $0.kind == .bound || $0.traits.contains(.needsFuture) } }
}
