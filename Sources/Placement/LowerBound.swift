import Core
import Surrogate
import Twin

/// A lower bound on the number of GPUs, with its parts.
public struct LowerBound: Sendable, Equatable {
  /// By memory: tokens of requests in the KV cache, for the shortest time of their steps. From the profile only.
  public var memory: Double
  /// By time: the same tokens, computed in the step times of the profile with full batches of one adapter. From the
  /// profile only.
  public var time: Double
  /// By tokens: all requested tokens, over those of the GPU that served the most.
  public var tokens: Double
  /// By prices: no simulated GPU at its limit costs more than 1. Depends on the GPUs that were tried.
  public var prices: Double
  /// By the rules: copies and adapters that may not share a GPU.
  public var rules: Int
  /// Requested tokens per second of that best GPU.
  public var bestTokenRate: Double

  /// The whole number of GPUs. An excess of a hundredth of a GPU is treated as noise of the twin.
  public var gpus: Int {
    let most = max(memory, max(time, max(tokens, prices)))
    return max(1, max(rules, nearestWhole((most - 0.01).rounded(.up))))
  }
}

extension LowerBound {
  /// Bounds that hold for any GPU of the profile.
  ///
  /// A served request of i prompt and o output tokens is in o steps, and has i+1 … i+o tokens in the KV cache in them.
  /// A step takes at least the base time and the terms of each sequence, prompt token and resident token; the tokens
  /// resident in one step are at most the KV cache of a server with one slot of the lowest rank.
  static func ofProfile(_ task: PlacementTask, items: [Item]) -> (memory: Double, time: Double) {
    let profile = task.profile
    let rank = items.map(\.rank).min() ?? 8
    guard case .fits(let tokens) = profile.memory.verdict(slots: 1, slotRank: rank) else { return (0, 0) }
    let steps = profile.steps
    let base = (steps[.base] + steps[.lora]) / 1000
    var resident = 0.0
    var work = 0.0
    for item in items where item.rate > 0 {
      let output = item.load.meanOutput * profile.outputShare
      // At equal lengths: the mean of o² is at least the square of the mean. Prompt and output are separate, as in the
      // pool.
      let held = Self.togetherLeast * item.load.meanInput * output + 0.5 * output * output
      resident += item.rate * held
      work += item.rate * (steps[.sequences] + steps[.loraSequences]) * output
      work += item.rate * (steps[.prompt] + steps[.loraPrompt]) * item.load.meanInput
      work += item.rate * steps[.resident] * held / 1000
    }
    let share = task.leastShare
    let memory = share * resident * base / Double(tokens)
    return (memory, memory + share * work / 1000)
  }

  /// The mean product of prompt and output over the product of the means is at least this in the experiments' lengths.
  private static let togetherLeast = 0.5
}
