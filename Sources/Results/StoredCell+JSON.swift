import Core

extension StoredCell {
  /// The line's object, without its check.
  func line(in manifest: Manifest, grid: CellGrid) -> JSONLine {
    let trace = manifest.traces[key.trace]
    var line = JSONLine()
    line.add("type", "cell")
    line.add("cell", grid.id(of: key))
    line.add("policy", manifest.policies[key.policy].name)
    line.add("trace", trace.name)
    line.add("capacity", trace.capacities[key.capacity].amount)
    line.add("capacity_unit", trace.capacities[key.capacity].unit)
    line.add("replicate", key.replicate)
    line.add("outcome", forfeit == nil ? "played" : "forfeit")
    if let forfeit { forfeit.add(to: &line) } else { addSums(to: &line, hasRewards: trace.hasRewards) }
    return line
  }

  private func addSums(to line: inout JSONLine, hasRewards: Bool) {
    line.add("requests", requests)
    line.add("hits", hits)
    line.add("delayed_hits", delayedHits)
    line.add("misses", misses)
    line.add("first_touch_misses", firstTouchMisses)
    line.add("page_ins", pageIns)
    line.add("bypasses", bypasses)
    line.add("loads", loads)
    line.add("evictions", evictions)
    line.add("thrash", thrash)
    line.add("bytes_moved", bytesMoved)
    line.add("stall_seconds", stallSeconds)
    line.add("reward", reward)
    line.add("paging_cost", pagingCost)
    line.add("load_cost", loadCost)
    line.add("net_reward", netReward)
    line.add("regret", regret?.total)
    line.add("routing_regret", regret?.routing)
    line.add("caching_regret", regret?.caching)
    if let regret { line.add("bound_exact", regret.isExact) } else { line.add("bound_exact", nil as Int?) }
    line.add("host_hits", host?.hits)
    line.add("host_misses", host?.misses)
    line.add("host_evictions", host?.evictions)
    line.add("host_bytes_moved", host?.bytesMoved)
  }

  /// Reads a line's object.
  init(_ fields: StoreFields, key: CellKey) throws(Fault) {
    guard try fields.text("outcome") == "played" else {
      self.init(key: key, forfeit: try Forfeit(fields))
      return
    }
    self.init(key: key)
    requests = try fields.integer("requests")
    hits = try fields.integer("hits")
    delayedHits = try fields.integer("delayed_hits")
    misses = try fields.integer("misses")
    firstTouchMisses = try fields.integer("first_touch_misses")
    pageIns = try fields.integer("page_ins")
    bypasses = try fields.integer("bypasses")
    loads = try fields.integer("loads")
    evictions = try fields.integer("evictions")
    thrash = try fields.integer("thrash")
    bytesMoved = try fields.integer("bytes_moved")
    stallSeconds = try fields.number("stall_seconds")
    reward = try fields.number("reward")
    pagingCost = try fields.number("paging_cost")
    loadCost = try fields.number("load_cost")
    if let total = try fields.optionalNumber("regret") {
      regret = Regret(
        total: total, routing: try fields.number("routing_regret"), caching: try fields.number("caching_regret"),
        isExact: try fields.flag("bound_exact"))
    }
    if let hits = try fields.optionalInteger("host_hits") {
      host = Host(
        hits: hits, misses: try fields.integer("host_misses"), evictions: try fields.integer("host_evictions"),
        bytesMoved: try fields.integer("host_bytes_moved"))
    }
  }
}

extension Forfeit {
  fileprivate func add(to line: inout JSONLine) {
    line.add("kind", kind)
    line.add("reason", reason)
    line.add("place", place)
    line.add("at", at)
    line.add("calls", calls)
    line.add("mend", fix)
    line.add("replay", replay)
  }

  fileprivate convenience init(_ fields: StoreFields) throws(Fault) {
    self.init(
      kind: try fields.optionalText("kind"), reason: try fields.text("reason"),
      place: try fields.optionalText("place"), at: try fields.optionalText("at"), calls: try fields.texts("calls"),
      fix: try fields.optionalText("mend"), replay: try fields.text("replay"))
  }
}
