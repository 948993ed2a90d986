import ArgumentParser
import Core
import Printing
import Results
import Roster
import System
import Tournaments
import Workbench

/// `polarbench compare`: several policies on the same worlds, with intervals of the paired differences.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Compare policies over replicates.",
    discussion: """
      Examples:
        polarbench compare polar-plus polar linucb+lru --scenario edge-15 --replicates 20
        polarbench compare polar-plus linucb-aware+lru --trace traces/edge-15-mini --shuffle --json
      """)

  @Argument(help: "Policies; the first is the reference unless --reference names another.")
  var policies: [String]

  @OptionGroup var options: WorldOptions

  @OptionGroup var setOption: SetOption

  @Option(help: "The number of runs of each policy, each on a new world.")
  var replicates = 10

  @Option(help: "The policy that the others are compared with (default: the first).")
  var reference: String?

  @OptionGroup var jobsOption: JobsOption

  @OptionGroup var fencingOptions: FencingOptions

  @OptionGroup var quietFlag: QuietFlag

  @OptionGroup var jsonFlag: JSONFlag

  func validate() throws {
    try requireFlag("--replicates", replicates, in: Bounds.replicates)
  }

  func run() throws {
    let entrants = try faulting {
      try Roster.picks(policies, settings: setOption.settings, fencingOptions.fencing).map(\.entrant)
    }
    let compared = try faulting { () throws(Fault) -> Int in
      guard let reference else { return 0 }
      return try Roster.index(of: reference, among: entrants)
    }
    let comparison = Comparison(
      entrants: entrants, replicates: replicates, seed: Seed(options.seed),
      prepare: { [options] (cell: inout Cell) in options.prepare(&cell) },
      explain: { [self] entrant, replicate, fault in
        var fault = fault
        fault.replay = replayCommand(entrant, replicate, fault)
        return fault
      },
      world: { [options] (replicate: Int) throws(Fault) -> Comparison.World in
        try options.world(replicate: replicate)
      })
    let progress = Progress(total: entrants.count * replicates, unit: "cells", isQuiet: quietFlag.isOn)
    let rows = try faulting {
      try comparison.results(jobs: jobsOption.count) { progress.show(done: $0) }
    }
    progress.finish()
    if jsonFlag.isOn {
      for row in rows {
        for (entrant, result) in zip(entrants, row.results) {
          var line = RunReport.json(result, of: entrant, oracle: row.oracle, seed: options.seed)
          line.add("replicate", result.replicate)
          Output.line(line.text)
        }
      }
    } else {
      ComparisonReport(
        entrants: entrants, rows: rows, reference: compared, seed: Seed(options.seed), isQuiet: quietFlag.isOn
      ).show()
    }
  }

  /// The command that runs one cell alone and steps through the requests before its fault.
  private func replayCommand(_ entrant: Entrant, _ replicate: Int, _ fault: Fault) -> String {
    var words = ["polarbench", "run", ShellWord.path(entrant.spelling)]
    if let scenario = options.scenario { words += ["--scenario", scenario] }
    if let trace = options.trace { words += ["--trace", ShellWord.path(trace)] }
    if let capacity = options.capacity { words += ["-k", capacity] }
    words += ["--seed", String(options.seed)] + options.conditionOptions.conditions.flags
    if replicate > 0 { words += ["--replicate", String(replicate)] }
    words += fault.replayFlags(fencingOptions.fencing)
    if let steps = fault.stepsBefore { words += ["--show", steps] }
    return ShellWord.joined(words)
  }
}
