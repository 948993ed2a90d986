import Core

/// Serves each request with an adapter drawn uniformly among all N.
///
/// Draws one number per request from the policy's stream. A standard baseline. O(1).
///
/// The evictor with the same name has the file stem `Random`; `random+random` is a pair of both.
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
