import Core

extension PagingModel {
  /// Serves one request with the adapter that a router chose, and calls the policy's verbs.
  ///
  /// A hit costs nothing (a request that finds its adapter loading waits for it, and pays the remaining share of the
  /// load's cost). A miss asks `admit`, then `victim` until the adapter fits, pays c_a and pages in; if the policy
  /// declines, or no adapter leaves and the configuration says bypass, or the adapter is larger than the tier, it pays
  /// c_a and the set is unchanged. Evicted adapters stay in the host tier, if there is one.
  ///
  /// - Parameters:
  ///   - timeSeconds: the arrival; nil if only the order is known: the request arrives when the previous one started.
  ///   - serviceSeconds: how long the service uses the adapter.
  ///   - nextUse: for policies that see the future.
  /// - Throws: if the policy returns an adapter that is unknown, not resident, or may not leave.
  /// - Complexity: O(1) on a hit without services in progress, plus the cost of the verbs.
  public func serve<E: Evictor>(
    _ adapter: AdapterID, at step: Step, timeSeconds: Double?, serviceSeconds: Double = 0, nextUse: Step = .never,
    asking policy: inout E
  ) throws(Fault) -> Service {
    guard adapter.index >= 0, adapter.index < adapterCount else {
      throw Messages.strangerRouted(adapter, at: step, in: self)
    }
    advance(to: timeSeconds)
    let arrival = timeSeconds ?? clockSeconds
    defer { times.pointee.served += 1 }
    guard gpu.contains(adapter) else {
      return try serveMiss(
        use(of: adapter, at: step, kind: .bypass, nextUse: nextUse), arrival: arrival, serviceSeconds: serviceSeconds,
        asking: &policy)
    }
    var start = clockSeconds
    var cost = 0.0
    if records[adapter.index].loadUntilSeconds > start { (start, cost) = waitForLoad(of: adapter) }
    records[adapter.index].hits += 1
    if serviceSeconds > 0 { hold(adapter, untilSeconds: start + serviceSeconds) }
    if start > arrival { noteStall(of: adapter, seconds: start - arrival) }
    let use = use(of: adapter, at: step, kind: .hit, nextUse: nextUse)
    if host != nil { try hostEvictor.used(use) }
    try policy.used(use)
    return Service(kind: .hit, pagingCost: cost, stallSeconds: start - arrival)
  }

  /// The end of the current load, and the remaining share of its cost.
  private func waitForLoad(of adapter: AdapterID) -> (start: Double, cost: Double) {
    let record = records[adapter.index]
    let whole = record.loadUntilSeconds - record.loadSinceSeconds
    let rest = min(whole, record.loadUntilSeconds - clockSeconds)
    let cost = record.loadCost * rest / whole
    totals.gpu.delayedHits += 1
    totals.pagingCost += cost
    return (record.loadUntilSeconds, cost)
  }

  private func serveMiss<E: Evictor>(
    _ incoming: Use, arrival: Double, serviceSeconds: Double, asking policy: inout E
  ) throws(Fault) -> Service {
    let adapter = incoming.adapter
    if records[adapter.index].hits + records[adapter.index].misses == 0 {
      totals.gpu.firstTouchMisses += 1
    } else {
      totals.gpu.capacityMisses += 1
    }
    records[adapter.index].misses += 1
    let source = source(of: adapter)
    let isInHost = try seekInHost(incoming)
    var use = incoming
    if isInHost, try makeRoom(in: gpu, for: incoming, asking: &policy) { use.kind = .pageIn }
    let load = try issueLoad(adapter, from: source, at: incoming.step)
    totals.pagingCost += load.cost
    if use.kind == .pageIn {
      enter(gpu, adapter, firstMet: served + 1)
      totals.gpu.pageIns += 1
    } else {
      totals.gpu.bypasses += 1
    }
    if use.kind == .pageIn {
      hold(adapter, untilSeconds: load.untilSeconds + serviceSeconds)
    } else if host?.contains(adapter) ?? false {
      hold(adapter, untilSeconds: load.untilSeconds)
    }
    if load.untilSeconds > arrival { noteStall(of: adapter, seconds: load.untilSeconds - arrival) }
    try policy.used(use)
    return Service(
      kind: use.kind == .pageIn ? .pageIn : .bypass, pagingCost: load.cost, stallSeconds: load.untilSeconds - arrival)
  }

  private func noteStall(of adapter: AdapterID, seconds: Double) {
    totals.gpu.stallSeconds += seconds
    if seconds > records[adapter.index].longestWaitSeconds { records[adapter.index].longestWaitSeconds = seconds }
  }

  // MARK: - The host tier

  /// Looks up the adapter in the host tier, and loads it from storage if it is not there. True if it is there now, or
  /// if there is no host tier.
  func seekInHost(_ incoming: Use) throws(Fault) -> Bool {
    guard let host else { return true }
    let adapter = incoming.adapter
    var use = incoming
    if host.contains(adapter) {
      totals.host?.hits += 1
      if records[adapter.index].loadUntilSeconds > clockSeconds { totals.host?.delayedHits += 1 }
      use.kind = .hit
    } else {
      if records[adapter.index].wasSoughtInHost {
        totals.host?.capacityMisses += 1
      } else {
        totals.host?.firstTouchMisses += 1
      }
      if try bringIntoHost(incoming) {
        totals.host?.pageIns += 1
        use.kind = .pageIn
      } else {
        totals.host?.bypasses += 1
      }
    }
    records[adapter.index].wasSoughtInHost = true
    try hostEvictor.used(use)
    return use.kind != .bypass
  }

  private func bringIntoHost(_ incoming: Use) throws(Fault) -> Bool {
    guard let host, try makeRoom(in: host, for: incoming, asking: &hostEvictor) else { return false }
    enter(host, incoming.adapter, firstMet: served + 1)
    return true
  }

  // MARK: - Room

  /// Calls `admit`, then `victim` until the adapter fits; false if it is to be bypassed.
  func makeRoom<E: Evictor>(in room: TierRoom, for incoming: Use, asking evictor: inout E) throws(Fault) -> Bool {
    guard room.couldHold(incoming.adapter) else { return false }
    guard try evictor.admit(incoming, among: view(of: room)) else { return false }
    while !room.hasRoom(for: incoming.adapter) {
      guard let leaver = try evictor.victim(for: incoming, among: view(of: room)) else {
        switch configuration.whenNoVictim {
        case .bypass: return false
        case .error: throw Messages.noVictim(for: incoming, room: room, in: self)
        case .wait:
          guard waitForRelease() else { throw Messages.nothingToWaitFor(incoming, room: room, in: self) }
          continue
        }
      }
      if leaver == incoming.adapter { return false }
      try check(leaver, for: incoming, room: room)
      evict(leaver, from: room, cause: .victim, during: served + 1)
    }
    return true
  }

  private func check(_ leaver: AdapterID, for incoming: Use, room: TierRoom) throws(Fault) {
    guard leaver.index >= 0, leaver.index < adapterCount else {
      throw Messages.strangerVictim(leaver, at: incoming.step, room: room, in: self)
    }
    guard room.contains(leaver) else {
      throw Messages.victimNotResident(leaver, at: incoming.step, room: room, in: self)
    }
    guard !holds.isHeld(leaver) else { throw Messages.victimHeld(leaver, at: incoming.step, room: room, in: self) }
  }

  enum Cause { case victim, plan }

  /// Reserves capacity for an adapter; it counts as resident from request `firstMet` on.
  func enter(_ room: TierRoom, _ adapter: AdapterID, firstMet: Int) {
    room.insert(adapter)
    if room.tier == .gpu {
      if records[adapter.index].gpu.isThrash(at: served, window: configuration.thrashWindow) { totals.gpu.thrash += 1 }
      records[adapter.index].gpu.begin(at: firstMet)
    } else {
      if records[adapter.index].host.isThrash(at: served, window: configuration.thrashWindow) {
        totals.host?.thrash += 1
      }
      records[adapter.index].host.begin(at: firstMet)
      refreshCost(adapter)
    }
  }

  /// Evicts an adapter; eviction from the host tier also frees its GPU capacity. It was resident up to request
  /// `lastMet`.
  func evict(_ adapter: AdapterID, from room: TierRoom, cause: Cause, during lastMet: Int) {
    room.remove(adapter)
    if room.tier == .gpu {
      records[adapter.index].gpu.end(at: lastMet, evictedAt: served)
      if cause == .plan { totals.gpu.planEvictions += 1 } else { totals.gpu.victimEvictions += 1 }
      return
    }
    records[adapter.index].host.end(at: lastMet, evictedAt: served)
    if cause == .plan { totals.host?.planEvictions += 1 } else { totals.host?.victimEvictions += 1 }
    if gpu.contains(adapter) {
      gpu.remove(adapter)
      records[adapter.index].gpu.end(at: lastMet, evictedAt: served)
      totals.gpu.hostEvictions += 1
    }
    refreshCost(adapter)
  }
}
