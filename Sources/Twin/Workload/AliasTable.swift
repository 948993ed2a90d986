import Core

/// Draws an index in proportion to weights, in O(1) [Walker1977].
struct AliasTable: Sendable {
  private var thresholds: [Double]
  private var aliases: [Int32]

  /// - Parameter weights: not negative, with a sum above 0.
  init(_ weights: [Double]) {
    let total = weights.reduce(0, +)
    var scaled = weights.map { $0 * Double(weights.count) / total }
    thresholds = Array(repeating: 1, count: weights.count)
    aliases = weights.indices.map { Int32($0) }
    var light = weights.indices.filter { scaled[$0] < 1 }
    var heavy = weights.indices.filter { scaled[$0] >= 1 }
    while let small = light.popLast(), let large = heavy.last {
      thresholds[small] = scaled[small]
      aliases[small] = Int32(large)
      scaled[large] -= 1 - scaled[small]
      if scaled[large] < 1 {
        heavy.removeLast()
        light.append(large)
      }
    }
  }

  @inline(__always)
  func draw(_ stream: inout RandomStream) -> Int {
    let place = stream.uniform() * Double(thresholds.count)
    let index = Int(place)
    return place - Double(index) < thresholds[index] ? index : Int(aliases[index])
  }
}
