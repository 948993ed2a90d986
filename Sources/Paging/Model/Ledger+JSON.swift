import Core

extension Ledger {
  /// The ledger as one JSON object; `names` are the adapters', N long.
  public func json(adapterNames names: [String]) -> JSONLine {
    var line = JSONLine()
    line.add("type", "ledger")
    line.add("requests", gpu.requests)
    line.add("paging_cost", pagingCost)
    line.add("load_cost", loadCost)
    line.add("held_up_seconds", heldUpSeconds)
    line.add("gpu", gpu.json)
    if let host { line.add("host", host.json) }
    line.add(
      "adapters",
      zip(names, adapters).map { name, counts in
        var line = JSONLine()
        line.add("adapter", name)
        line.add("requests", counts.requests)
        line.add("hits", counts.hits)
        line.add("longest_wait_seconds", counts.longestWaitSeconds)
        line.add("share_of_residency", counts.shareOfResidency)
        return line
      })
    return line
  }
}

extension Ledger.TierCounts {
  /// One tier's counts as a JSON object.
  public var json: JSONLine {
    var line = JSONLine()
    line.add("hits", hits)
    line.add("delayed_hits", delayedHits)
    line.add("misses", misses)
    line.add("first_touch_misses", firstTouchMisses)
    line.add("capacity_misses", capacityMisses)
    line.add("page_ins", pageIns)
    line.add("bypasses", bypasses)
    line.add("plan_loads", planLoads)
    line.add("evictions", evictions)
    line.add("victim_evictions", victimEvictions)
    line.add("plan_evictions", planEvictions)
    line.add("host_evictions", hostEvictions)
    line.add("bytes_moved", bytesMoved)
    line.add("stall_seconds", stallSeconds)
    line.add("thrash", thrash)
    return line
  }
}
