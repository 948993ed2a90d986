import CKernels

/// N arms known by their mean rewards alone, chosen by UCB1: mean_a + scale·sqrt(2·log t / n_a).
///
/// t counts all observations, n_a those of the arm. Every arm is tried once, in index order, before scores count; ties go to
/// the lowest index. The bound of the paper holds for rewards in [0, 1]: where they span another range, `scale` is its
/// length. Source: [Auer2002, Fig. 1]. O(N) a choice, O(1) to learn.
public struct UCB1Arms: Sendable {
  /// The length of the range of rewards.
  public let scale: Double
  private var sums: [Double]
  private var counts: [Int]
  private var total = 0

  /// Arms that know nothing yet; N is 0 or more.
  public init(arms: Int, scale: Double = 1) {
    self.scale = scale
    sums = Array(repeating: 0, count: arms)
    counts = Array(repeating: 0, count: arms)
  }

  /// The arm to try: the lowest one without an observation, else that of the highest score less its penalty.
  public func select() -> Int { select(penalties: nil as UnsafePointer<Double>?) }

  /// The same with penalties, N long. Throws `BanditError.length`.
  public func select(penalties: Span<Double>) throws(BanditError) -> Int {
    try check("penalties", penalties.count, is: counts.count)
    return penalties.withUnsafeBufferPointer { select(penalties: $0.baseAddress) }
  }

  /// The same with penalties, N long; none where nil.
  package func select(penalties: UnsafePointer<Double>?) -> Int {
    if let fresh = counts.firstIndex(of: 0) { return fresh }
    let logarithm = pb_log(Double(total))
    var best = (score: -Double.infinity, arm: 0)
    for arm in counts.indices {
      let width = (2 * logarithm / Double(counts[arm])).squareRoot()
      let score = mean(arm) + scale * width - (penalties?[arm] ?? 0)
      if score > best.score { best = (score, arm) }
    }
    return best.arm
  }

  /// Learns that `arm` earned `reward`.
  public mutating func learn(_ arm: Int, reward: Double) {
    sums[arm] += reward
    counts[arm] += 1
    total += 1
  }

  /// The arm's mean reward; 0 before the first observation.
  public func mean(_ arm: Int) -> Double { counts[arm] == 0 ? 0 : sums[arm] / Double(counts[arm]) }

  /// How often the arm has learnt.
  public func count(_ arm: Int) -> Int { counts[arm] }
}
