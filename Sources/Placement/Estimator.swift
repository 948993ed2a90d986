import Core
import Surrogate
import Twin

/// An estimate for one GPU.
public struct GPUEstimate: Sendable, Equatable {
  /// The served share of the requested tokens, 0 … 1.
  public var share: Double
  /// Requested tokens per second.
  public var asked: Double
  /// The probability of starvation.
  public var starvedProbability: Double

  public var throughput: Double { share * asked }
  public var isStarved: Bool { starvedProbability >= 0.5 }
}

/// Estimates the twin's result for one GPU, much faster than a simulation.
public protocol Estimator: Sendable {
  /// nil if a server with that many slots does not start.
  func estimate(_ load: LoadSummary, slots: Int) -> GPUEstimate?
}

extension Estimator {
  /// The number of slots of a grid that serves most, and its estimate; nil if none starts.
  ///
  /// Ties go to fewer slots. The grid is cut at the number of adapters, which is also tried.
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

/// The numbers of slots of a grid that the adapters can fill, and the number of adapters if it is below the grid's
/// last.
func slotChoices(_ grid: [Int], adapters: Int) -> [Int] {
  let below = grid.filter { $0 < adapters }
  return below.count < grid.count ? below + [adapters] : below
}

/// The learned surrogate as an estimator.
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
