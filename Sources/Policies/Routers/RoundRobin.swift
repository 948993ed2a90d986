import Core

/// Serves with each adapter in its turn: request t with adapter t mod N.
///
/// A standard baseline. O(1).
public struct RoundRobin: Router, BuiltIn {
  public static let card = Card(
    name: "round-robin", title: "Round robin", kind: .router, summary: "Serves with each adapter in its turn.",
    sources: [])

  private let count: Int

  public init(_ setting: Setting) { count = setting.adapterCount }

  public mutating func route(_ request: Request, residents: ResidentView) -> AdapterID {
    AdapterID(request.step % count)
  }
}
