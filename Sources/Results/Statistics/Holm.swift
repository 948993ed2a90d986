/// Holm's step-down adjustment: the chance of one false claim or more among all stays below the level [Holm1979].
public enum Holm {
  /// The adjusted p values, in the order given: the i-th smallest times (m − i + 1), never less than the one before it,
  /// at most 1. O(m log m).
  public static func adjusted(_ p: [Double]) -> [Double] {
    let order = p.indices.sorted { (p[$0], $0) < (p[$1], $1) }
    var adjusted = p
    var least = 0.0
    for (place, i) in order.enumerated() {
      least = max(least, min(1, Double(p.count - place) * p[i]))
      adjusted[i] = least
    }
    return adjusted
  }
}
