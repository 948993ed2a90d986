import Core

/// One failed check of a policy.
public struct Finding: Sendable, Equatable {
  /// The check's name: `polarbench check FILE --only NAME` runs it again.
  public var check: String
  /// The verb that failed, if it was one.
  public var verb: Verb?
  public var fault: Fault

  public init(_ check: String, _ verb: Verb?, _ fault: Fault) {
    self.check = check
    self.verb = verb
    self.fault = fault
  }
}

/// The result of a check.
public struct Verdict: Sendable, Equatable {
  public enum Outcome: Sendable, Equatable {
    case held
    case fell(Finding)
    /// The policy refused to start in a world that it need not support; with its reason.
    case refused(String)
    /// Not run; with the reason.
    case skipped(String)
  }

  public var check: String
  /// What it checks, in a few words.
  public var summary: String
  public var outcome: Outcome

  public init(_ check: String, _ summary: String, _ outcome: Outcome) {
    self.check = check
    self.summary = summary
    self.outcome = outcome
  }

  /// nil unless it failed.
  public var finding: Finding? {
    guard case .fell(let finding) = outcome else { return nil }
    return finding
  }
}
