/// Eight rows of one adapter's gains.
typealias Rows = SIMD8<Double>

extension Cover {
  /// A set under construction.
  struct WorkingSet {
    /// For each adapter, whether it is a member.
    var members: [Bool]
    /// For each row, the largest gain among the members.
    var best: [Rows]
    /// Units that the members take.
    var used = 0
  }

  var emptySet: WorkingSet {
    WorkingSet(
      members: Array(repeating: false, count: adapterCount), best: Array(repeating: .zero, count: blockCount))
  }

  /// The pinned adapters, which every set begins with.
  var pinnedSet: WorkingSet {
    var set = emptySet
    for adapter in pinned { insert(adapter, into: &set) }
    return set
  }

  func insert(_ adapter: Int, into set: inout WorkingSet) {
    precondition(!set.members[adapter], "an adapter is in a set once")
    set.members[adapter] = true
    set.used += footprints[adapter]
    for block in 0..<blockCount {
      set.best[block] = larger(set.best[block], sharedGains[adapter * blockCount + block])
    }
  }

  /// Whether an adapter is not in the set and fits into it.
  func fits(_ adapter: Int, into set: WorkingSet) -> Bool {
    !set.members[adapter] && footprints[adapter] <= capacity - set.used
  }

  /// The gains of a sample, split into lone and shared rows.
  struct Gains {
    /// Σ_w max_a (U[w,a] − c_a).
    var floor = 0.0
    var lone: [Double]
    var shared: [Rows] = []
    var blockCount = 0

    init(of utilities: UnsafePointer<Double>, rows: Int, costs: [Double]) {
      let count = costs.count
      lone = Array(repeating: 0, count: count)
      var sharedRows: [(row: Int, floor: Double)] = []
      for row in 0..<rows {
        let utility = utilities + row * count
        var best = count == 0 ? 0 : -Double.infinity
        for adapter in 0..<count {
          let paged = utility[adapter] - costs[adapter]
          if paged > best { best = paged }
        }
        floor += best
        var gainers = 0
        var last = 0
        for adapter in 0..<count where utility[adapter] > best {
          gainers += 1
          last = adapter
        }
        if gainers == 1 { lone[last] += utility[last] - best }
        if gainers > 1 { sharedRows.append((row, best)) }
      }
      blockCount = (sharedRows.count + Rows.scalarCount - 1) / Rows.scalarCount
      shared = Array(repeating: .zero, count: blockCount * count)
      let length = blockCount * Rows.scalarCount
      shared.withUnsafeMutableBytes { bytes in
        let gains = bytes.bindMemory(to: Double.self)
        for (place, shared) in sharedRows.enumerated() {
          let utility = utilities + shared.row * count
          for adapter in 0..<count where utility[adapter] > shared.floor {
            gains[adapter * length + place] = utility[adapter] - shared.floor
          }
        }
      }
    }
  }
}

/// The larger of each pair.
@inline(__always)
func larger(_ a: Rows, _ b: Rows) -> Rows { a.replacing(with: b, where: b .> a) }

/// The sum of all rows: eight running sums, added up from the first to the last.
func sum(_ rows: UnsafeBufferPointer<Rows>) -> Double {
  var sums = Rows.zero
  for block in rows { sums += block }
  return total(sums)
}

/// The sum of the larger of each pair, in the same order as `sum`.
func sumOfMaxima(_ a: UnsafeBufferPointer<Rows>, _ b: UnsafeBufferPointer<Rows>) -> Double {
  var sums = Rows.zero
  for block in 0..<a.count { sums += larger(a[block], b[block]) }
  return total(sums)
}

private func total(_ sums: Rows) -> Double {
  var sum = 0.0
  for lane in 0..<Rows.scalarCount { sum += sums[lane] }
  return sum
}
