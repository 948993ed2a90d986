/// The x ≥ 0 that minimises the sum of squares of A·x − b, by an active set method [LawsonHanson1974, ch. 23].
///
/// `rows` are the rows of A, all of the same length; a column that is all 0, or a sum of others, gets 0. Columns are
/// scaled to length 1 first, so units do not matter. The same input gives the same bytes. O(rows · n² + n⁴) for n
/// columns.
public func nonNegativeLeastSquares(_ rows: [[Double]], _ targets: [Double]) -> [Double] {
  guard let count = rows.first?.count else { return [] }
  let scales = (0..<count).map { column in
    rows.reduce(0) { $0 + $1[column] * $1[column] }.squareRoot()
  }
  var problem = NormalEquations(count: count)
  for (row, target) in zip(rows, targets) {
    problem.add((0..<count).map { scales[$0] > 0 ? row[$0] / scales[$0] : 0 }, target)
  }
  return zip(problem.nonNegativeSolution(), scales).map { $1 > 0 ? $0 / $1 : 0 }
}

/// AᵀA and Aᵀb of a least-squares problem.
private struct NormalEquations {
  let count: Int
  private var products: [[Double]]
  private var targets: [Double]

  init(count: Int) {
    self.count = count
    products = Array(repeating: Array(repeating: 0, count: count), count: count)
    targets = Array(repeating: 0, count: count)
  }

  mutating func add(_ row: [Double], _ target: Double) {
    for i in 0..<count {
      targets[i] += row[i] * target
      for j in 0...i { products[i][j] += row[i] * row[j] }
    }
  }

  private func product(_ i: Int, _ j: Int) -> Double { i >= j ? products[i][j] : products[j][i] }

  /// Variables become free one after another, the one with the steepest descent first; those that would turn negative are
  /// set to 0 again.
  func nonNegativeSolution() -> [Double] {
    var x = [Double](repeating: 0, count: count)
    var free: [Int] = []
    // Columns that give no improvement at the current x.
    var blocked = [Bool](repeating: false, count: count)
    let smallest = 1e-12 * (targets.map(abs).max() ?? 0)
    while true {
      let descents = (0..<count).map { i in targets[i] - (0..<count).reduce(0) { $0 + product(i, $1) * x[$1] } }
      let candidates = (0..<count).filter { !free.contains($0) && !blocked[$0] && descents[$0] > smallest }
      guard let entering = candidates.max(by: { (descents[$0], $1) < (descents[$1], $0) }) else { return x }
      let tried = (free + [entering]).sorted()
      guard let solution = solve(tried), solution[tried.firstIndex(of: entering)!] > 0 else {
        blocked[entering] = true
        continue
      }
      free = tried
      blocked = Array(repeating: false, count: count)
      x = walk(from: x, to: solution, &free)
    }
  }

  /// Moves towards a solution over the free variables until one would become negative; variables at 0 are no longer
  /// free, and the rest is solved again.
  private func walk(from start: [Double], to solution: [Double], _ free: inout [Int]) -> [Double] {
    var x = start
    var solution = solution
    while solution.contains(where: { $0 <= 0 }) {
      var share = 1.0
      for (i, value) in zip(free, solution) where value <= 0 { share = min(share, x[i] / (x[i] - value)) }
      let stops = zip(free, solution).filter { i, value in value <= 0 && x[i] / (x[i] - value) <= share }.map(\.0)
      for (i, value) in zip(free, solution) { x[i] += share * (value - x[i]) }
      // The variable that stops the move is at 0 up to rounding: if it stayed free, it would stop every further move.
      let bound = zip(free, solution).filter { i, value in value <= 0 && (x[i] <= 1e-14 || stops.contains(i)) }.map(\.0)
      for i in bound { x[i] = 0 }
      free.removeAll { bound.contains($0) }
      solution = solve(free) ?? free.map { x[$0] }
    }
    var result = [Double](repeating: 0, count: count)
    for (i, value) in zip(free, solution) { result[i] = value }
    return result
  }

  /// Least squares over some variables only, by Cholesky; nil if their columns are dependent.
  private func solve(_ free: [Int]) -> [Double]? {
    let n = free.count
    var lower = [[Double]](repeating: Array(repeating: 0, count: n), count: n)
    var x = free.map { targets[$0] }
    for i in 0..<n {
      for j in 0...i {
        var sum = product(free[i], free[j])
        for k in 0..<j { sum -= lower[i][k] * lower[j][k] }
        if i == j {
          guard sum > 1e-11 else { return nil }
          lower[i][i] = sum.squareRoot()
        } else {
          lower[i][j] = sum / lower[j][j]
        }
      }
    }
    for i in 0..<n {
      for k in 0..<i { x[i] -= lower[i][k] * x[k] }
      x[i] /= lower[i][i]
    }
    for i in (0..<n).reversed() {
      for k in i + 1..<max(i + 1, n) { x[i] -= lower[k][i] * x[k] }
      x[i] /= lower[i][i]
    }
    return x
  }
}
