/// Makes a new policy for a cell.
public typealias Start<Product> = @Sendable (Setting) throws(Fault) -> Product

/// An entry in a list of policies: the card, and the function that makes a new policy for a cell.
public struct ShelfEntry<Product>: Sendable {
  public let card: Card
  public let start: Start<Product>

  public init(card: Card, start: @escaping Start<Product>) {
    self.card = card
    self.start = start
  }
}

/// The start function of a policy, by its role. A bound has one of these roles too.
public enum PolicyStart: Sendable {
  case router(Start<any Router>)
  case evictor(Start<any Evictor>)
  case joint(Start<any Policy>)
  case scheduler(Start<any Scheduler>)
  case replicaRouter(Start<any ReplicaRouter>)

  public var isRouter: Bool { if case .router = self { true } else { false } }
  public var isEvictor: Bool { if case .evictor = self { true } else { false } }

  /// Whether it is for the twin only.
  public var isOfTwin: Bool {
    switch self {
    case .scheduler, .replicaRouter: true
    case .router, .evictor, .joint: false
    }
  }
}
