import ArgumentParser
import Core
import Printing
import Results
import Roster
import System
import Tournaments
import Workbench

/// `polarbench compare`: several policies on the same worlds, with intervals of the paired differences.
struct CompareCommand: AsyncParsableCommand {
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

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("Set a parameter of every policy that has it.", valueName: "name=value"))
  var settings: [String] = []

  @Option(help: "The number of runs of each policy, each on a new world.")
  var replicates = 10

  @Option(help: "The policy that the others are compared with (default: the first).")
  var reference: String?

  @Option(name: [.short, .long], help: "How many cells at a time (default: one per processor).")
  var jobs: Int?

  @OptionGroup var fencingOptions: FencingOptions

  @Flag(name: [.short, .long], help: "No progress, no advice.")
  var quiet = false

  @Flag(help: "Print one JSON object per cell instead of the table.")
  var json = false

  func validate() throws {
    try requireFlag("--replicates", replicates, in: Bounds.replicates)
    try requireFlag("--jobs", jobs, in: Bounds.jobs)
  }

  func run() async throws {
    let entrants = try faulting { () throws -> [Entrant] in
      let entrants = try policies.map {
        try Roster.entrant($0, settings: settings, lenient: true, fencingOptions.fencing)
      }
      try Roster.requireKnown(settings, among: entrants)
      return entrants
    }
    let reference = try faulting { try referenceIndex(among: entrants) }
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
    let progress = Progress(total: entrants.count * replicates, unit: "cells", isQuiet: quiet)
    let rows = try await faultingAsync {
      try await comparison.results(jobs: jobs ?? Environment.processorCount) { progress.show(done: $0) }
    }
    progress.finish()
    if json {
      for row in rows {
        for (entrant, result) in zip(entrants, row.results) {
          var line = RunReport.json(result, of: entrant, oracle: row.oracle, seed: options.seed)
          line.add("replicate", result.replicate)
          Output.line(line.text)
        }
      }
    } else {
      ComparisonReport(
        entrants: entrants, rows: rows, reference: reference, seed: Seed(options.seed), isQuiet: quiet
      ).show()
    }
  }

  /// The command that runs one cell alone and steps through the requests before its fault.
  private func replayCommand(_ entrant: Entrant, _ replicate: Int, _ fault: Fault) -> String {
    var words = ["polarbench", "run", ShellWord.path(entrant.name)]
    for setting in settings {
      let name = setting.prefix { $0 != "=" }
      if Roster.hasParameter(name, entrant.cards) { words += ["--set", setting] }
    }
    if let scenario = options.scenario { words += ["--scenario", scenario] }
    if let trace = options.trace { words += ["--trace", ShellWord.path(trace)] }
    if let capacity = options.capacity { words += ["-k", capacity] }
    words += ["--seed", String(options.seed)] + options.conditionOptions.conditions.flags
    if replicate > 0 { words += ["--replicate", String(replicate)] }
    words += fault.replayFlags(fencingOptions.fencing)
    if let steps = fault.stepsBefore { words += ["--show", steps] }
    return ShellWord.joined(words)
  }

  private func referenceIndex(among entrants: [Entrant]) throws(Fault) -> Int {
    guard let reference else { return 0 }
    let name = try Spelling.joined(reference).map(\.described).joined(separator: "+")
    guard let index = entrants.firstIndex(where: { $0.name == name }) else {
      throw CommandMessages.referenceDoesNotPlay(name, entrants.map(\.name))
    }
    return index
  }
}
