import CFence

/// What a policy's process may use; it sets them itself, before it reads the policy.
public struct ProcessLimits: Sendable {
  /// Of memory, above what the program takes at its start.
  public var memoryBytes = 1 << 30
  /// Of processor time for one answer.
  public var answerSeconds = 11

  public init() {}

  /// From now on, and for good: so much memory, no files, no processes, nothing of the system but memory, time and the
  /// socket; and an end when the host ends.
  public func enter() {
    fence_limits(Int64(memoryBytes))
    _ = fence_calls()
  }

  /// Grants the processor time of another answer.
  func renew() { fence_grant(Int64(answerSeconds)) }
}
