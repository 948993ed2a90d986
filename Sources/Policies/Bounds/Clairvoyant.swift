import Core

/// Serves each request with the adapter that is best for it, page-in cost included: a bound for routers.
///
/// arg max u_t(a) − c_a·1[a ∉ C], with the utilities that regret is measured in (means if the trace has them). It
/// is greedy per request: the evictor controls the resident set. Ties go to the lowest index. O(N).
public struct Clairvoyant: Router, BuiltIn {
  public static let card = Card(
    name: "clairvoyant", title: "Clairvoyant", kind: .bound,
    summary: "Serves each request with the adapter that is best for it, page-in cost included.", sources: ["LiLi2026"],
    traits: [.needsFuture])

  private let utilities: KnownUtilities

  public init(_ setting: Setting) throws(Fault) { utilities = try KnownUtilities(setting, for: Self.card) }

  public mutating func route(_ request: Request, residents: ResidentView) throws(Fault) -> AdapterID {
    try utilities.best(at: request.step, among: residents)
  }
}
