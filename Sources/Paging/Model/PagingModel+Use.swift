import Core

/// Services whose end is not known at their start: a server's batch uses an adapter until its last request is finished.
extension PagingModel {
  /// Marks an adapter as in use until the matching `endUse`.
  public func beginUse(of adapter: AdapterID) { holds.begin(adapter) }

  /// Ends a use and reports to the policy that the adapter was used up to now.
  ///
  /// The end is reported only if the adapter is resident. An LRU then orders by the last step of a service, like
  /// engines that touch the adapters of the batch at every step.
  public func endUse<E: Evictor>(of adapter: AdapterID, at step: Step, notifying policy: inout E) throws(Fault) {
    let records = records
    holds.end(adapter, isPinned: records[adapter.index].isPinned)
    guard gpu.contains(adapter) else { return }
    try policy.used(use(of: adapter, at: step, kind: .hit))
  }

  /// Page-ins and bypasses so far: how often an adapter was transferred over the link. O(1).
  public var loads: Int { totals.gpu.pageIns + totals.gpu.bypasses + totals.gpu.planLoads }
}
