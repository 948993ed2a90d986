extension Cover {
  /// The best fixed resident set for a whole run.
  public struct FixedSet: Sendable, Equatable {
    /// In rising order.
    public var adapters: [Int]
    /// Σ over the requests of the best net utility that the set allows.
    public var value: Double
    /// Whether no set is better; else `value` is a lower bound on the best.
    public var isExact: Bool

    public init(adapters: [Int], value: Double, isExact: Bool) {
      self.adapters = adapters
      self.value = value
      self.isExact = isExact
    }
  }

  /// C* by a span, `[rows × N]`, row-major. Throws `BanditError` if a length does not match.
  public static func bestFixedSet(
    utilities: Span<Double>, rows: Int, costs: [Double], room: Room, pinned: [Int] = [],
    cellLimit: Int = standardCellLimit
  ) throws(BanditError) -> FixedSet {
    let cover = try Cover(
      utilities: utilities, rows: rows, costs: costs, room: room, pinned: pinned, horizon: Double(rows))
    return bestFixedSet(cover, cellLimit: cellLimit)
  }

  /// C*, the best fixed resident set in hindsight: exact if the search ends within `cellLimit`, else by greedy and
  /// swaps.
  ///
  /// Loads are not charged: C* is there from the first request on.
  package static func bestFixedSet(
    utilities: UnsafePointer<Double>, rows: Int, costs: [Double], room: Room, pinned: [Int] = [],
    cellLimit: Int = standardCellLimit
  ) -> FixedSet {
    bestFixedSet(
      Cover(utilities: utilities, rows: rows, costs: costs, room: room, pinned: pinned, horizon: Double(rows)),
      cellLimit: cellLimit)
  }

  private static func bestFixedSet(_ cover: Cover, cellLimit: Int) -> FixedSet {
    let exact = cover.exact(cellLimit: cellLimit)
    let adapters = exact ?? cover.improvedBySwaps(cover.greedy()).sorted()
    return FixedSet(adapters: adapters, value: cover.value(of: adapters), isExact: exact != nil)
  }

  /// About a third of a second of search.
  public static var standardCellLimit: Int { 1_000_000_000 }

  /// The best set of all, in rising order; nil if the search would read more than `cellLimit` gains.
  ///
  /// Branch and bound: F is submodular, so the gain of an adapter in a set bounds its gain in any larger set, and the
  /// best completion is bounded by the sum of the largest such gains (under a budget, by the fractional knapsack).
  /// Starts from greedy and swaps. The limit counts work, not time: the answer is the same on every machine. Of sets
  /// with equal F the first in dictionary order is the answer.
  public func exact(cellLimit: Int = standardCellLimit) -> [Int]? {
    var cells = cellLimit
    return exact(from: improvedBySwaps(greedy()), cells: &cells)
  }

  /// The same, starting from a good set; reduces `cells` by the gains read.
  public func exact(from start: [Int], cells: inout Int) -> [Int]? {
    var search = CoverSearch(self, from: start, cells: cells)
    defer { cells = search.cellsLeft }
    return search.run()
  }
}
