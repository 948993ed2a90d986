import Core
import Paging

/// The result of a run of the twin.
public struct TwinRun: Sendable {
  public var tally: Tally
  public var gauges: Gauges
  public var ledger: Ledger
  /// Empty unless requested.
  public var decisions: [TwinDecision]
  /// Requests that were not finished at the end, including those not sent yet.
  public var open: Int
  public var durationSeconds: Double
  /// Tokens per second requested by the clients.
  public var idealThroughput: Double

  /// The results of the replicas, in order; empty for a single server.
  public var replicas: [TwinRun] = []

  var observation = Observation()
  /// The share of tokens that reach the client in their own chunk.
  public var chunkShare = 1.0
  /// Time between consecutive chunks of a request, as seen by clients.
  public var chunks = Spread()
  /// The mean delay of a first token outside the engine.
  public var firstTokenDelaySeconds = 0.0
  /// For each term of the step model the sum of its factor over all steps; empty unless requested.
  public var stepSums: [Double] = []

  /// Mean time to the first token of finished requests, as seen by clients; nil if none finished.
  public var meanFirstTokenSeconds: Double? { tally.firstToken.mean.map { $0 + firstTokenDelaySeconds } }

  /// Mean time between chunks, as seen by clients; nil if there was none.
  public var meanBetweenChunksSeconds: Double? { tally.betweenTokens.mean.map { $0 / chunkShare } }

  /// The mean of the gauge of running requests.
  public var shownRunning: Double {
    let refusing = Double(tally.failed) > 0.02 * Double(tally.arrived)
    return gauges.meanRunning * (refusing ? observation.runningShareRefusing : 1)
  }

  /// Tokens per second of finished requests, prompts and outputs.
  public var totalThroughput: Double { inputThroughput + outputThroughput }
  public var inputThroughput: Double { Double(tally.inputTokens) / durationSeconds }
  public var outputThroughput: Double { Double(tally.outputTokens) / durationSeconds }

  /// Whether a tenth or more of the requested tokens was not served [AgulloLopez2025].
  public var isStarved: Bool { totalThroughput < 0.9 * idealThroughput }

  /// Mean time to the first token where each unfinished request counts as the whole run [AgulloLopez2025]; nil without
  /// requests.
  public var penalisedFirstTokenSeconds: Double? {
    guard tally.arrived > 0 else { return nil }
    let seen = tally.firstToken.sum + Double(tally.finished) * firstTokenDelaySeconds
    return (seen + Double(tally.arrived - tally.finished) * durationSeconds) / Double(tally.arrived)
  }

  /// Page-ins of one adapter.
  public func loads(of adapter: Int) -> Int { ledger.adapters[adapter].requests - ledger.adapters[adapter].hits }

  /// Adapters with a tenth or more of their tokens not served.
  public var starvedAdapters: Int { tally.adapters.count(where: \.isStarved) }

  /// Page-ins over the link from host memory to the GPU.
  public var loads: Int { ledger.gpu.pageIns + ledger.gpu.bypasses + ledger.gpu.planLoads }
}
