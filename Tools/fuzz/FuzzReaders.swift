import ArgumentParser
import Core
import Glibc

/// `polarbench-fuzz readers`: broken inputs for every reader; none may cause a crash or a hang.
struct FuzzReaders: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "readers", abstract: "Feed mutated inputs to every reader.",
    discussion: """
      The i-th input depends on the seed, the reader and i alone. A crash, or \(Watchdog.patience) seconds without an
      answer, end the run with the command that reproduces the input.

      Examples:
        scripts/fuzz --inputs 100000
        scripts/fuzz --reader npy --seed 7 --only 4711
      """)

  @Option(help: "Inputs for each reader.")
  var inputs = 1_000_000

  @Option(help: "The seed of all inputs.")
  var seed: UInt64 = 1

  @Option(help: "One reader (default: all).")
  var reader: String?

  @Option(help: "One input by its number: its bytes go to stdout, then it is read.")
  var only: Int?

  func validate() throws {
    guard inputs > 0, only ?? 0 >= 0 else {
      throw ValidationError("--inputs and --only are whole numbers, not negative")
    }
    let names = FuzzedReader.all.map(\.name)
    if let reader, !names.contains(reader) {
      throw ValidationError("there is no reader '\(reader)'; known are \(names.joined(separator: ", "))")
    }
    if only != nil, reader == nil { throw ValidationError("--only goes with --reader") }
  }

  func run() {
    for fuzzed in FuzzedReader.all where reader == nil || reader == fuzzed.name {
      let mutator = Mutator(fuzzed.seeds, seed: Seed(seed).derived("fuzz", fuzzed.name))
      Watchdog.watch("scripts/fuzz --reader \(fuzzed.name) --seed \(seed) --only")
      if let only {
        show(mutator.input(only))
        Watchdog.enter(only)
        print(outcome(fuzzed, mutator.input(only)) ?? "accepted")
      } else {
        campaign(fuzzed, mutator)
      }
    }
  }

  private func campaign(_ fuzzed: FuzzedReader, _ mutator: Mutator) {
    let start = now()
    var accepted = 0
    for i in 0..<inputs {
      Watchdog.enter(i)
      do throws(Fault) {
        try fuzzed.read(mutator.input(i))
        accepted += 1
      } catch {}
    }
    Watchdog.rest()
    let seconds = now() - start
    let name = fuzzed.name + String(repeating: " ", count: max(0, 22 - fuzzed.name.utf8.count))
    let rate = grouped(Int(Double(inputs) / seconds))
    print(
      "\(name)\(grouped(inputs)) inputs, \(grouped(accepted)) accepted, \(grouped(inputs - accepted)) refused, \(rate)/s"
    )
    fflush(nil)
  }

  private func outcome(_ fuzzed: FuzzedReader, _ bytes: [UInt8]) -> String? {
    do throws(Fault) { try fuzzed.read(bytes) } catch { return "refused: " + error.described }
    return nil
  }

  private func show(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { _ = write(1, $0.baseAddress, $0.count) }
    print()
  }
}
