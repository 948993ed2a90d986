import Core
import Surrogate
import Twin

/// How few GPUs can do, and what that rests on.
public struct LowerBound: Sendable, Equatable {
  /// By memory: tokens that requests hold in the KV cache for as long as their steps take at the least. From the profile alone.
  public var memory: Double
  /// By time: the same tokens, computed in the step times of the profile at full batches of one adapter. From the profile alone.
  public var time: Double
  /// By tokens: all tokens asked for, over those of the GPU that was found to be fed with the most.
  public var tokens: Double
  /// By prices: no GPU that the twin was shown, full to the edge, is worth more than 1. Rests on the GPUs that were tried.
  public var prices: Double
  /// By the rules: copies and adapters that may not share a GPU.
  public var rules: Int
  /// Tokens each second asked of that best GPU.
  public var bestTokenRate: Double

  /// The whole number of GPUs. A hundredth of a GPU too much is taken for the twin's luck.
  public var gpus: Int {
    let most = max(memory, max(time, max(tokens, prices)))
    return max(1, max(rules, nearestWhole((most - 0.01).rounded(.up))))
  }
}

extension LowerBound {
  /// What holds for any GPU of the profile, whatever it is given.
  ///
  /// A served request of i prompt and o output tokens is in o steps, and holds i+1 … i+o tokens of the KV cache in them. A
  /// step takes at least the base time and what each sequence, prompt token and resident token adds; the tokens
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
      // At equal lengths: the mean of o² is at least the square of the mean. Prompt and output are apart, as in the pool.
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
