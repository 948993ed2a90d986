import ArgumentParser
import Core
import PolicyChecks
import Printing
import Roster
import Scripting

/// `polarbench check`: the checks for every policy.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check a policy: situations, the contract, determinism, the card's traits.",
    discussion: """
      Examples:
        polarbench check mine.lua
        polarbench check mine.lua --only capacity-1 --show 0..5

      Calls of a file have a budget of instructions, so that the verdict is the same on every machine. The exit code is
      0 without findings, 1 with findings, and 2 if the check could not run.
      """)

  @Argument(help: "A Lua file, or the name of a policy; parameters in parentheses.")
  var policy: String

  @OptionGroup var setOption: SetOption

  @Option(help: "Run only this check.")
  var only: String?

  @Option(help: ArgumentHelp("With --only SITUATION: step through these requests.", valueName: "a..b"))
  var show: String?

  @Option(name: [.customShort("k"), .long], help: "Slots, in situations without a fixed capacity.")
  var capacity = 4

  @OptionGroup var seedOption: SeedOption

  @OptionGroup var jsonFlag: JSONFlag

  @OptionGroup var fencingOptions: FencingOptions

  @OptionGroup var quietFlag: QuietFlag

  func validate() throws {
    try requireFlag("--capacity", capacity, in: 1...1000)
    if show != nil, only == nil { throw ValidationError("--show needs --only SITUATION.") }
  }

  func run() throws {
    let verdicts = try faulting { try check() }
    if verdicts.contains(where: { $0.finding != nil }) { throw ExitCode(1) }
  }

  private func check() throws(Fault) -> [Verdict] {
    let shown = try show.map { (text: String) throws(Fault) in try StepRange.parse(text) }
    let subject: Candidates.Subject
    do throws(Fault) {
      subject = try Candidates.subject(policy, settings: setOption.settings, limits: .strict, fencingOptions.fencing)
    } catch {
      // Loading the file is the first check.
      guard error.kind != nil else { throw error }
      let verdict = Verdict("load", "the file is a policy", .fell(Finding("load", nil, error)))
      let report = CheckReport(policy, json: jsonFlag.isOn)
      report.show(verdict)
      report.conclude([verdict])
      return [verdict]
    }
    if !quietFlag.isOn, let file = subject.file?.file { Output.note(ofFence: file) }
    let candidate: Candidate
    switch subject.kind {
    case .policy(let policy): candidate = policy
    case .hook(let hook): return try check(HookBattery(hook, seed: seedOption.value))
    }
    let battery = Battery(candidate, capacity: capacity, seed: seedOption.value)
    if let only, !battery.checks.contains(only) { throw CommandMessages.unknownCheck(only, among: battery.checks) }
    if let shown { try stepThrough(battery, shown) }
    let report = CheckReport(policy, json: jsonFlag.isOn)
    let verdicts = battery.run(only: only, report: report.show)
    report.conclude(verdicts)
    if !quietFlag.isOn, !jsonFlag.isOn, only == nil, !verdicts.contains(where: { $0.finding != nil }) {
      report.note(speeds: try PolicyTimes(subject).speeds)
    }
    return verdicts
  }

  /// Checks a policy for the twin.
  private func check(_ hooks: HookBattery) throws(Fault) -> [Verdict] {
    if let only, !hooks.checks.contains(only) { throw CommandMessages.unknownCheck(only, among: hooks.checks) }
    if show != nil { throw CommandMessages.nothingToShow(only!) }
    let report = CheckReport(policy, json: jsonFlag.isOn)
    let verdicts = try hooks.run(only: only, report: report.show)
    report.conclude(verdicts)
    return verdicts
  }

  /// Runs a situation and prints its steps; the check itself reports a fault.
  private func stepThrough(_ battery: Battery, _ shown: ClosedRange<Step>) throws(Fault) {
    guard let situation = battery.situation(only!) else { throw CommandMessages.nothingToShow(only!) }
    var recorder = try RunRecorder(decisions: nil, epochs: nil, shown: shown, trace: situation.trace)
    do throws(Fault) {
      try situation.play(battery.candidate, seed: seedOption.value, watchedBy: &recorder)
    } catch {
      return
    }
  }
}
