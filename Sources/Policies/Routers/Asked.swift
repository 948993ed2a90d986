import Core

/// Serves each request with the adapter that it names.
///
/// For traces of multi-tenant servers, where tenants name their adapters and nothing is routed: only the evictor
/// decides. A request without an adapter is a fault. A standard baseline. O(1).
public struct Asked: Router, BuiltIn {
  public static let card = Card(
    name: "asked", title: "Asked", kind: .router, summary: "Serves each request with the adapter that it names.",
    sources: [])

  public init(_ setting: Setting) {}

  public mutating func route(_ request: Request, residents: ResidentView) throws(Fault) -> AdapterID {
    guard let adapter = request.asked else { throw Messages.noAdapterNamed(at: request.step) }
    return adapter
  }
}
