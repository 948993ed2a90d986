import Core

/// Serves each request with the adapter that it names.
///
/// For traces of multi-tenant servers, where tenants ask for adapters and nothing is routed: the evictor alone decides.
/// Faults where a request names none. Our choice of the obvious. O(1).
public struct Asked: Router, BuiltIn {
  public static let card = Card(
    name: "asked", title: "Asked", kind: .router, summary: "Serves each request with the adapter that it names.",
    sources: [])

  public init(_ setting: Setting) {}

  public mutating func route(_ request: Request, residents: ResidentView) throws(Fault) -> AdapterID {
    guard let adapter = request.asked else { throw Messages.nobodyAsked(at: request.step) }
    return adapter
  }
}
