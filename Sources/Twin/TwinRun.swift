import Core
import Paging

/// What a run of the twin came to.
public struct TwinRun: Sendable {
  public var tally: Tally
  public var gauges: Gauges
  public var ledger: Ledger
  /// Empty unless asked for.
  public var decisions: [TwinDecision]
  /// Requests that were not done at the end, those outside included.
  public var open: Int
  public var durationSeconds: Double
  /// Tokens each second that the clients ask for.
  public var idealThroughput: Double

  /// What each replica came to, in order; empty for a server alone.
  public var replicas: [TwinRun] = []

  var observation = Observation()
  /// The share of tokens that reach the client in a chunk of their own.
  public var chunkShare = 1.0
  /// Between one chunk and the next of a request, as clients see it.
  public var chunks = Spread()
  /// What a first token waits beyond the engine, in the mean.
  public var firstTokenDelaySeconds = 0.0
  /// For each term of the step model what its coefficient was multiplied with, over all steps; empty unless asked for.
  public var stepSums: [Double] = []

  /// Mean time to the first token of finished requests, as clients see it; nil where none finished.
  public var meanFirstTokenSeconds: Double? { tally.firstToken.mean.map { $0 + firstTokenDelaySeconds } }

  /// Mean time between chunks, as clients see it; nil where there was none.
  public var meanBetweenChunksSeconds: Double? { tally.betweenTokens.mean.map { $0 / chunkShare } }

  /// What the gauge of running requests shows in the mean.
  public var shownRunning: Double {
    let refusing = Double(tally.failed) > 0.02 * Double(tally.arrived)
    return gauges.meanRunning * (refusing ? observation.runningShareRefusing : 1)
  }

  /// Tokens each second of finished requests, prompts and outputs.
  public var totalThroughput: Double { inputThroughput + outputThroughput }
  public var inputThroughput: Double { Double(tally.inputTokens) / durationSeconds }
  public var outputThroughput: Double { Double(tally.outputTokens) / durationSeconds }

  /// Whether a tenth or more of what was asked for was not served [AgulloLopez2025].
  public var isStarved: Bool { totalThroughput < 0.9 * idealThroughput }

  /// Mean time to the first token where each request that was not done counts as the whole run [AgulloLopez2025]; nil where
  /// none came.
  public var penalisedFirstTokenSeconds: Double? {
    guard tally.arrived > 0 else { return nil }
    let seen = tally.firstToken.sum + Double(tally.finished) * firstTokenDelaySeconds
    return (seen + Double(tally.arrived - tally.finished) * durationSeconds) / Double(tally.arrived)
  }

  /// Page-ins of one adapter.
  public func loads(of adapter: Int) -> Int { ledger.adapters[adapter].requests - ledger.adapters[adapter].hits }

  /// Adapters of whose tokens a tenth or more was not served.
  public var starvedAdapters: Int { tally.adapters.count(where: \.isStarved) }

  /// Page-ins over the link from host memory to the GPU.
  public var loads: Int { ledger.gpu.pageIns + ledger.gpu.bypasses + ledger.gpu.planLoads }
}
