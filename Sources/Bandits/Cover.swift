/// The value of a resident set, by facility location: how well its adapters cover the requests of a sample.
///
///     F(C) = H · mean_w max( max_a (U[w,a] − c_a), max_{a∈C} U[w,a] ) − Σ_{a ∈ C∖previous} load_a
///
/// Each request is served by the best choice: any adapter at its page-in cost, or a resident one free of cost. F
/// without the loads is monotone submodular, so greedy is within 1 − 1/e of the best set of K.
///
/// Used by the planners of POLAR and POLAR+ [LiLi2026], whose abstract asks for "better cache optimisation" without a
/// method: the formula, greedy, swaps and search are our choice. Also the oracle of regret: C* is the set with the
/// largest F over all requests, without loads.
///
/// Only the gain of an adapter over the best paged-in one matters, max(0, U[w,a] − max_b (U[w,b] − c_b)). A row in
/// which only one adapter gains is summed at once; only rows that two or more share are kept, by adapter, eight rows to
/// a vector. The value of a set does not depend on the order in which it was built, to the last bit, so equal sets tie
/// exactly, and ties go to the lowest index.
public struct Cover: Sendable {
  /// The limit on the resident set.
  public enum Room: Sendable {
    /// K adapters of any size.
    case slots(Int)
    /// Units of memory, and the units that each adapter takes.
    case budget(Int, footprints: [Int])
  }

  /// N.
  public let adapterCount: Int
  /// Pinned adapters, in rising order: in every set, and first in it.
  public let pinned: [Int]
  /// Units that each adapter takes; 1 if the limit is in slots.
  let footprints: [Int]
  let capacity: Int
  /// Whether sets are filled to K, as in slots, even if one more adapter costs more than it gains.
  let fills: Bool
  /// Load cost of each adapter: 0 for those of the previous set.
  let loads: [Double]
  private let horizon: Double
  private let rowCount: Int
  /// Σ_w of the best paged-in utility.
  private let floor: Double
  /// For each adapter, its gains in rows where no other gains.
  private let loneGains: [Double]
  /// For each adapter, its gains in the shared rows: `blockCount` vectors each.
  let sharedGains: [Rows]
  let blockCount: Int

  /// The cover of a sample by spans; like the other `init`, but checks the lengths.
  ///
  /// - Throws: `BanditError.length` for utilities that are not rows × N long, footprints or loads that are not N long,
  ///   `.value` for rows below 0, and for adapters that are not 0 … N−1.
  public init(
    utilities: Span<Double>, rows: Int, costs: [Double], room: Room, loads: [Double] = [], previous: [Int] = [],
    pinned: [Int] = [], horizon: Double
  ) throws(BanditError) {
    let count = costs.count
    guard rows >= 0 else { throw .value("rows", "\(rows)", expected: "0 or more") }
    let (length, overflowed) = rows.multipliedReportingOverflow(by: count)
    try check("utilities", utilities.count, is: overflowed ? .max : length)
    if case .budget(_, let footprints) = room { try check("footprints", footprints.count, is: count) }
    if !loads.isEmpty { try check("loads", loads.count, is: count) }
    for adapter in previous + pinned where !(0..<count).contains(adapter) {
      throw .value("the adapter", "\(adapter)", expected: "0 to \(count - 1)")
    }
    guard Set(pinned).count == pinned.count else { throw .value("pinned", "\(pinned)", expected: "no adapter twice") }
    self = utilities.withUnsafeBufferPointer { utilities in
      let empty = UnsafePointer<Double>(bitPattern: 64)
      return Cover(
        utilities: (utilities.baseAddress ?? empty)!, rows: rows, costs: costs, room: room, loads: loads,
        previous: previous, pinned: pinned, horizon: horizon)
    }
  }

  /// - Parameters:
  ///   - utilities: U, `[rows × N]`, row-major, finite.
  ///   - rows: requests in the sample; the value of an empty sample is that of its loads.
  ///   - costs: c_a, N long: the cost of serving one request through an adapter that is not resident.
  ///   - loads: load_a, N long; empty if loads are free.
  ///   - previous: adapters that are loaded already.
  ///   - pinned: adapters that are in every set.
  ///   - horizon: H, how many requests the set is chosen for.
  /// - Complexity: O(rows · N) time; 8 · N bytes for each shared row.
  package init(
    utilities: UnsafePointer<Double>, rows: Int, costs: [Double], room: Room, loads: [Double] = [],
    previous: [Int] = [], pinned: [Int] = [], horizon: Double
  ) {
    let count = costs.count
    adapterCount = count
    rowCount = rows
    self.horizon = horizon
    self.pinned = pinned.sorted()
    switch room {
    case .slots(let slots):
      (capacity, footprints, fills) = (min(slots, count), Array(repeating: 1, count: count), true)
    case .budget(let units, let footprints):
      precondition(footprints.count == count, "one footprint for each adapter")
      (capacity, self.footprints, fills) = (units, footprints, false)
    }
    var charged = loads.isEmpty ? Array(repeating: 0, count: count) : loads
    precondition(charged.count == count, "one load cost for each adapter")
    for adapter in previous { charged[adapter] = 0 }
    self.loads = charged
    let gains = Gains(of: utilities, rows: rows, costs: costs)
    floor = gains.floor
    loneGains = gains.lone
    sharedGains = gains.shared
    blockCount = gains.blockCount
  }

  /// F(C); the adapters in any order, none twice. O(|C| · shared rows).
  public func value(of adapters: [Int]) -> Double {
    var set = emptySet
    for adapter in adapters { insert(adapter, into: &set) }
    return value(of: set)
  }

  /// F of a set under construction.
  func value(of set: WorkingSet) -> Double {
    value(coverage: coverage(of: set), members: set.members, and: nil)
  }

  /// F of `set` plus one adapter.
  func value(of set: WorkingSet, and newcomer: Int) -> Double {
    value(coverage: coverage(of: set, and: newcomer), members: set.members, and: newcomer)
  }

  /// Σ_w of the set's gains, the main term of F.
  func coverage(of set: WorkingSet) -> Double {
    lone(set.members, and: nil) + set.best.withUnsafeBufferPointer { sum($0) }
  }

  /// Σ_w of the gains of `set` plus one adapter.
  func coverage(of set: WorkingSet, and newcomer: Int) -> Double {
    let shared = set.best.withUnsafeBufferPointer { best in
      sharedGains.withUnsafeBufferPointer { gains in
        sumOfMaxima(best, UnsafeBufferPointer(rebasing: gains[newcomer * blockCount..<(newcomer + 1) * blockCount]))
      }
    }
    return lone(set.members, and: newcomer) + shared
  }

  func value(coverage: Double, members: [Bool], and newcomer: Int?) -> Double {
    var load = 0.0
    for adapter in 0..<adapterCount where members[adapter] || adapter == newcomer { load += loads[adapter] }
    return (rowCount == 0 ? 0 : horizon * ((floor + coverage) / Double(rowCount))) - load
  }

  private func lone(_ members: [Bool], and newcomer: Int?) -> Double {
    var sum = 0.0
    for adapter in 0..<adapterCount where members[adapter] || adapter == newcomer { sum += loneGains[adapter] }
    return sum
  }
}
