import ArgumentParser
import Attacks
import Core
import Glibc
import Scripting

/// `polarbench-fuzz scripts`: mutated policies and verb answers; every script must end normally or in a named fault,
/// within its limits, and with the same result twice.
struct FuzzScripts: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scripts", abstract: "Run mutated policies and attacks.",
    discussion: """
      The i-th script and its world depend on the seed, the files and i alone. Each runs twice. A crash,
      \(Watchdog.patience) seconds without an answer, a fault without a name, memory beyond the cap, or two runs that
      differ end the run with the command that reproduces the script.

      Examples:
        scripts/fuzz scripts --inputs 200000
        scripts/fuzz scripts --only 4711
      """)

  @Option(help: "Scripts to run.")
  var inputs = 200_000

  @Option(help: "The number of the first.")
  var first = 0

  @Option(help: "The seed of all scripts.")
  var seed: UInt64 = 1

  @Option(help: "One script by its number: its text is printed on stdout, then it runs.")
  var only: Int?

  @Option(name: .customLong("from"), help: "Folders of scripts to start from, one level deep.")
  var folders = ["policies", "Tests/ScriptingTests/Attacks"]

  /// Larger attacks are repetitions of one element.
  private static let longestSeed = 16 << 10

  func run() throws {
    let mutator = ScriptMutator(try seeds(), seed: Seed(seed))
    Watchdog.watch("scripts/fuzz scripts --seed \(seed) --only")
    if let only {
      let text = mutator.script(only)
      text.withUnsafeBytes { _ = write(1, $0.baseAddress, $0.count) }
      Watchdog.enter(only)
      let outcome = play(only, mutator)
      print("\n\(outcome.kind): \(outcome.fault?.described ?? "ran to its end")")
    } else {
      campaign(mutator)
    }
  }

  private func seeds() throws -> [String] {
    do throws(Fault) {
      var texts: [String] = []
      for folder in folders {
        for attack in try Attack.corpus(in: folder) where attack.text.count <= Self.longestSeed {
          texts.append(String(decoding: attack.text, as: UTF8.self))
        }
      }
      if !texts.isEmpty { return texts }
    } catch { throw ValidationError(error.described) }
    throw ValidationError("there is no script in \(folders.joined(separator: ", "))")
  }

  private func campaign(_ mutator: ScriptMutator) {
    let start = now()
    var kinds: [String: Int] = [:]
    var slowest = (milliseconds: 0.0, input: 0)
    var settled = 0
    for i in first..<first + inputs {
      Watchdog.enter(i)
      let outcome = play(i, mutator)
      kinds[outcome.kind, default: 0] += 1
      if outcome.milliseconds > slowest.milliseconds { slowest = (outcome.milliseconds, i) }
      if i == first + inputs / 10 { settled = residentKiB() }
    }
    Watchdog.rest()
    let rate = grouped(Int(Double(inputs) / (now() - start)))
    let ends = kinds.sorted { $0.key < $1.key }.map { "\(grouped($0.value)) \($0.key)" }.joined(separator: ", ")
    print("\(grouped(inputs)) scripts, each run twice, \(rate)/s: \(ends)")
    print(
      "slowest call \(fixed(slowest.milliseconds, 1)) ms of CPU time (--only \(slowest.input)); "
        + "memory \(grouped(settled)) KiB after a tenth, \(grouped(residentKiB())) KiB at the end")
  }

  /// Runs a script twice and checks the guarantees.
  private func play(_ i: Int, _ mutator: ScriptMutator) -> AttackOutcome {
    let text = mutator.script(i)
    var random = mutator.stream(i, for: "world")
    let isStrict = random.integer(below: 4) != 0
    let limits = ScriptLimits(
      memoryBytes: 8 << 20, blockBytes: 4 << 20, budgetInstructions: isStrict ? 100_000 : nil, cpuNanos: 20_000_000)
    let world = AttackWorld.drawn(&random)
    let outcome = AttackRun(text, named: "fuzzed", limits: limits, world: world).outcome
    check(outcome.fault == nil || (outcome.fault?.kind != nil && outcome.fault?.reason.isEmpty == false), i, "no name")
    check(outcome.memoryBytes <= limits.memoryBytes, i, "memory beyond the cap")
    let again = AttackRun(text, named: "fuzzed", limits: limits, world: world).outcome
    // The moment when time runs out depends on the machine.
    if outcome.kind != "cpu", again.kind != "cpu" {
      check(outcome.fault == again.fault && outcome.digest == again.digest, i, "two runs that differ")
    }
    return outcome
  }

  private func check(_ holds: Bool, _ i: Int, _ what: String) {
    if holds { return }
    print("\(what):")
    fflush(nil)
    Watchdog.bark()
  }
}
