/// Single order statistics without a full sort.
enum OrderStatistics {
  /// The quantile at `p`, 0 ≤ p ≤ 1, of values in any order: linear between the two order statistics around position
  /// p(n − 1). O(n).
  /// - Parameter guess: An estimate, preferably a bit too high: only values up to it are searched, unless it is too
  ///   low. It only affects the time.
  static func quantile(_ p: Double, of values: [Double], guess: Double = .infinity) -> Double {
    quantile(p, of: values, sign: 1, guess: guess)
  }

  /// The quantile at 1 − `p`, the same way from above.
  static func upperQuantile(_ p: Double, of values: [Double], guess: Double = -.infinity) -> Double {
    -quantile(p, of: values, sign: -1, guess: -guess)
  }

  private static func quantile(_ p: Double, of values: [Double], sign: Double, guess: Double) -> Double {
    let place = p * Double(values.count - 1)
    let below = min(Int(place), values.count - 1)
    let part = place - Double(below)
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: values.count) { scratch in
      var kept = keep(values, times: sign, upTo: guess, in: scratch)
      if kept < min(below + 2, values.count) { kept = keep(values, times: sign, upTo: .infinity, in: scratch) }
      let candidates = UnsafeMutableBufferPointer(rebasing: scratch[..<kept])
      let low = select(below, from: candidates)
      guard part > 0, below + 1 < kept else { return low }
      // All values after the selected one are at least as large.
      var next = candidates[below + 1]
      for i in (below + 1)..<kept { next = min(next, candidates[i]) }
      return low + part * (next - low)
    }
  }

  /// Copies the values up to a bound, without branches; returns their number.
  private static func keep(
    _ values: [Double], times sign: Double, upTo bound: Double, in scratch: UnsafeMutableBufferPointer<Double>
  ) -> Int {
    var kept = 0
    for value in values {
      let value = sign * value
      scratch[kept] = value
      kept += value <= bound ? 1 : 0
    }
    return kept
  }

  /// The value of rank `k` from 0; afterwards no larger values are before it, and no smaller ones after it. Hoare's
  /// selection, pivot the median of three [Press2007, 8.5].
  static func select(_ k: Int, from values: UnsafeMutableBufferPointer<Double>) -> Double {
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
