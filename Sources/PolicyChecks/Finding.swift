import Core

/// One thing that a policy fell short in.
public struct Finding: Sendable, Equatable {
  /// The check's name: `polarbench check FILE --only NAME` plays it again.
  public var check: String
  /// The verb that fell short, where it was one.
  public var verb: Verb?
  public var fault: Fault

  public init(_ check: String, _ verb: Verb?, _ fault: Fault) {
    self.check = check
    self.verb = verb
    self.fault = fault
  }
}

/// What a check of the battery came to.
public struct Verdict: Sendable, Equatable {
  public enum Outcome: Sendable, Equatable {
    case held
    case fell(Finding)
    /// The policy would not start in a world that it need not serve; the reason is its own.
    case refused(String)
    /// Not played; why.
    case skipped(String)
  }

  public var check: String
  /// What it looks at, a few words.
  public var summary: String
  public var outcome: Outcome

  public init(_ check: String, _ summary: String, _ outcome: Outcome) {
    self.check = check
    self.summary = summary
    self.outcome = outcome
  }

  /// nil unless it fell short.
  public var finding: Finding? {
    guard case .fell(let finding) = outcome else { return nil }
    return finding
  }
}
