import Core
import Twin

/// A surrogate's answers for many servers: the data of a tree.
public struct DenseAnswers: Sendable {
  /// The features of each server, in the order of `PlainFeature`.
  public private(set) var plain: [[Double]] = []
  /// Logarithms of the served share, from the ensemble.
  public private(set) var logShares: [Double] = []

  /// Mixes of another seed than the data's, and the papers' grid; servers with over 4.5 times the load that they can
  /// serve, or under a seventh, are left out.
  public init(of surrogate: Surrogate, mixes: Int = 24_000, grid every: Int = 2) throws(Fault) {
    let design = Design(seed: Seed(0).derived("dense"), mixes: 0, every: 0)
    for number in 0..<mixes {
      guard let mix = try design.mix(number, surrogate: surrogate) else { continue }
      try add(mix, surrogate)
    }
    guard every > 0 else { return }
    for (number, rates) in Design.rateTriples.enumerated() where number % every == 0 {
      for ranks in Design.ranks {
        for slots in Optimum.grid {
          for adapters in Optimum.grid where adapters >= slots {
            try add(
              Configuration(adapters: adapters, slots: slots, ranks: ranks[0], rates: rates), surrogate)
          }
        }
      }
    }
  }

  private mutating func add(_ configuration: Configuration, _ surrogate: Surrogate) throws(Fault) {
    let load = try configuration.load()
    guard let features = surrogate.features(of: load, slots: configuration.slots),
      0.15...4.5 ~= features.estimate.pressure
    else { return }
    let answer = surrogate.answer(features, verdict: .fits(tokens: 0), idealThroughput: 1)
    plain.append(PlainFeature.values(load, slots: configuration.slots))
    logShares.append(naturalLog(max(answer.throughput, ServedForm.floor)))
  }
}
