import Core
import Workbench

/// The checks for every policy: situations, the contract, determinism, and the card's traits.
///
/// It uses no test library and no clock: a verdict is the same on every machine.
public struct Battery: Sendable {
  public let candidate: Candidate
  let situations: [Situation]
  let seed: Seed
  /// - Parameter capacity: slots in the situations without a fixed capacity; 1 or more.
  public init(_ candidate: Candidate, capacity: Int = 4, seed: Seed = Seed(1)) {
    self.candidate = candidate
    situations = Situation.all(capacity: capacity)
    self.seed = seed
  }

  /// The names of all checks, in order.
  public var checks: [String] { situations.map(\.name) + Self.comparisons.map(\.name) }

  /// The situation with a name.
  public func situation(_ name: String) -> Situation? { situations.first { $0.name == name } }

  /// Checks of the card's traits, and of the different ways to call a policy.
  static let comparisons: [(name: String, summary: String)] = [
    ("stochastic", "another seed changes its decisions if, and only if, the card claims 'stochastic'"),
    ("memory", "adapters that come back are newcomers, unless the card claims 'memory'"),
    ("replay", "ids that appear one by one, and an evictor's own loop, change nothing"),
    ("parameters", "it plays with each parameter at the ends of its range"),
  ]

  /// Runs all checks, or the one named `only`; `report` receives each verdict when it is ready.
  @discardableResult
  public func run(only: String? = nil, report: (Verdict) -> Void = { _ in }) -> [Verdict] {
    var verdicts: [Verdict] = []
    func add(_ check: String, _ summary: String, _ play: () -> Verdict.Outcome) {
      guard only == nil || only == check else { return }
      verdicts.append(Verdict(check, summary, play()))
      report(verdicts[verdicts.count - 1])
    }
    for situation in situations { add(situation.name, situation.summary) { outcome(of: situation) } }
    for (name, summary) in Self.comparisons {
      add(name, summary) {
        switch name {
        case "stochastic": stochastic()
        case "memory": memory()
        case "replay": replay()
        default: parameters()
        }
      }
    }
    return verdicts
  }

  func play(_ situation: Situation, _ candidate: Candidate? = nil, seed: Seed? = nil) -> Play {
    Play(situation.cell(for: candidate ?? self.candidate, seed: seed ?? self.seed))
  }

  /// A situation runs twice with one seed and once with another.
  private func outcome(of situation: Situation) -> Verdict.Outcome {
    if let reason = situation.reasonToSkip(candidate) { return .skipped(reason) }
    let one = play(situation)
    if let fault = one.fault {
      if situation.mayBeRefused, one.failedBeforeFirstAnswer { return .refused(fault.reason) }
      return .fell(finding(fault, of: one, in: situation))
    }
    if situation.isLarge { return .held }
    if let step = Decisions.firstDifference(one.decisions, play(situation).decisions) {
      return .fell(parted(Messages.notRepeatable, at: step, of: situation))
    }
    let other = play(situation, seed: seed.derived("other"))
    if let fault = other.fault { return .fell(finding(fault, of: other, in: situation)) }
    return .held
  }

  /// Adds the place in the situation to a fault, and the command that reproduces it.
  func finding(_ fault: Fault, of play: Play, in situation: Situation, check: String? = nil) -> Finding {
    var fault = fault
    if fault.at == nil, play.log.last != .start { fault.at = "step \(play.log.step) of \(situation.name)" }
    let first = max(0, play.log.step - 3)
    fault.replay = command(only: situation.name)
    if play.log.last != .start { fault.replay! += " --show \(first)..\(play.log.step)" }
    return Finding(check ?? situation.name, play.log.last, fault)
  }

  /// Adds the step at which two runs differ, and the command that shows it.
  func parted(_ fault: Fault, at step: Step, of situation: Situation, check: String? = nil) -> Finding {
    var fault = fault
    fault.at = "step \(step) of \(situation.name)"
    fault.replay = command(only: situation.name) + " --show \(max(0, step - 3))..\(step)"
    return Finding(check ?? situation.name, nil, fault)
  }

  /// The command that runs a check again.
  func command(only check: String) -> String {
    let spelling = Spelling(name: candidate.name, arguments: candidate.given).described
    return ShellWord.joined(["polarbench", "check", ShellWord.path(spelling), "--only", check])
  }
}
