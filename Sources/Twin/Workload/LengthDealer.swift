import Core

/// Picks pairs of a pool so that every 256 successive ones are distributed as evenly as the pool.
///
/// Each block of 256 requests takes, in random order, one pair of each 256th of the prompts, and among prompts of
/// similar length one of each 256th of the outputs: they are paired by a Hammersley set with a random shift, so that
/// coarser shares of both are even too. Every pair of the pool has the same probability at every position. Means over a
/// block are nearly the pool's: lengths add almost no noise to a run. Our choice; see
/// docs/reference/twin-calibration.md. O(1) per request, amortised.
struct LengthDealer: Sendable {
  static let block = 256

  private let count: Double
  /// For each request of the block, its 256th of the prompts.
  private var prompts = Array(UInt8.min...UInt8.max)
  private var shift: UInt8 = 0
  private var dealt = LengthDealer.block

  /// - Parameter count: of pairs in the pool, 1 or more, in order of dealing.
  init(count: Int) { self.count = Double(count) }

  /// The index of the next request's pair.
  mutating func next(_ stream: inout RandomStream) -> Int {
    if dealt == Self.block {
      stream.shuffle(&prompts)
      shift = UInt8(stream.integer(below: Self.block))
      dealt = 0
    }
    let prompt = prompts[dealt]
    dealt &+= 1
    let output = (Double(Self.reversed(prompt) ^ shift) + stream.uniform()) / Double(Self.block)
    let place = (Double(prompt) + output) / Double(Self.block) * count
    return min(Int(place), Int(count) - 1)
  }

  /// The bits in reverse order.
  private static func reversed(_ bits: UInt8) -> UInt8 {
    var bits = bits
    bits = bits >> 4 | bits << 4
    bits = (bits & 0xcc) >> 2 | (bits & 0x33) << 2
    return (bits & 0xaa) >> 1 | (bits & 0x55) << 1
  }
}

extension LengthPool {
  /// The same pairs in order of dealing: by rising prompt, and in each of 256 slices of equal size by rising output.
  ///
  /// Pairs of equal lengths are adjacent, so the order of the pool has no effect.
  func inDealingOrder() -> LengthPool {
    if isInDealingOrder { return self }
    func before(_ a: Int, _ b: Int, _ first: [Int32], _ second: [Int32]) -> Bool {
      first[a] != first[b] ? first[a] < first[b] : second[a] < second[b]
    }
    var order = inputs.indices.sorted { before($0, $1, inputs, outputs) }
    for slice in 0..<LengthDealer.block {
      let start = slice * order.count / LengthDealer.block
      let end = (slice + 1) * order.count / LengthDealer.block
      order[start..<end].sort { before($0, $1, outputs, inputs) }
    }
    return LengthPool(inDealingOrder: order.map { inputs[$0] }, outputs: order.map { outputs[$0] })
  }
}
