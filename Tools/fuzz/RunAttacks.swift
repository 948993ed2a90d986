import ArgumentParser
import Attacks
import Core
import Scripting

/// `polarbench-fuzz attacks`: the corpus, in fast and in strict mode, with the worst cost of each kind.
struct RunAttacks: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attacks", abstract: "Run the attack corpus and show the worst of each kind.",
    discussion: """
      CPU time is that of the slowest call; memory is that of the machine. 'none' is a script that searched for forbidden
      names and ran to its end. Ends with status 1 if an attack ended in another way than its first line allows.
      """)

  @Option(help: "The folder of the corpus.")
  var corpus = "Tests/ScriptingTests/Attacks"

  @Option(help: "Runs of each attack in each mode; the worst counts.")
  var plays = 3

  @Flag(help: "Show every attack.")
  var each = false

  @Flag(
    help: "Show the faults, word for word, of all attacks that cannot end by a time limit: the same bytes in every run."
  )
  var texts = false

  private struct Worst {
    var plays = 0
    var milliseconds = 0.0
    var slowest = ""
    var memoryBytes = 0
    var largest = ""
    var faults: [String: Int] = [:]
  }

  func run() throws {
    let attacks: [Attack]
    do throws(Fault) { attacks = try Attack.corpus(in: corpus) } catch {
      throw ValidationError(error.described)
    }
    if texts { return showTexts(attacks) }
    var surprises = 0
    for (mode, limits) in [("fast", ScriptLimits.fast), ("strict", .strict)] {
      var groups: [String: Worst] = [:]
      for attack in attacks {
        for _ in 0..<plays {
          let outcome = AttackRun(attack.text, named: attack.name, limits: limits).outcome
          tally(outcome, of: attack, in: &groups[attack.group, default: Worst()])
          if each { show(attack, mode, outcome) }
          if !attack.mayEnd(in: outcome.kind, isStrict: mode == "strict") {
            surprises += 1
            print("\(attack.group)/\(attack) ended in \(outcome.kind): \(outcome.fault?.described ?? "no fault")")
          }
        }
      }
      report(mode, groups)
    }
    print("\(attacks.count) scripts; the process held at most \(grouped(mostResidentKiB())) KiB")
    if surprises > 0 { throw ExitCode(1) }
  }

  /// Only of attacks that cannot end by a time limit, so that the output does not depend on a clock.
  private func showTexts(_ attacks: [Attack]) {
    let counted = ScriptLimits(budgetInstructions: ScriptLimits.strict.budgetInstructions, cpuNanos: 60_000_000_000)
    for attack in attacks where !attack.expected.contains("cpu") {
      let outcome = AttackRun(attack.text, named: attack.name, limits: counted).outcome
      let calls = outcome.fault?.calls.joined(separator: "; ") ?? ""
      print("\(attack.group)/\(attack): \(outcome.kind): \(outcome.fault?.described ?? "no fault") [\(calls)]")
    }
  }

  private func tally(_ outcome: AttackOutcome, of attack: Attack, in worst: inout Worst) {
    worst.plays += 1
    worst.faults[outcome.kind, default: 0] += 1
    if outcome.milliseconds > worst.milliseconds {
      (worst.milliseconds, worst.slowest) = (outcome.milliseconds, "\(attack), \(outcome.call)")
    }
    if outcome.memoryBytes > worst.memoryBytes {
      (worst.memoryBytes, worst.largest) = (outcome.memoryBytes, "\(attack)")
    }
  }

  private func report(_ mode: String, _ groups: [String: Worst]) {
    print("\(mode): worst of each kind")
    for (group, worst) in groups.sorted(by: { $0.key < $1.key }) {
      let faults = worst.faults.sorted { $0.key < $1.key }.map { "\($0.value / plays) \($0.key)" }.joined(
        separator: ", ")
      print(
        padded(group, 13) + padded("\(worst.plays / plays)", 4) + padded("\(fixed(worst.milliseconds, 1)) ms", 10)
          + padded(worst.slowest, 32) + padded("\(grouped(worst.memoryBytes >> 10)) KiB", 12)
          + padded(worst.largest, 24) + faults)
    }
  }

  private func show(_ attack: Attack, _ mode: String, _ outcome: AttackOutcome) {
    print(
      padded("\(attack)", 32) + padded(mode, 8) + padded(outcome.kind, 8) + padded(outcome.call, 8)
        + padded(fixed(outcome.milliseconds, 1), 8)
        + (outcome.fault?.reason.prefix(90).replacing("\n", with: " ") ?? ""))
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}
