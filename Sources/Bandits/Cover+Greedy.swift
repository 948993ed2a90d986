extension Cover {
  /// The greedy set: pinned adapters, then one pick after another, each the one that raises F most; in pick order.
  ///
  /// In slots, K picks. Under a budget, picks end when nothing that fits raises F, and of two greedy sets, one by gain
  /// and one by gain per unit, the better is kept (by gain where they tie). Ties go to the lowest index. Within 1 − 1/e
  /// of the best set of K if loads are free [Nemhauser1978]. O(K · N · rows).
  public func greedy() -> [Int] {
    let byGain = greedy(perUnit: false)
    if fills { return byGain }
    let byDensity = greedy(perUnit: true)
    return value(of: byDensity) > value(of: byGain) ? byDensity : byGain
  }

  private func greedy(perUnit: Bool) -> [Int] {
    var set = pinnedSet
    var picks = pinned
    while true {
      let before = value(of: set)
      var best: (merit: Double, adapter: Int)?
      for adapter in 0..<adapterCount where fits(adapter, into: set) {
        let after = value(of: set, and: adapter)
        if !fills && after < before { continue }
        let merit = perUnit ? (after - before) / Double(max(1, footprints[adapter])) : after
        if let known = best, !(merit > known.merit) { continue }
        best = (merit, adapter)
      }
      guard let pick = best?.adapter else { return picks }
      insert(pick, into: &set)
      picks.append(pick)
    }
  }

  /// The set after the best exchanges of one member for one outsider, until none improves F.
  ///
  /// Each round takes the exchange with the largest F, which must beat the set as it is by more than
  /// 1e-9 · max(1, |F|); at most 64 rounds. Members are tried in the order given, outsiders in rising order, and the
  /// first of equals is taken; the new adapter takes the position of the one it replaces. Pinned adapters stay. O(K · N
  /// · rows) a round.
  public func improvedBySwaps(_ adapters: [Int]) -> [Int] {
    var cells = Int.max
    return improvedBySwaps(adapters, cells: &cells)
  }

  /// The same; reduces `cells` by one for each gain read. It ends early, with `cells` below 0, if they do not suffice
  /// for another round.
  public func improvedBySwaps(_ adapters: [Int], cells: inout Int) -> [Int] {
    var current = adapters
    let column = blockCount * Rows.scalarCount + adapterCount
    // For each position, the other members are combined, then every outsider is tried.
    let (round, overflowed) = (current.count * (current.count + adapterCount)).multipliedReportingOverflow(by: column)
    for _ in 0..<64 {
      cells -= overflowed ? .max : round
      if cells < 0 { return current }
      let before = value(of: current)
      var best = (value: before + 1e-9 * max(1, abs(before)), place: -1, newcomer: -1)
      for place in current.indices where !pinned.contains(current[place]) {
        var others = emptySet
        for (i, adapter) in current.enumerated() where i != place { insert(adapter, into: &others) }
        for newcomer in 0..<adapterCount where newcomer != current[place] && fits(newcomer, into: others) {
          let after = value(of: others, and: newcomer)
          if after > best.value { best = (after, place, newcomer) }
        }
      }
      if best.place < 0 { return current }
      current[best.place] = best.newcomer
    }
    return current
  }
}
