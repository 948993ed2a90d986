/// Single order statistics without a full sort.
enum OrderStatistics {
  /// The quantile at `p`, 0 ≤ p ≤ 1, of values in any order, which are put in another: linear between the two order
  /// statistics about place p(n − 1). O(n) on average.
  static func quantile(_ p: Double, of values: inout UnsafeMutableBufferPointer<Double>) -> Double {
    let place = p * Double(values.count - 1)
    let below = min(Int(place), values.count - 1)
    let low = select(below, from: &values)
    let part = place - Double(below)
    guard part > 0, below + 1 < values.count else { return low }
    // All that stands behind the one selected is no smaller.
    var next = values[below + 1]
    for i in (below + 1)..<values.count { next = min(next, values[i]) }
    return low + part * (next - low)
  }

  /// The value of rank `k` from 0; smaller ones stand before it then, no smaller ones behind it. Hoare's selection,
  /// pivot the median of three [Press2007, 8.5].
  static func select(_ k: Int, from values: inout UnsafeMutableBufferPointer<Double>) -> Double {
    var low = 0
    var high = values.count - 1
    while low < high {
      let pivot = medianOfThree(values[low], values[(low + high) / 2], values[high])
      var i = low
      var j = high
      while i <= j {
        while values[i] < pivot { i += 1 }
        while values[j] > pivot { j -= 1 }
        if i <= j {
          values.swapAt(i, j)
          i += 1
          j -= 1
        }
      }
      if k <= j { high = j } else if k >= i { low = i } else { break }
    }
    return values[k]
  }

  private static func medianOfThree(_ a: Double, _ b: Double, _ c: Double) -> Double {
    max(min(a, b), min(max(a, b), c))
  }
}
