import Core
import Paging

/// The adapter slots of a server: the paging model, and the evictor that it asks.
final class AdapterSlots {
  let paging: PagingModel
  private var evictor: any Evictor
  /// Requests served so far: the step that evictors are told.
  private var served = 0

  init(_ paging: PagingModel, evictor: any Evictor) {
    self.paging = paging
    self.evictor = evictor
  }

  /// Page-ins so far.
  var loads: Int { paging.loads }

  func contains(_ adapter: Int) -> Bool { paging.residents.contains(AdapterID(adapter)) }

  /// Serves a request through its adapter; seconds until the adapter is there.
  func bringIn(_ adapter: Int, timeSeconds: Double) throws(Fault) -> Double {
    served &+= 1
    return try serve(adapter, timeSeconds, asking: &evictor)
  }

  private func serve<E: Evictor>(_ adapter: Int, _ seconds: Double, asking evictor: inout E) throws(Fault) -> Double {
    try paging.serve(AdapterID(adapter), at: served, timeSeconds: seconds, asking: &evictor).stallSeconds
  }

  /// The batch has the adapter in use until `endUse`.
  func beginUse(_ adapter: Int) { paging.beginUse(of: AdapterID(adapter)) }

  func endUse(_ adapter: Int) throws(Fault) {
    try paging.endUse(of: AdapterID(adapter), at: served, telling: &evictor)
  }
}
