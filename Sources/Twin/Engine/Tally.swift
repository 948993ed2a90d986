/// What one server did, counted.
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
    /// Sums over finished requests; the second over those of two tokens or more, which the third counts.
    public var firstTokenSeconds = 0.0
    public var perOutputTokenSeconds = 0.0
    public var paced = 0
    /// From arrival to the first step, over all requests; those that never got a step wait to the end.
    public var longestWaitSeconds = 0.0

    /// Whether a tenth or more of the tokens that arrived was not served.
    public var isStarved: Bool { Double(inputTokens + outputTokens) < 0.9 * Double(tokensAsked) }
  }

  /// Requests that came, those still outside at the end included.
  public var arrived = 0
  /// Requests that the server can never hold, and refused.
  public var refused = 0
  /// Requests that clients had no room to send.
  public var failed = 0
  public var finished = 0
  /// Tokens of finished requests.
  public var inputTokens = 0
  public var outputTokens = 0
  /// Tokens that were computed, of finished and other requests.
  public var promptTokensComputed = 0
  public var tokensGenerated = 0
  /// Prompt and generated tokens that preemptions threw away.
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
  /// Between one token and the next, over all tokens but the first of each request.
  public var betweenTokens = Spread()
  public var adapters: [AdapterCounts]

  init(adapterCount: Int) { adapters = Array(repeating: AdapterCounts(), count: adapterCount) }
}
