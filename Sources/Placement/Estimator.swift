import Core
import Surrogate
import Twin

/// What a estimator expects of one GPU.
public struct GPUEstimate: Sendable, Equatable {
  /// The share of the tokens asked for that is served, 0 … 1.
  public var share: Double
  /// Tokens each second that are asked for.
  public var asked: Double
  /// How likely too little is served.
  public var starvedProbability: Double

  public var throughput: Double { share * asked }
  public var isStarved: Bool { starvedProbability >= 0.5 }
}

/// Guesses what the twin would say of one GPU, much faster than playing it.
public protocol Estimator: Sendable {
  /// nil where a server with so many slots does not start.
  func estimate(_ load: LoadSummary, slots: Int) -> GPUEstimate?
}

extension Estimator {
  /// The number of slots of a grid that serves most, and what is expected of it; nil where none starts.
  ///
  /// Of equal ones the fewest slots. The grid ends at the number of adapters, which is tried too.
  public func best(_ load: LoadSummary, grid: [Int]) -> (slots: Int, estimate: GPUEstimate)? {
    var best: (slots: Int, estimate: GPUEstimate)?
    for slots in slotChoices(grid, adapters: load.count) {
      guard let estimate = self.estimate(load, slots: slots) else { continue }
      if let now = best?.estimate, estimate.share <= now.share { continue }
      best = (slots, estimate)
    }
    return best
  }
}

/// The numbers of slots of a grid that so many adapters can fill, and their number where it is below the grid's last.
func slotChoices(_ grid: [Int], adapters: Int) -> [Int] {
  let below = grid.filter { $0 < adapters }
  return below.count < grid.count ? below + [adapters] : below
}

/// The learned surrogate as a estimator.
public struct SurrogateEstimator: Estimator {
  public let surrogate: Surrogate

  public init(_ surrogate: Surrogate) { self.surrogate = surrogate }

  public func estimate(_ load: LoadSummary, slots: Int) -> GPUEstimate? {
    let answer = surrogate.answer(load, slots: slots)
    guard case .fits = answer.verdict else { return nil }
    let share = answer.idealThroughput > 0 ? min(1, answer.throughput / answer.idealThroughput) : 1
    return GPUEstimate(share: share, asked: answer.idealThroughput, starvedProbability: answer.starvedProbability)
  }
}
