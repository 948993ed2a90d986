/// One decision of a server's scheduler.
public struct TwinDecision: Sendable, Equatable {
  public enum Kind: String, Sendable {
    case admitted, preempted, finished
  }

  public var step: Int
  public var kind: Kind
  /// The request's number in order of arrival.
  public var request: Int

  public init(step: Int, kind: Kind, request: Int) {
    self.step = step
    self.kind = kind
    self.request = request
  }
}
