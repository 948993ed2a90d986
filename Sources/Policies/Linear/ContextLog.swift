import Core

/// The contexts of past requests, one after another, `[count × d]`.
struct ContextLog {
  private let dimension: Int
  /// How many of the last contexts to keep; nil for all.
  private let limit: Int?
  private var rows: [Double] = []

  init(dimension: Int, keepingLast limit: Int? = nil) {
    self.dimension = dimension
    self.limit = limit
  }

  /// Contexts kept.
  private var kept: Int { rows.count / dimension }

  /// Amortised O(d): the oldest are dropped when there are twice as many as needed.
  mutating func append(_ features: UnsafePointer<Double>) {
    rows.append(contentsOf: UnsafeBufferPointer(start: features, count: dimension))
    if let limit, kept >= 2 * limit { rows.removeFirst((kept - limit) * dimension) }
  }

  /// The last `count` contexts, oldest first; fewer where there are fewer.
  func last(_ count: Int) -> ArraySlice<Double> { rows.suffix(count * dimension) }

  /// k = min(t, `limit`) of all t contexts, evenly spaced: those at ⌊i·t/k⌋, i = 0 … k−1.
  func evenlySpaced(atMost limit: Int) -> [Double] {
    let count = min(kept, limit)
    var sample: [Double] = []
    sample.reserveCapacity(count * dimension)
    for i in 0..<count {
      let row = i * kept / count
      sample += rows[row * dimension..<(row + 1) * dimension]
    }
    return sample
  }
}
