import Core

/// Draws from the standard exponential distribution, exactly, by the ziggurat of 256 layers [Marsaglia2000].
///
/// One word of the stream in 98.9 % of the draws; the tables are computed with our own elementary functions.
struct ExponentialDraw: Sendable {
  /// Right edges of the layers and the density there, from the widest layer inwards.
  private let edges: [Double]
  private let heights: [Double]

  static let shared = ExponentialDraw()

  private init() {
    let tail = 7.697117470131487
    let area = 0.003949659822581572
    var edges = [area / exponential(-tail), tail]
    while edges.count < 256 {
      let x = edges[edges.count - 1]
      edges.append(-naturalLog(area / x + exponential(-x)))
    }
    edges.append(0)
    self.edges = edges
    heights = edges.map { exponential(-$0) }
  }

  @inline(__always)
  func draw(_ stream: inout RandomStream) -> Double {
    let word = stream.next()
    let layer = Int(truncatingIfNeeded: word & 255)
    let x = Double(word &>> 11) * 0x1p-53 * edges[layer]
    return x < edges[layer + 1] ? x : slow(layer, x, &stream)
  }

  @inline(never)
  private func slow(_ layer: Int, _ x: Double, _ stream: inout RandomStream) -> Double {
    if layer == 0 { return edges[1] + draw(&stream) }
    let height = heights[layer] + stream.uniform() * (heights[layer + 1] - heights[layer])
    return height < exponential(-x) ? x : draw(&stream)
  }
}
