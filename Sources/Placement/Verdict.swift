/// What the twin says of one GPU with its adapters.
public struct Verdict: Sendable, Equatable {
  /// Tokens each second that the requests which came ask for, and those of finished requests.
  public var asked: Double
  public var throughput: Double
  /// The served share of what was asked of the adapter that got least of it; adapters that nobody asked are left out.
  public var leastServed: Double
  /// Mean seconds to the first token, and between two tokens, of finished requests; 0 where none finished.
  public var firstTokenSeconds: Double
  public var tokenSeconds: Double
  /// Requests that finished, and the mean seconds from arrival to the end of each.
  public var finished: Int
  public var requestSeconds: Double
  /// In the mean.
  public var running: Double
  public var waiting: Double
  /// Of the KV cache, in the mean, 0 … 1.
  public var kvUse: Double
  /// Page-ins of adapters.
  public var loads: Int

  /// A GPU that nobody asks for anything.
  static let silent = Verdict(
    asked: 0, throughput: 0, leastServed: 1, firstTokenSeconds: 0, tokenSeconds: 0, finished: 0, requestSeconds: 0,
    running: 0, waiting: 0, kvUse: 0, loads: 0)

  /// The share of what was asked for that was served.
  public var share: Double { asked > 0 ? throughput / asked : 1 }
}
