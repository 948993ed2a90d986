import Core

/// Services whose end is not known when they begin: a server's batch keeps an adapter until its last request is done.
extension PagingModel {
  /// Holds an adapter in use until as many `endUse` follow.
  public func beginUse(of adapter: AdapterID) { holds.begin(adapter) }

  /// Ends a use, and tells the policy that the adapter was used up to now.
  ///
  /// The policy hears of the end only where the adapter is resident: an LRU then orders by the last step of a service, as
  /// engines do that touch the adapters of the batch at every step.
  public func endUse<E: Evictor>(of adapter: AdapterID, at step: Step, telling policy: inout E) throws(Fault) {
    let records = records
    holds.end(adapter, isPinned: records[adapter.index].isPinned)
    guard gpu.contains(adapter) else { return }
    try policy.used(use(of: adapter, at: step, kind: .hit))
  }

  /// Page-ins and bypasses so far: how often an adapter came over the link. O(1).
  public var loads: Int { totals.gpu.pageIns + totals.gpu.bypasses + totals.gpu.planLoads }
}
