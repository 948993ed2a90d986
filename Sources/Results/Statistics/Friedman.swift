/// Whether policies differ at all over several boards, by their ranks [Friedman1937], corrected for ties.
public struct Friedman: Sendable, Equatable {
  /// For each policy the mean over boards of its rank; 1 is best.
  public let meanRanks: [Double]
  public let boards: Int
  /// χ²_F, corrected for ties; 0 if every board ties all.
  public let statistic: Double
  /// By χ² with k − 1 degrees of freedom.
  public let p: Double
  /// Iman and Davenport's F, which is less conservative [ImanDavenport1980; Demsar2006, 3.2.2]; nil if all boards
  /// agree, as it would be infinite.
  public let f: Double?
  public let fP: Double?

  /// F's p value if there is one, else that of χ².
  public var bestP: Double { fP ?? p }

  public var policies: Int { meanRanks.count }

  /// `scores[board][policy]`, more is better; nil with fewer than two boards or policies.
  public init?(_ scores: [[Double]]) {
    guard scores.count > 1, let k = scores.first?.count, k > 1 else { return nil }
    let n = Double(scores.count)
    let ranks = scores.map(Self.ranks)
    let sums = (0..<k).map { policy in ranks.reduce(0) { $0 + $1[policy] } }
    let ties = ranks.reduce(0) { $0 + Self.tieSum($1) }
    let size = Double(k)
    let correction = 1 - ties / (n * size * (size * size - 1))
    let spread = 12 / (n * size * (size + 1)) * sums.reduce(0) { $0 + $1 * $1 } - 3 * n * (size + 1)
    let statistic = correction > 0 ? max(0, spread / correction) : 0
    let rest = n * (size - 1) - statistic
    boards = scores.count
    meanRanks = sums.map { $0 / n }
    self.statistic = statistic
    p = ChiSquare.survival(statistic, degrees: k - 1)
    let f = rest > 1e-9 * statistic ? (n - 1) * statistic / rest : nil
    self.f = f
    fP = f.map { FDistribution.survival($0, k - 1, (k - 1) * (scores.count - 1)) }
  }

  /// Ranks from 1 for the most; equal scores share the mean of their ranks. O(k log k).
  public static func ranks(_ scores: [Double]) -> [Double] {
    let order = scores.indices.sorted { scores[$0] > scores[$1] }
    var ranks = [Double](repeating: 0, count: scores.count)
    var first = 0
    while first < order.count {
      var last = first
      while last + 1 < order.count, scores[order[last + 1]] == scores[order[first]] { last += 1 }
      for place in first...last { ranks[order[place]] = Double(first + last) / 2 + 1 }
      first = last + 1
    }
    return ranks
  }

  /// Σ (t³ − t) over groups of t equal ranks.
  private static func tieSum(_ ranks: [Double]) -> Double {
    var sum = 0.0
    for rank in ranks {
      let t = Double(ranks.count { $0 == rank })
      sum += t * t - 1  // each of the t members adds t² − 1
    }
    return sum
  }
}
