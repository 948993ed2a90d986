/// One branch-and-bound search for the best set of a cover.
///
/// A node is a set; each child adds one candidate and leaves out those tried before it.
struct CoverSearch {
  /// An adapter that could be added, and its gain in F; the gain also bounds that in every larger set.
  private struct Candidate {
    var adapter: Int
    var gain = Double.infinity
    /// Gain per unit of capacity.
    var density = Double.infinity
  }

  private let cover: Cover
  private var best: [Int]
  private var bestValue: Double
  private(set) var cellsLeft: Int

  init(_ cover: Cover, from start: [Int], cells: Int) {
    self.cover = cover
    best = start.sorted()
    bestValue = cover.value(of: best)
    cellsLeft = cells
  }

  /// The best set in rising order; nil if the cells did not suffice.
  mutating func run() -> [Int]? {
    explore(cover.pinnedSet, candidates: (0..<cover.adapterCount).map { Candidate(adapter: $0) })
    return cellsLeft >= 0 ? best : nil
  }

  /// Sets with a bound below this are pruned. The margin covers rounding differences between bounds and values, so that
  /// ties are kept.
  private var hopeless: Double { bestValue - 1e-12 * max(1, abs(bestValue)) }

  private mutating func explore(_ set: Cover.WorkingSet, candidates: [Candidate]) {
    let value = cover.value(of: set)
    let room = cover.capacity - set.used
    let open = candidates.filter { cover.fits($0.adapter, into: set) }
    if room <= 0 || !cover.fills { consider(set.members, value) }
    if cover.fills && (room <= 0 || open.count < room) { return }
    if cover.fills && room == 1 { return finish(set, value, with: open) }
    guard let scored = scored(open, joining: set, value) else { return }
    for i in scored.indices {
      if value + bound(scored[i...], room: room) < hopeless { return }
      var larger = set
      cover.insert(scored[i].adapter, into: &larger)
      explore(larger, candidates: Array(scored[(i + 1)...]))
    }
  }

  /// Tries each candidate for the last slot.
  private mutating func finish(_ set: Cover.WorkingSet, _ value: Double, with open: [Candidate]) {
    var members = set.members
    for candidate in open where value + candidate.gain >= hopeless {
      guard pay() else { return }
      let after = cover.value(of: set, and: candidate.adapter)
      members[candidate.adapter] = true
      consider(members, after)
      members[candidate.adapter] = false
    }
  }

  /// The candidates with their gains, densest first; nil if the limit is reached or no candidate is left.
  private mutating func scored(_ open: [Candidate], joining set: Cover.WorkingSet, _ value: Double) -> [Candidate]? {
    let coverage = cover.coverage(of: set)
    var somethingCovers = false
    var scored = open
    for i in open.indices {
      guard pay() else { return nil }
      let adapter = open[i].adapter
      let after = cover.coverage(of: set, and: adapter)
      if after > coverage { somethingCovers = true }
      let gain = cover.value(coverage: after, members: set.members, and: adapter) - value
      scored[i].gain = gain
      scored[i].density = density(of: gain, footprint: cover.footprints[adapter])
    }
    if !cover.fills { scored.removeAll { $0.gain <= 0 } }
    if cover.fills && !somethingCovers {
      complete(set, with: open.map(\.adapter))
      return nil
    }
    return scored.sorted { $0.density != $1.density ? $0.density > $1.density : $0.adapter < $1.adapter }
  }

  /// Fills the remaining slots if no candidate covers anything more: with the cheapest to load, lowest index first.
  private mutating func complete(_ set: Cover.WorkingSet, with open: [Int]) {
    let loads = cover.loads
    var members = set.members
    let byLoad = open.sorted { loads[$0] != loads[$1] ? loads[$0] < loads[$1] : $0 < $1 }
    for adapter in byLoad.prefix(cover.capacity - set.used) { members[adapter] = true }
    consider(members, cover.value(coverage: cover.coverage(of: set), members: members, and: nil))
  }

  /// The most that candidates, densest first, can add in `room` units: whole ones, then a part of one.
  private func bound(_ candidates: ArraySlice<Candidate>, room: Int) -> Double {
    var left = room
    var sum = 0.0
    for candidate in candidates {
      let footprint = cover.footprints[candidate.adapter]
      if footprint > left { return sum + candidate.gain * Double(left) / Double(footprint) }
      sum += candidate.gain
      left -= footprint
      if left == 0 && cover.fills { return sum }
    }
    return sum
  }

  private func density(of gain: Double, footprint: Int) -> Double {
    footprint > 0 ? gain / Double(footprint) : gain > 0 ? .infinity : gain
  }

  private mutating func consider(_ members: [Bool], _ value: Double) {
    guard value >= bestValue else { return }
    let set = members.indices.filter { members[$0] }
    guard value > bestValue || set.lexicographicallyPrecedes(best) else { return }
    (best, bestValue) = (set, value)
  }

  /// Subtracts one pass over a column from the cells left; false if they do not suffice.
  private mutating func pay() -> Bool {
    cellsLeft -= cover.blockCount * Rows.scalarCount + 1
    return cellsLeft >= 0
  }
}
