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
    return (tally.firstToken.sum + Double(tally.arrived - tally.finished) * durationSeconds) / Double(tally.arrived)
  }

  /// Page-ins over the link from host memory to the GPU.
  public var loads: Int { ledger.gpu.pageIns + ledger.gpu.bypasses + ledger.gpu.planLoads }
}
