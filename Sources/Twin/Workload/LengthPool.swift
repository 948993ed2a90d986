import Core

/// Pairs of prompt and output lengths from which requests are drawn with equal probability.
public struct LengthPool: Sendable, Equatable {
  /// Tokens of each prompt, 1 or more.
  public let inputs: [Int32]
  /// Tokens of each output, 1 or more; as long as `inputs`.
  public let outputs: [Int32]
  /// Whether the pairs are known to be in the order of `inDealingOrder()`.
  let isInDealingOrder: Bool

  public init(inputs: [Int32], outputs: [Int32]) {
    self.inputs = inputs
    self.outputs = outputs
    isInDealingOrder = false
  }

  init(inDealingOrder inputs: [Int32], outputs: [Int32]) {
    self.inputs = inputs
    self.outputs = outputs
    isInDealingOrder = true
  }

  public var meanInput: Double { Self.mean(inputs) }
  public var meanOutput: Double { Self.mean(outputs) }
  public var longestOutput: Int { Int(outputs.max() ?? 1) }

  private static func mean(_ lengths: [Int32]) -> Double {
    lengths.isEmpty ? 0 : lengths.reduce(0.0) { $0 + Double($1) } / Double(lengths.count)
  }
}

/// A joint distribution of prompt and output lengths, up to its means: evenly spread pairs, correlated by a Gaussian
/// copula.
public struct LengthShape: Sendable {
  /// In units of the means, in order of dealing.
  var pairs: [ShareGPTShape.Pair]

  /// The distribution of ShareGPT's first turns; `correlation` is the copula's, −1 < ρ < 1.
  public static func shareGPT(correlation: Double) -> LengthShape {
    LengthShape(pairs: ShareGPTShape.pairs(correlation: correlation))
  }

  /// Lengths of this shape with given means.
  ///
  /// As the pairs are spread evenly the pool's means are the given ones, without sampling noise. Limits are those of
  /// the experiments: prompts of at most 1024 tokens, sums of at most 2048, 4 or more each.
  public func pool(meanInput: Double, meanOutput: Double) -> LengthPool {
    var pool = LengthPool(inputs: [], outputs: [])
    var inputScale = meanInput
    var outputScale = meanOutput
    // Rounding and the limits change the means a little; this corrects them.
    for _ in 0..<3 {
      let inputs = pairs.map { Int32(min(1024, max(4, ($0.input * inputScale).rounded()))) }
      let outputs = zip(pairs, inputs).map { pair, input in
        Int32(min(Double(2048 - input), max(4, (pair.output * outputScale).rounded())))
      }
      pool = LengthPool(inDealingOrder: inputs, outputs: outputs)
      inputScale *= meanInput / pool.meanInput
      outputScale *= meanOutput / pool.meanOutput
    }
    return pool
  }
}

/// The shape of ShareGPT's lengths, mean 1 each.
enum ShareGPTShape {
  /// Shares in 1/100 000 of bins 34 tokens wide from 4 tokens on (prompts) and 68 tokens wide (outputs), Llama-2
  /// tokenizer; from the histograms of the experiments' repository at bae36e2d [AgulloLopez2025].
  static let inputShares = [
    34721, 9272, 4920, 3311, 2744, 2460, 2460, 2554, 2649, 2744, 3027, 2933, 2744, 2365, 2176, 1798, 1608, 1608, 1514,
    1419, 1230, 1135, 1230, 1135, 1041, 1041, 1135, 1135, 1041, 851,
  ]
  static let outputShares = [
    38914, 9861, 7740, 7952, 8165, 6998, 5196, 3605, 2651, 1909, 1484, 1484, 1166, 1166, 1060, 424, 37, 37, 37, 37, 0,
    37, 37,
  ]

  struct Pair: Sendable {
    var input: Double
    var output: Double
  }

  static let count = 16_384

  /// Evenly spread pairs in order of dealing, correlated by a Gaussian copula: inputs by their rank, outputs by the
  /// rank of a normal score that is correlated with the input's.
  static func pairs(correlation: Double) -> [Pair] {
    var scores = [Double](repeating: 0, count: count)
    let rest = (1 - correlation * correlation).squareRoot()
    var place = 0.5
    for i in 0..<count {
      place += 0.6180339887498949
      if place >= 1 { place -= 1 }
      let inputScore = normalQuantile((Double(i) + 0.5) / Double(count))
      scores[i] = correlation * inputScore + rest * normalQuantile(max(place, 0x1p-40))
    }
    let order = scores.indices.sorted { (scores[$0], $0) < (scores[$1], $1) }
    var pairs = [Pair](repeating: Pair(input: 0, output: 0), count: count)
    let inputs = quantiles(of: inputShares, width: 34)
    let outputs = quantiles(of: outputShares, width: 68)
    for (rank, i) in order.enumerated() { pairs[i] = Pair(input: inputs[i], output: outputs[rank]) }
    let slice = count / LengthDealer.block
    for start in stride(from: 0, to: count, by: slice) {
      pairs[start..<start + slice].sort { ($0.output, $0.input) < ($1.output, $1.input) }
    }
    return pairs
  }

  /// The quantiles at the midpoints of `count` equal shares, divided by their mean.
  private static func quantiles(of shares: [Int], width: Double) -> [Double] {
    let total = Double(shares.reduce(0, +))
    var bin = 0
    var passed = 0.0
    var values: [Double] = []
    for i in 0..<count {
      let target = (Double(i) + 0.5) / Double(count) * total
      while bin < shares.count - 1, passed + Double(shares[bin]) < target {
        passed += Double(shares[bin])
        bin += 1
      }
      values.append(4 + width * (Double(bin) + (target - passed) / Double(shares[bin])))
    }
    let mean = values.reduce(0, +) / Double(count)
    return values.map { $0 / mean }
  }
}
