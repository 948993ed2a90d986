/// A straight line fitted to points with outliers: Huber's M-estimate [Huber1964].
///
/// Iteratively reweighted least squares, until convergence: a point farther from the line than 1.345 robust deviations
/// weighs less in proportion. The deviation is 1.4826 times the median distance. Sums run in the order of the points.
struct RobustLine: Equatable {
  var base: Double
  var slope: Double

  /// O(rounds · n log n). If all x are equal the slope is 0; without points the line is 0.
  init(_ points: [(x: Double, y: Double)]) {
    var weights = [Double](repeating: 1, count: points.count)
    self = Self.leastSquares(points, weights)
    for _ in 0..<100 {
      let distances = points.map { abs($0.y - base - slope * $0.x) }
      let limit = 1.345 * 1.4826 * median(distances)
      for i in points.indices { weights[i] = distances[i] <= limit ? 1 : limit / distances[i] }
      let next = Self.leastSquares(points, weights)
      let change = abs(next.base - base) + abs(next.slope - slope)
      self = next
      if change <= 1e-12 * (abs(base) + abs(slope)) { break }
    }
  }

  /// A line that does not fall: if the best one does, a level one through the robust centre.
  init(rising points: [(x: Double, y: Double)]) {
    self.init(points)
    if slope < 0 { self.init(points.map { (0, $0.y) }) }
  }

  private init(base: Double, slope: Double) {
    self.base = base
    self.slope = slope
  }

  private static func leastSquares(_ points: [(x: Double, y: Double)], _ weights: [Double]) -> RobustLine {
    var sum = 0.0
    var sumX = 0.0
    var sumY = 0.0
    for (point, weight) in zip(points, weights) {
      sum += weight
      sumX += weight * point.x
      sumY += weight * point.y
    }
    guard sum > 0 else { return RobustLine(base: 0, slope: 0) }
    let meanX = sumX / sum
    let meanY = sumY / sum
    var sumXX = 0.0
    var sumXY = 0.0
    for (point, weight) in zip(points, weights) {
      sumXX += weight * (point.x - meanX) * (point.x - meanX)
      sumXY += weight * (point.x - meanX) * (point.y - meanY)
    }
    let slope = sumXX > 0 ? sumXY / sumXX : 0
    return RobustLine(base: meanY - slope * meanX, slope: slope)
  }
}

/// The median; the mean of the middle two for an even count; 0 without values.
func median(_ values: [Double]) -> Double {
  guard !values.isEmpty else { return 0 }
  let sorted = values.sorted()
  let middle = sorted.count / 2
  return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
