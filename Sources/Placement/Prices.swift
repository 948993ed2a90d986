import Core
import Surrogate

/// The part of a GPU that an item uses, as a sum over a few resources.
///
/// Resources: its part of a batch's distinct adapters, its prompt tokens, its output tokens, and again all its tokens
/// for each rank of the workload below its own. One price per resource; a GPU is full at a sum of 1.
struct Prices: Sendable, Equatable {
  private(set) var prices: [Double]
  private let ranks: [Int]
  /// Generated over requested output tokens.
  private let outputShare: Double

  /// The step time for which the part of a batch's adapters is computed. Our choice: about the step time of a full GPU.
  private static let stepSeconds = 0.04

  /// All prices 0.
  init(_ items: [Item], outputShare: Double) {
    ranks = Set(items.map(\.rank)).sorted()
    self.outputShare = outputShare
    prices = Array(repeating: 0, count: 2 + ranks.count)
  }

  /// The amount of each resource.
  func things(of item: Item) -> [Double] {
    let input = item.rate * item.load.meanInput
    let output = item.rate * item.load.meanOutput
    return [1 - exponential(-output * outputShare * Self.stepSeconds), input, output]
      + ranks.dropFirst().map { item.rank >= $0 ? input + output : 0 }
  }

  func things(of items: some Sequence<Item>) -> [Double] {
    items.reduce(into: Array(repeating: 0, count: prices.count)) { sum, item in
      for (index, amount) in things(of: item).enumerated() { sum[index] += amount }
    }
  }

  /// The price of one item, or of the sum of several.
  func price(of things: [Double]) -> Double { zip(prices, things).reduce(0) { $0 + $1.0 * $1.1 } }

  func price(of item: Item) -> Double { price(of: things(of: item)) }

  /// Sets the prices at which `all` costs most while none of the GPUs costs more than 1.
  mutating func raise(for all: [Double], where gpus: [[Double]]) {
    // In units of the total, so that all numbers are near 1.
    let scale = all.map { $0 > 0 ? 1 / $0 : 0 }
    let rows = gpus.map { zip($0, scale).map { $0 * $1 } }
    let program = PackingProgram(value: all.map { $0 > 0 ? 1 : 0 }, rows: rows)
    prices = zip(program.solved(), scale).map { $0 * $1 }
  }
}
