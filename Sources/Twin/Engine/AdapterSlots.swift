import Core
import Paging

/// The adapter slots of a server: the paging model, its evictor, and the time when the evictor is informed of a use.
final class AdapterSlots {
  let paging: PagingModel
  private var evictor: any Evictor
  /// nil if adapters of the batch may not leave; else as in vLLM, where only the order of touches protects them.
  private let order: TouchOrder?
  private var isMissing = false
  private var stall = 0.0
  /// Requests served so far: the step for evictors.
  private var served = 0

  init(_ paging: PagingModel, evictor: any Evictor, order: TouchOrder?) {
    self.paging = paging
    self.evictor = evictor
    self.order = order
  }

  /// Page-ins so far.
  var loads: Int { paging.loads }

  func contains(_ adapter: Int) -> Bool { paging.residents.contains(AdapterID(adapter)) }

  /// The adapter enters the batch.
  func enter(_ adapter: Int, step: Int) {
    guard let order else { return paging.beginUse(of: AdapterID(adapter)) }
    order.enter(adapter, step: step)
    if !contains(adapter) { isMissing = true }
  }

  /// A request of the adapter is admitted.
  func use(_ adapter: Int, timeSeconds: Double) throws(Fault) {
    if order == nil { stall = max(stall, try serve(adapter, timeSeconds, asking: &evictor)) }
  }

  /// The last request of the adapter left the batch; `lastStep` was its last step.
  func leave(_ adapter: Int, lastStep: Int) throws(Fault) {
    if let order {
      order.leave(adapter, lastStep: lastStep)
    } else {
      try paging.endUse(of: AdapterID(adapter), at: served, notifying: &evictor)
    }
  }

  /// Pages in the missing adapters of the batch; returns the seconds until all are resident.
  func settle(step: Int, timeSeconds: Double) throws(Fault) -> Double {
    if isMissing, let order {
      isMissing = false
      try order.reportTouches(before: step) { adapter throws(Fault) in
        if contains(adapter) { try touch(adapter) }
      }
      try order.walk { adapter throws(Fault) in
        stall = max(stall, try serve(adapter, timeSeconds, asking: &evictor))
      }
    }
    defer { stall = 0 }
    return stall
  }

  private func touch(_ adapter: Int) throws(Fault) {
    try evictor.used(Use(adapter: AdapterID(adapter), step: served, kind: .hit))
  }

  private func serve<E: Evictor>(_ adapter: Int, _ seconds: Double, asking evictor: inout E) throws(Fault) -> Double {
    served &+= 1
    return try paging.serve(AdapterID(adapter), at: served, timeSeconds: seconds, asking: &evictor).stallSeconds
  }
}
