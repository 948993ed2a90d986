/// The counts of one server.
public struct Tally: Sendable, Equatable {
  /// Counts of one adapter.
  public struct AdapterCounts: Sendable, Equatable {
    public var arrived = 0
    public var failed = 0
    public var finished = 0
    /// Prompt and output tokens of those that arrived.
    public var tokensAsked = 0
    public var inputTokens = 0
    public var outputTokens = 0
    public var preemptions = 0
    /// Sums over finished requests; the second only over requests with two tokens or more, counted by the third.
    public var firstTokenSeconds = 0.0
    public var perOutputTokenSeconds = 0.0
    public var paced = 0
    /// From arrival to the first step, over all requests; requests that never had a step wait to the end.
    public var longestWaitSeconds = 0.0

    /// Whether a tenth or more of the tokens that arrived was not served.
    public var isStarved: Bool { Double(inputTokens + outputTokens) < 0.9 * Double(tokensAsked) }
  }

  /// Arrived requests, including those not sent at the end.
  public var arrived = 0
  /// Requests that never fit and were refused.
  public var refused = 0
  /// Requests that clients could not send.
  public var failed = 0
  public var finished = 0
  /// Tokens of finished requests.
  public var inputTokens = 0
  public var outputTokens = 0
  /// Computed tokens, of finished and other requests.
  public var promptTokensComputed = 0
  public var tokensGenerated = 0
  /// Prompt and generated tokens that preemptions discarded.
  public var tokensRecomputed = 0
  public var preemptions = 0
  public var steps = 0
  public var busySeconds = 0.0
  /// Seconds that steps waited for adapters.
  public var stallSeconds = 0.0
  /// From arrival to the first token, of finished requests.
  public var firstToken = Spread()
  /// (end − first token) / (output − 1), of finished requests with two tokens or more.
  public var perOutputToken = Spread()
  /// Time between consecutive tokens of a request.
  public var betweenTokens = Spread()
  public var adapters: [AdapterCounts]

  init(adapterCount: Int) { adapters = Array(repeating: AdapterCounts(), count: adapterCount) }
}
