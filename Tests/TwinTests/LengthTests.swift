import Core
import Testing

@testable import Twin

@Suite("Lengths", .timeLimit(.minutes(60)))
struct LengthTests {
  private typealias Pair = (input: Double, output: Double)

  private static let shareGPT = LengthShape.shareGPT(correlation: -0.35).pool(meanInput: 222.7, meanOutput: 196.2)

  /// A pool of the user's own: few pairs or many, tied or not, with a long tail, in no order.
  private static func empirical(_ count: Int) -> LengthPool {
    var stream = RandomStream(Seed(3))
    let inputs = (0..<count).map { _ in Int32(exponential(6 * stream.uniform())) + 1 }
    return LengthPool(inputs: inputs, outputs: inputs.map { 1 + $0 / 3 + Int32(stream.integer(below: 100)) })
  }

  private static func requests(
    _ pool: LengthPool, _ drawing: Workload.LengthDrawing = .dealt, blocks: Int = 60, seed: UInt64 = 1
  ) -> [TwinRequest] {
    var workload = Workload(rates: [256], ranks: [8], lengths: pool, durationSeconds: Double(blocks) * 1.1 + 2)
    workload.lengthDrawing = drawing
    var stream = ArrivalStream(workload, seed: Seed(seed))
    return (0..<blocks * LengthDealer.block).map { _ in stream.next()! }
  }

  private static func means(_ requests: some Collection<TwinRequest>) -> Pair {
    let count = Double(requests.count)
    return (
      requests.reduce(0.0) { $0 + Double($1.inputTokens) } / count,
      requests.reduce(0.0) { $0 + Double($1.outputTokens) } / count
    )
  }

  /// Root mean square of how far the blocks' mean prompt and output are from the pool's, as shares of them.
  private static func spread(_ pool: LengthPool, _ drawing: Workload.LengthDrawing) -> Pair {
    let all = requests(pool, drawing)
    var sums: Pair = (0, 0)
    let starts = stride(from: 0, to: all.count, by: LengthDealer.block)
    for start in starts {
      let block = means(all[start..<start + LengthDealer.block])
      sums.input += (block.input / pool.meanInput - 1) * (block.input / pool.meanInput - 1)
      sums.output += (block.output / pool.meanOutput - 1) * (block.output / pool.meanOutput - 1)
    }
    let count = Double(starts.underestimatedCount)
    return ((sums.input / count).squareRoot(), (sums.output / count).squareRoot())
  }

  @Test("of each 256 requests have the pool's means, nearer than drawn ones")
  func blockMeans() {
    for pool in [Self.shareGPT, Self.empirical(5000), Self.empirical(700), Self.empirical(37)] {
      let dealt = Self.spread(pool, .dealt)
      let drawn = Self.spread(pool, .drawn)
      #expect(dealt.input < 0.005 && dealt.input < drawn.input / 10)
      #expect(dealt.output < 0.02 && dealt.output < drawn.output / 2)
    }
  }

  @Test("hit each 256th of the prompts once in a block, in an order of the block's own")
  func strata() {
    let count = 256 * 9
    let pool = LengthPool(
      inputs: (0..<count).map { Int32(($0 * 1001) % count + 1) }, outputs: Array(repeating: 5, count: count))
    let slices = Self.requests(pool, blocks: 3).map { ($0.inputTokens - 1) / 9 }
    for block in 0..<3 {
      #expect(slices[block * 256..<(block + 1) * 256].sorted() == Array(0..<256))
    }
    #expect(slices[0..<256] != slices[256..<512] && Array(slices[0..<256]) != Array(0..<256))
  }

  @Test("come as often as they stand in the pool, prompt and output together", arguments: [1, 2, 37, 256, 1000])
  func marginals(count: Int) {
    let pool = LengthPool(
      inputs: (0..<count).map { Int32($0 * 7 % count + 1) }, outputs: (0..<count).map { Int32($0 * 11 % 100 + 1) })
    var seen = [Int](repeating: 0, count: count)
    let all = Self.requests(pool, blocks: 100)
    let outputs = Dictionary(zip(pool.inputs, pool.outputs)) { first, _ in first }
    for request in all {
      seen[request.inputTokens - 1] += 1
      #expect(Int(outputs[Int32(request.inputTokens)]!) == request.outputTokens)
    }
    let expected = Double(all.count) / Double(count)
    #expect(seen.allSatisfy { abs(Double($0) - expected) < 6 * expected.squareRoot() })
  }

  @Test("are tied as the pool's are")
  func tie() {
    func product(_ pairs: [Pair]) -> Double {
      let input = pairs.reduce(0) { $0 + $1.input } / Double(pairs.count)
      let output = pairs.reduce(0) { $0 + $1.output } / Double(pairs.count)
      return pairs.reduce(0) { $0 + $1.input * $1.output } / Double(pairs.count) / input / output
    }
    for pool in [Self.shareGPT, Self.empirical(700)] {
      let dealt = Self.requests(pool).map { (Double($0.inputTokens), Double($0.outputTokens)) }
      let own = zip(pool.inputs, pool.outputs).map { (Double($0), Double($1)) }
      #expect(abs(product(dealt) - product(own)) < 0.01)
    }
  }

  @Test("follow the seed, and move no arrival")
  func seeds() {
    let one = Self.requests(Self.shareGPT, blocks: 2)
    #expect(one == Self.requests(Self.shareGPT, blocks: 2))
    let other = Self.requests(Self.shareGPT, blocks: 2, seed: 2)
    #expect(one.map(\.inputTokens) != other.map(\.inputTokens))
    let drawn = Self.requests(Self.shareGPT, .drawn, blocks: 2)
    #expect(one.map(\.arrivalSeconds) == drawn.map(\.arrivalSeconds))
    #expect(one.map(\.inputTokens) != drawn.map(\.inputTokens))
  }

  @Test("do not depend on the order of the pool's pairs")
  func order() {
    let pool = Self.empirical(700)
    let turned = LengthPool(inputs: pool.inputs.reversed(), outputs: pool.outputs.reversed())
    #expect(Self.requests(pool, blocks: 2) == Self.requests(turned, blocks: 2))
    #expect(Self.shareGPT.inDealingOrder() == Self.shareGPT)
  }
}
