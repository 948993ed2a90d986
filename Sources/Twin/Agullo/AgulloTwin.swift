import Core

/// The published digital twin of a multi-LoRA server, with its faults [AgulloLopez2025, arXiv:2508.08343].
///
/// It makes the same decisions as the original, request by request, without scanning the queue.
public struct AgulloTwin: Sendable {
  public var predictors: AgulloPredictors
  /// Adapter slots on the GPU, 1 or more.
  public var slots: Int
  /// The rank that each slot is padded to.
  public var slotRank: Int
  /// Tokens that the KV cache holds; blocks of 16.
  public var kvTokens: Int
  public var workload: Workload
  /// The measured run's longest queue; nil if unknown.
  public var queueCap: Int?
  /// The twin's faults; all of them as published.
  public var faults = Set(AgulloFault.allCases)
  public var tokenBudget = 2048
  /// Enforced only without `unlimitedSequences`.
  public var maxSequences = 2048

  /// Whether arrivals that the run did not take are drawn and counted too: without it an overloaded run is faster.
  public var countsArrivals = true

  static let blockTokens = 16

  /// The queue's cap in the published runs of study `ml`, inferred from their times to the first token.
  public static let usualCap = 25_400

  public init(predictors: AgulloPredictors, slots: Int, slotRank: Int, kvTokens: Int, workload: Workload) {
    self.predictors = predictors
    self.slots = slots
    self.slotRank = slotRank
    self.kvTokens = kvTokens
    self.workload = workload
  }

  /// Simulates the workload. The same seed gives the same result.
  public func run(seed: Seed) throws(Fault) -> AgulloRun {
    try workload.validate()
    if slots < 1 { throw Messages.outOfRange("slots", slots, "1 or more") }
    if slots > workload.adapterCount { throw Messages.tooManySlots(slots, adapters: workload.adapterCount) }
    for (name, value, range) in [
      ("slot rank", slotRank, Bounds.rank), ("KV tokens", kvTokens, Self.blockTokens...Bounds.total.upperBound),
      ("token budget", tokenBudget, ServerSettings.tokenBudgets), ("sequences", maxSequences, ServerSettings.sequences),
    ] where !range.contains(value) {
      throw Messages.outOfRange(name, value, "\(range.lowerBound) to \(range.upperBound)")
    }
    if let queueCap, queueCap < 0 { throw Messages.outOfRange("queue cap", queueCap, "0 or more") }
    if let rank = workload.ranks.max(), rank > slotRank { throw Messages.rankAboveSlots(rank, slotRank: slotRank) }
    var server = AgulloServer(self, arrivals: AgulloArrivals(self, seed: seed))
    try server.play()
    return server.run()
  }
}

/// The result of a run of the published twin, by its own definitions.
public struct AgulloRun: Sendable, Equatable {
  /// The number of arrivals, or of those that were processed.
  public var arrivals = 0
  public var finished = 0
  /// Tokens of finished requests.
  public var inputTokens = 0
  public var outputTokens = 0
  /// The denominator of throughputs: the clock at the end of the run.
  public var seconds = 0.0
  /// Over finished requests; 0 if there are none.
  public var itlSeconds = 0.0
  /// Over finished and unfinished requests, the latter with the whole duration.
  public var ttftSeconds = 0.0
  public var loads = 0
  public var loadSeconds = 0.0
  public var schedulerSeconds = 0.0
  public var steps = 0
  public var preemptions = 0
  /// Requests that were lost.
  public var lost = 0
  /// Requests in the batch and in the queue at the end.
  public var running = 0
  public var waiting = 0
  /// Mean over time.
  public var meanRunning = 0.0
  public var meanWaiting = 0.0

  /// Tokens per second of finished requests.
  public var inputThroughput: Double { Double(inputTokens) / seconds }
  public var outputThroughput: Double { Double(outputTokens) / seconds }
  public var totalThroughput: Double { inputThroughput + outputThroughput }
}
