import Twin

/// Adapters on GPUs, each served enough according to the twin.
public struct Plan: Sendable, Equatable {
  /// One GPU.
  public struct GPU: Sendable, Equatable {
    /// 1-based.
    public var number: Int
    public var items: [Item]
    /// A_max, `max_loras`.
    public var slots: Int
    /// `max_lora_rank`.
    public var slotRank: Int
    public var kvTokens: Int
    public var verdict: Verdict
  }

  public var algorithm: Algorithm
  public var gpus: [GPU]
  /// nil if it was not requested.
  public var bound: LowerBound?
  /// Runs of the twin that it needed.
  public var runs: Int
  /// Number of copies of each adapter.
  public var copies: [Int]

  /// Tokens per second, requested and served.
  public var asked: Double { gpus.reduce(0) { $0 + $1.verdict.asked } }
  public var throughput: Double { gpus.reduce(0) { $0 + $1.verdict.throughput } }
  /// Mean seconds of a request from arrival to its end.
  public var requestSeconds: Double {
    let finished = gpus.reduce(0) { $0 + $1.verdict.finished }
    return gpus.reduce(0) { $0 + Double($1.verdict.finished) * $1.verdict.requestSeconds } / Double(max(1, finished))
  }
}

/// How a plan is found.
public enum Algorithm: String, Sendable, CaseIterable {
  /// Starts with the lower bound's number of GPUs, assigned in three ways and improved by moves and swaps; then one
  /// more, and so on. Never more than `greedy`.
  case search
  /// First fit decreasing, guided by the estimator [AgulloLopez2026]; see `Greedy`.
  case greedy
  /// The same, but to the fullest GPU that takes the adapter.
  case bestFit = "best-fit"
  /// Round robin in the order of the file, with the fewest GPUs for which that works.
  case roundRobin = "round-robin"
  /// At random, with the fewest GPUs for which that works.
  case random
}
