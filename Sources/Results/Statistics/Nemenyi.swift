/// Which mean ranks differ significantly when all are compared with all [Nemenyi1963; Demsar2006, 3.2.2].
public struct Nemenyi: Sendable, Equatable {
  /// Two policies differ if the distance of their mean ranks is larger than this.
  public let criticalDifference: Double
  /// The bars of a critical difference diagram: maximal groups of two or more policies, no two of which differ, each by
  /// rising mean rank. One policy may be in several.
  public let groups: [[Int]]

  /// CD = q √(k(k+1) / 6n), with q the studentised range's quantile over √2.
  public init(_ friedman: Friedman, level: Double = 0.95) {
    let k = Double(friedman.policies)
    let q = StudentizedRange.quantile(level: level, groups: friedman.policies) / 2.0.squareRoot()
    criticalDifference = q * (k * (k + 1) / (6 * Double(friedman.boards))).squareRoot()
    groups = Self.groups(friedman.meanRanks, within: criticalDifference)
  }

  /// Maximal runs of neighbours, by rising rank, whose ends are at most `reach` apart; equal ranks in index order.
  static func groups(_ ranks: [Double], within reach: Double) -> [[Int]] {
    let order = ranks.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }
    var groups: [[Int]] = []
    var covered = 0
    for first in order.indices {
      var end = first + 1
      while end < order.count, ranks[order[end]] - ranks[order[first]] <= reach { end += 1 }
      if end - first > 1, end > covered { groups.append(Array(order[first..<end])) }
      covered = max(covered, end)
    }
    return groups
  }
}
