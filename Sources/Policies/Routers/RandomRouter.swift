import Core

/// Serves each request with an adapter drawn uniformly among all N.
///
/// Draws one number for each request from the policy's own stream. Our choice of the obvious. O(1).
///
/// The evictor of the same name keeps the stem; `random+random` is a pair of both.
public struct RandomRouter: Router, BuiltIn {
  public static let card = Card(
    name: "random", title: "Random", kind: .router,
    summary: "Serves each request with an adapter drawn uniformly among all.", sources: [], traits: [.stochastic])

  private let count: Int
  private var stream: RandomStream

  public init(_ setting: Setting) {
    count = setting.adapterCount
    stream = RandomStream(setting.seed)
  }

  public mutating func route(_ request: Request, residents: ResidentView) -> AdapterID {
    AdapterID(stream.integer(below: count))
  }
}
