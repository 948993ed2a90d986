import Core

/// A Zipf law over ranks 0 … n−1: rank r has a share proportional to (r+1)^−s.
struct Popularity: Sendable {
  /// Cumulative shares; the last is 1.
  private var upTo: [Double]

  init(count: Int, exponent: Double) {
    var sum = 0.0
    upTo = (0..<count).map { rank in
      sum += power(Double(rank + 1), -exponent)
      return sum
    }
    for i in upTo.indices { upTo[i] /= sum }
    upTo[count - 1] = 1
  }

  /// The rank for a uniform number in [0, 1), by bisection.
  func rank(_ uniform: Double) -> Int {
    var (low, high) = (0, upTo.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if uniform < upTo[middle] { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
