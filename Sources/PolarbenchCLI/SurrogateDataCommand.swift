import ArgumentParser
import Core
import Printing
import Surrogate
import System
import Twin

/// `surrogate data`: what a surrogate learns from.
struct SurrogateDataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data", abstract: "Simulate a sweep of configurations with the twin, as data for a surrogate.",
    discussion: """
      The papers' grid of rates, ranks, slots and adapters, walked to where servers starve, and mixes that fill the space of
      free workloads. A stopped run continues when it is started again; the bytes are the same for any --jobs.

      Examples:
        polarbench surrogate data --model llama-3.1-8b --output llama.csv --jobs 2
        polarbench surrogate data --model qwen-2.5-7b --output small.csv --mixes 256 --every 20
      """)

  @Option(help: "A model, a shipped profile, or a file of your own.")
  var model: String

  @Option(name: [.short, .long], help: "The table; an existing one of the same profile is continued.")
  var output: String

  @Option(help: "The number of mixes.")
  var mixes = 4096

  @Option(help: "Walk every n-th of the 120 triples of rates; 0 for none.")
  var every = 1

  @OptionGroup var seedOption: SeedOption

  @OptionGroup var jobsOption: JobsOption

  @OptionGroup var quietFlag: QuietFlag

  func validate() throws {
    try requireFlag("--mixes", mixes, in: 0...1_000_000)
    try requireFlag("--every", every, in: 0...1_000_000)
    guard mixes + every > 0 else {
      throw ValidationError("--mixes \(mixes) and --every \(every) leave nothing to play.")
    }
  }

  func run() throws {
    let profile = try faulting { try ShippedTwinProfiles.named(model) }
    let design = Design(seed: seedOption.value, mixes: mixes, every: every)
    let sweep = Sweep(design, profile: profile)
    Signals.noteEndings()
    let store = try faulting { try SweepStore(output, for: sweep) }
    let units = design.units
    let left = max(0, units.count - store.firstUnit)
    let before = store.rows
    let start = SystemClock.seconds
    let progress = Progress(total: left, unit: "units", isQuiet: quietFlag.isOn)
    let faults = Workers.map(left, jobs: jobsOption.count) { index -> Fault? in
      guard Signals.ending == 0 else { return nil }
      let number = store.firstUnit + index
      do throws(Fault) {
        store.take(try sweep.play(units[number], number: number), unit: number)
        return nil
      } catch {
        return error
      }
    } progress: {
      progress.show(done: $0)
    }
    progress.finish()
    try faulting {
      if let fault = faults.compactMap({ $0 }).first { throw fault }
      try store.finish()
    }
    if Signals.ending != 0 {
      Output.note("interrupted: \(store.rows) rows are kept in '\(output)'")
      Output.note("  resume: " + ShellWord.joined(["polarbench"] + Arguments.typed))
      throw ExitCode(128 + Signals.ending)
    }
    guard !quietFlag.isOn else { return }
    let seconds = SystemClock.seconds - start
    let rate = Double(store.rows - before) / max(seconds, 1e-3)
    Output.note(
      "\(store.rows) rows in \(output), \(store.rows - before) of them now: \(fixed(seconds, 1)) s, "
        + "\(fixed(rate, 1)) runs per second")
  }
}
