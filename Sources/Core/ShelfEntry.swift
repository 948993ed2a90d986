/// How a cell starts a policy of its own.
public typealias Start<Product> = @Sendable (Setting) throws(Fault) -> Product

/// A policy on a shelf: its card, and how a cell starts one of its own.
public struct ShelfEntry<Product>: Sendable {
  public let card: Card
  public let start: Start<Product>

  public init(card: Card, start: @escaping Start<Product>) {
    self.card = card
    self.start = start
  }
}

/// How a policy starts, by the place it stands in. A bound stands in one of these places too.
public enum PolicyStart: Sendable {
  case router(Start<any Router>)
  case evictor(Start<any Evictor>)
  case joint(Start<any Policy>)
  case scheduler(Start<any Scheduler>)
  case replicaRouter(Start<any ReplicaRouter>)

  public var isRouter: Bool { if case .router = self { true } else { false } }
  public var isEvictor: Bool { if case .evictor = self { true } else { false } }

  /// Whether it stands in one of the twin's places alone.
  public var isOfTwin: Bool {
    switch self {
    case .scheduler, .replicaRouter: true
    case .router, .evictor, .joint: false
    }
  }
}
