import Core

/// Centres of clusters and utility vectors of adapters.
struct World: Sendable {
  /// `[M × d]`, row-major, of length 1.
  let centres: [Double]
  /// θ, `[d × N]`: coordinate after coordinate, so that one request's utilities are sums over rows.
  private(set) var utilities: [Double]
  /// LoRA ranks, N long.
  let ranks: [Int]
  private let adapters: Int
  private let dimension: Int

  /// Centres are uniform on the sphere; adapter a's direction is its cluster's centre, blurred.
  init(_ recipe: Recipe, seed: Seed) {
    adapters = recipe.adapters
    dimension = recipe.dimension
    let (N, d, M) = (recipe.adapters, recipe.dimension, recipe.clusters)
    let draws = CounterStream(seed.derived("centres"))
    var centres = (0..<M * d).map { draws.normal($0) }
    for m in 0..<M { scaleToUnit(&centres, at: m * d, count: d) }

    var deal = Array(0..<N)
    if !recipe.isDealtInOrder {
      var stream = RandomStream(seed.derived("specialities"))
      stream.shuffle(&deal)
    }
    let blurs = CounterStream(seed.derived("adapters"))
    let strengths = CounterStream(seed.derived("strengths"))
    var utilities = Array(repeating: 0.0, count: d * N)
    for a in 0..<N {
      let centre = deal[a] % M * d
      var direction = (0..<d).map { centres[centre + $0] + recipe.blur * blurs.normal(a * d + $0) }
      scaleToUnit(&direction, at: 0, count: d)
      let strength = recipe.weakest + (1 - recipe.weakest) * strengths.uniform(a)
      for i in 0..<d { utilities[i * N + a] = strength * direction[i] }
    }
    self.centres = centres
    self.utilities = utilities
    let lots = CounterStream(seed.derived("ranks"))
    ranks = (0..<N).map { recipe.ranks[Int(lots.word($0) % UInt64(recipe.ranks.count))] }
  }

  /// Turns every utility vector by the angle whose half has `tangent`, in the planes (0,1), (2,3), …; lengths are
  /// unchanged.
  mutating func turn(tangent h: Double) {
    let cosine = (1 - h * h) / (1 + h * h)
    let sine = 2 * h / (1 + h * h)
    for i in stride(from: 0, to: dimension - 1, by: 2) {
      for a in 0..<adapters {
        let (x, y) = (utilities[i * adapters + a], utilities[(i + 1) * adapters + a])
        utilities[i * adapters + a] = cosine * x - sine * y
        utilities[(i + 1) * adapters + a] = sine * x + cosine * y
      }
    }
  }
}

/// Scales `count` numbers from `start` on to length 1; zeros stay.
func scaleToUnit(_ numbers: inout [Double], at start: Int, count: Int) {
  numbers.withUnsafeMutableBufferPointer { scaleToUnit($0.baseAddress! + start, count: count) }
}

/// Scales `count` numbers to length 1; zeros stay.
func scaleToUnit(_ numbers: UnsafeMutablePointer<Double>, count: Int) {
  var sum = 0.0
  for i in 0..<count { sum += numbers[i] * numbers[i] }
  guard sum > 0 else { return }
  let scale = 1 / sum.squareRoot()
  for i in 0..<count { numbers[i] *= scale }
}
