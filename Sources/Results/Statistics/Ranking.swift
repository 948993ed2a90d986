import Core

/// Policies on the same replicates: their order, the paired difference of each pair, and ranks, shared if the
/// difference is not significant.
public struct Ranking: Sendable {
  public let policies: [String]
  /// For each policy one value per replicate, more is better.
  public let samples: [Sample]
  /// Ranked policies by falling mean; equal means in the order given. Bounds are left out.
  public let order: [Int]
  /// For each policy; nil for bounds.
  public let ranks: [Int?]
  /// The differences i minus j for i < j, row by row.
  private let pairs: [PairedDifference]

  /// Ranks policies by samples of one length, at least 1.
  ///
  /// O(P · n · B) for resampling and O(P² · B) for the intervals, B = 10 000 resamples.
  /// - Parameter isBound: For each policy, whether it is a bound: bounds are compared, but neither ranked nor tested.
  /// - Parameter seed: The draws of the bootstrap depend only on it and the number of replicates, so that one more
  ///   policy changes no interval.
  public init(_ policies: [String], _ samples: [Sample], isBound: [Bool]? = nil, seed: Seed) {
    let isBound = isBound ?? policies.map { _ in false }
    self.policies = policies
    self.samples = samples
    order = policies.indices.filter { !isBound[$0] }
      .sorted { (samples[$0].mean, $1) > (samples[$1].mean, $0) }
    var pairs = Self.pairs(of: samples, seed: seed)
    Self.adjust(&pairs, isBound)
    self.pairs = pairs
    var ranks = [Int?](repeating: nil, count: policies.count)
    var first = 0
    for place in order.indices {
      let leader = order[first]
      let apart = !Self.difference(pairs, policies.count, leader, order[place]).holdsZero
      if place > first, apart { first = place }
      ranks[order[place]] = first + 1
    }
    self.ranks = ranks
  }

  /// The difference `a` minus `b`.
  public func difference(_ a: Int, minus b: Int) -> PairedDifference {
    Self.difference(pairs, policies.count, a, b)
  }

  /// Replicates.
  public var count: Int { samples.first?.count ?? 0 }

  private static func place(_ a: Int, _ b: Int, _ count: Int) -> Int { a * (2 * count - a - 1) / 2 + b - a - 1 }

  private static func difference(_ pairs: [PairedDifference], _ count: Int, _ a: Int, _ b: Int) -> PairedDifference {
    guard a != b else { return PairedDifference.ofOneWithItself }
    return a < b ? pairs[place(a, b, count)] : pairs[place(b, a, count)].reversed
  }

  private static func pairs(of samples: [Sample], seed: Seed) -> [PairedDifference] {
    let n = samples.first?.count ?? 0
    let scale = IntervalScale(count: n)
    let resampled = n >= PairedDifference.fewestResampled
    let means = resampled ? Bootstrap.means(of: samples.map(\.values), seed: seed) : []
    var pairs: [PairedDifference] = []
    pairs.reserveCapacity(samples.count * (samples.count - 1) / 2)
    var differences = [Double](repeating: 0, count: resampled ? Bootstrap.resamples : 0)
    for a in samples.indices {
      for b in samples.indices.dropFirst(a + 1) {
        if resampled { subtract(means[b], from: means[a], into: &differences) }
        pairs.append(.judged(samples[a].minus(samples[b]), means: differences, scale: scale))
      }
    }
    return pairs
  }

  private static func subtract(_ b: [Double], from a: [Double], into differences: inout [Double]) {
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        differences.withUnsafeMutableBufferPointer { differences in
          for i in differences.indices { differences[i] = a[i] - b[i] }
        }
      }
    }
  }

  /// Holm over the pairs of ranked policies.
  private static func adjust(_ pairs: inout [PairedDifference], _ isBound: [Bool]) {
    var family: [Int] = []
    for a in isBound.indices where !isBound[a] {
      for b in isBound.indices.dropFirst(a + 1) where !isBound[b] {
        let pair = place(a, b, isBound.count)
        if pairs[pair].p != nil { family.append(pair) }
      }
    }
    let adjusted = Holm.adjusted(family.map { pairs[$0].p! })
    for (pair, p) in zip(family, adjusted) { pairs[pair].holm = p }
  }
}
