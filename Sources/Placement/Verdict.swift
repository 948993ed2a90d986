/// The twin's result for one GPU with its adapters.
public struct Verdict: Sendable, Equatable {
  /// Tokens per second requested by arrived requests, and of finished requests.
  public var asked: Double
  public var throughput: Double
  /// The lowest served share of an adapter; adapters without requests are left out.
  public var leastServed: Double
  /// Mean seconds to the first token, and between two tokens, of finished requests; 0 if none finished.
  public var firstTokenSeconds: Double
  public var tokenSeconds: Double
  /// Requests that finished, and the mean seconds from arrival to the end of each.
  public var finished: Int
  public var requestSeconds: Double
  /// Mean running requests.
  public var running: Double
  public var waiting: Double
  /// Mean use of the KV cache, 0 … 1.
  public var kvUse: Double
  /// Page-ins of adapters.
  public var loads: Int

  /// A GPU without requests.
  static let silent = Verdict(
    asked: 0, throughput: 0, leastServed: 1, firstTokenSeconds: 0, tokenSeconds: 0, finished: 0, requestSeconds: 0,
    running: 0, waiting: 0, kvUse: 0, loads: 0)

  /// The served share of the requested tokens.
  public var share: Double { asked > 0 ? throughput / asked : 1 }
}
