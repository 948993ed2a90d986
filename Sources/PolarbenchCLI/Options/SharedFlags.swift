import ArgumentParser
import Core
import System

// Flags that many commands have: one name, one default and one sentence of help for each.

/// `--jobs`.
struct JobsOption: ParsableArguments {
  @Option(name: [.short, .long], help: "How many workers play at a time (default: one per processor).")
  var jobs: Int?

  func validate() throws { try requireFlag("--jobs", jobs, in: Bounds.jobs) }

  var count: Int { jobs ?? Environment.processorCount }
}

/// `--seed`.
struct SeedOption: ParsableArguments {
  @Option(name: [.short, .long], help: "The root of all randomness.")
  var seed: UInt64 = 1

  var value: Seed { Seed(seed) }
}

/// `--quiet`.
struct QuietFlag: ParsableArguments {
  @Flag(name: [.customShort("q"), .customLong("quiet")], help: "No progress and no advice.")
  var isOn = false
}

/// `--json`.
struct JSONFlag: ParsableArguments {
  @Flag(name: .customLong("json"), help: "JSON Lines instead of text.")
  var isOn = false
}

/// `--set`.
struct SetOption: ParsableArguments {
  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Set a parameter of every policy that has it, or policy.name=value of one; may be repeated.",
      valueName: "name=value"))
  var settings: [String] = []
}
