/// A request to a server.
public struct TwinRequest: Sendable, Equatable {
  /// In order of arrival, 0-based.
  public var number: Int
  public var arrivalSeconds: Double
  public var adapter: Int
  /// Prompt tokens, 1 or more.
  public var inputTokens: Int
  /// Tokens that it will generate, 1 or more.
  public var outputTokens: Int

  public init(number: Int, arrivalSeconds: Double, adapter: Int, inputTokens: Int, outputTokens: Int) {
    self.number = number
    self.arrivalSeconds = arrivalSeconds
    self.adapter = adapter
    self.inputTokens = inputTokens
    self.outputTokens = outputTokens
  }
}
