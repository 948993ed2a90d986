/// Disjoint LinUCB as the textbook has it: dense A and b, every answer by Gaussian elimination with pivoting.
///
/// Shares nothing with the engine: no inverse is kept, no update formula used.
struct Textbook {
  let ridge: Double
  let discount: Double
  var a: [[[Double]]]
  var b: [[Double]]

  init(arms: Int, dimension: Int, ridge: Double, discount: Double = 1) {
    self.ridge = ridge
    self.discount = discount
    let identity = (0..<dimension).map { i in (0..<dimension).map { $0 == i ? ridge : 0 } }
    a = Array(repeating: identity, count: arms)
    b = Array(repeating: Array(repeating: 0, count: dimension), count: arms)
  }

  mutating func learn(_ arm: Int, _ x: [Double], reward: Double) {
    for other in a.indices where discount < 1 {
      for i in x.indices {
        for j in x.indices { a[other][i][j] *= discount }
        a[other][i][i] += (1 - discount) * ridge
        b[other][i] *= discount
      }
    }
    for i in x.indices {
      for j in x.indices { a[arm][i][j] += x[i] * x[j] }
      b[arm][i] += reward * x[i]
    }
  }

  func mean(_ arm: Int, _ x: [Double]) -> Double { dot(x, solve(a[arm], b[arm])) }
  func width(_ arm: Int, _ x: [Double]) -> Double { max(dot(x, solve(a[arm], x)), 0).squareRoot() }

  func scores(_ x: [Double], alpha: Double, penalties: [Double]?) -> [Double] {
    a.indices.map { mean($0, x) + alpha * width($0, x) - (penalties?[$0] ?? 0) }
  }
}

func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }

/// The solution of a z = b.
func solve(_ a: [[Double]], _ b: [Double]) -> [Double] {
  var rows = zip(a, b).map { $0 + [$1] }
  let n = b.count
  for k in 0..<n {
    rows.swapAt(k, (k..<n).max { abs(rows[$0][k]) < abs(rows[$1][k]) }!)
    for i in k + 1..<max(n, k + 1) {
      let share = rows[i][k] / rows[k][k]
      for j in k...n { rows[i][j] -= share * rows[k][j] }
    }
  }
  var z = b
  for i in (0..<n).reversed() {
    z[i] = (rows[i][n] - (i + 1..<max(n, i + 1)).reduce(0) { $0 + rows[i][$1] * z[$1] }) / rows[i][i]
  }
  return z
}

/// A world to learn in: random contexts of length about `scale`, linear rewards with noise.
struct World {
  private var state: UInt64
  let truth: [[Double]]
  let scale: Double

  init(seed: UInt64, arms: Int, dimension: Int, scale: Double = 1) {
    state = seed
    self.scale = scale
    var numbers = World.Numbers(state: seed &+ 1)
    truth = (0..<arms).map { _ in (0..<dimension).map { _ in numbers.next() } }
  }

  mutating func context() -> [Double] {
    var numbers = Numbers(state: state)
    defer { state = numbers.state }
    let x = truth.first?.map { _ in numbers.next() } ?? []
    let length = max(dot(x, x).squareRoot(), 1e-9)
    return x.map { $0 * scale / length }
  }

  mutating func reward(_ arm: Int, _ x: [Double]) -> Double {
    var numbers = Numbers(state: state)
    defer { state = numbers.state }
    return dot(truth[arm], x) + 0.1 * numbers.next()
  }

  /// Uniform on (−1, 1), from a multiplicative congruence.
  private struct Numbers {
    var state: UInt64
    mutating func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(Int64(bitPattern: state) >> 11) * 0x1p-52
    }
  }
}
