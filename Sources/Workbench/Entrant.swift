import Core

/// A policy for cells: its name in reports, its cards, and a function that starts it.
///
/// The workbench receives entrants; it depends on no particular policy.
public struct Entrant: Sendable {
  /// What tables, cells and reports call it: `linucb(alpha=0.3)+lru`, or a label that the user gave.
  public var name: String
  /// As a command takes it, without needless white space: `linucb(alpha=0.3)+dir/mine.lua`.
  public let spelling: String
  /// One card, or a router's and an evictor's.
  public let cards: [Card]
  /// Parameters after defaults, one set per card.
  public let parameters: [Parameters]
  /// Starts the policy for a cell. The closure sets the setting's `parameters`.
  public let start: @Sendable (Setting) throws(Fault) -> any Policy

  /// - Parameter spelling: the name where nil.
  public init(
    name: String, spelling: String? = nil, cards: [Card], parameters: [Parameters],
    start: @escaping @Sendable (Setting) throws(Fault) -> any Policy
  ) {
    self.name = name
    self.spelling = spelling ?? name
    self.cards = cards
    self.parameters = parameters
    self.start = start
  }

  /// Whether it sees the future, and so is a bound that is never ranked.
  public var isBound: Bool { cards.contains { $0.kind == .bound || $0.traits.contains(.needsFuture) } }
}
