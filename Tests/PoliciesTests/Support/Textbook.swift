import Core

/// LinUCB as the textbook writes it: A and b are kept, A θ = b and A v = x are solved for every score.
///
/// Pooled, one more model learns from all arms, and arms learn what it did not predict.
struct Textbook {
  let host: TestHost
  let alpha: Double
  let isPooled: Bool
  /// One model for each arm, then the pool.
  var a: [[[Double]]]
  var b: [[Double]]

  init(_ host: TestHost, alpha: Double, ridge: Double, isPooled: Bool = false) {
    self.host = host
    self.alpha = alpha
    self.isPooled = isPooled
    let d = host.dimension + (isPooled ? 1 : 0)
    let prior = { (ridge: Double) in (0..<d).map { i in (0..<d).map { $0 == i ? ridge : 0 } } }
    a = Array(repeating: prior(ridge), count: host.adapterCount) + [prior(1)]
    b = Array(repeating: Array(repeating: 0, count: d), count: host.adapterCount + 1)
  }

  mutating func run() -> [Int] {
    let pool = host.adapterCount
    return (0..<host.requestCount).map { t in
      let x = features(t)
      let scores = (0..<pool).map { arm in
        Self.dot(Self.solve(a[arm], b[arm]), x) + alpha * Self.dot(Self.solve(a[arm], x), x).squareRoot()
      }
      let arm = scores.indices.first { scores[$0] == scores.max()! }!
      let reward = host.rewards[t * host.adapterCount + arm]
      let prediction = isPooled ? Self.dot(Self.solve(a[pool], b[pool]), x) : 0
      learn(arm, x, reward - prediction)
      learn(pool, x, reward)
      return arm
    }
  }

  private func features(_ t: Int) -> [Double] {
    let x = Array(host.contexts[t * host.dimension..<(t + 1) * host.dimension])
    return isPooled ? (x + [1]).map { $0 / 2.0.squareRoot() } : x
  }

  private mutating func learn(_ model: Int, _ x: [Double], _ reward: Double) {
    for i in x.indices {
      for j in x.indices { a[model][i][j] += x[i] * x[j] }
      b[model][i] += reward * x[i]
    }
  }

  static func dot(_ u: [Double], _ v: [Double]) -> Double { zip(u, v).map { $0 * $1 }.reduce(0, +) }

  /// Gauss without pivots: A is positive definite.
  static func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
    var m = matrix
    var v = right
    let d = v.count
    for i in 0..<d {
      for row in i + 1..<max(d, i + 1) {
        let factor = m[row][i] / m[i][i]
        for j in i..<d { m[row][j] -= factor * m[i][j] }
        v[row] -= factor * v[i]
      }
    }
    for i in stride(from: d - 1, through: 0, by: -1) {
      for j in i + 1..<max(d, i + 1) { v[i] -= m[i][j] * v[j] }
      v[i] /= m[i][i]
    }
    return v
  }
}
