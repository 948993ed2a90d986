import Core

extension PagingModel {
  /// Makes a plan the resident set from `step` on; returns the cost of its loads, in utility.
  ///
  /// Evictions come first. Then each new adapter pays c_a from its tier, in rising order, and the policy gets
  /// `used(.placed)`. An adapter that is in use or loading leaves when it becomes free. A new adapter that does not fit
  /// into the host tier is a fault.
  ///
  /// - Throws: if the plan names an adapter twice or an unknown one, leaves out a pinned one, or does not fit.
  /// - Complexity: O(N + plan).
  public func apply<E: Evictor>(
    plan: [AdapterID], at step: Step, timeSeconds: Double?, notifying policy: inout E
  ) throws(Fault) -> Double {
    let isPlanned = try validated(plan, at: step)
    advance(to: timeSeconds)
    for adapter in residents.adapters where !isPlanned[adapter.index] {
      while holds.isHeld(adapter) {
        guard configuration.whenNoVictim != .error, waitForRelease() else {
          throw Messages.plannedLeaverHeld(adapter, at: step, in: self)
        }
      }
      evict(adapter, from: gpu, cause: .plan, during: served)
    }
    // Adapters of the plan may not leave the host tier while the others are loaded.
    let protected = holds.protect(plan)
    defer { holds.unprotect(protected) }
    var cost = 0.0
    for index in isPlanned.indices where isPlanned[index] && !gpu.contains(AdapterID(index)) {
      cost += try loadPlanned(AdapterID(index), at: step)
      try policy.used(use(of: AdapterID(index), at: step, kind: .placed))
    }
    totals.loadCost += cost
    return cost
  }

  private func loadPlanned(_ adapter: AdapterID, at step: Step) throws(Fault) -> Double {
    let source = source(of: adapter)
    if let host {
      var use = use(of: adapter, at: step, kind: .bypass)
      if !host.contains(adapter) {
        guard try makeRoom(in: host, for: use, asking: &hostEvictor) else {
          throw Messages.planRefusedByHost(adapter, at: step, in: self)
        }
        enter(host, adapter, firstMet: served)
        totals.host?.planLoads += 1
      }
      use.kind = .placed
      try hostEvictor.used(use)
    }
    let load = try issueLoad(adapter, from: source, at: step)
    enter(gpu, adapter, firstMet: served)
    totals.gpu.planLoads += 1
    hold(adapter, untilSeconds: load.untilSeconds)
    return load.cost
  }

  private func validated(_ plan: [AdapterID], at step: Step) throws(Fault) -> [Bool] {
    var isPlanned = [Bool](repeating: false, count: adapterCount)
    var units = 0
    for adapter in plan {
      guard adapter.index >= 0, adapter.index < adapterCount else {
        throw Messages.strangerPlanned(adapter, at: step, in: self)
      }
      if isPlanned[adapter.index] { throw Messages.plannedTwice(adapter, at: step, in: self) }
      isPlanned[adapter.index] = true
      units += gpu.footprints[adapter.index]
    }
    for index in isPlanned.indices where records[index].isPinned && !isPlanned[index] {
      throw Messages.pinnedNotPlanned(AdapterID(index), at: step, in: self)
    }
    if units > gpu.capacity.amount {
      throw Messages.planDoesNotFit(units: units, count: plan.count, at: step, in: self)
    }
    return isPlanned
  }
}
