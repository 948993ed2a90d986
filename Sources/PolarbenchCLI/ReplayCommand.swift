import ArgumentParser
import Core
import Printing
import Roster
import Traces
import Workbench

/// `replay`: evictors alone on an id trace.
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay", abstract: "Replay an id trace through evictors: misses by policy and capacity.",
    discussion: """
      Examples:
        polarbench replay lru,sieve,s3fifo --trace w106.oracleGeneral.zst --capacity 1%,10%
        polarbench replay 'gdsf(order=insert-first),belady' --trace ids.csv --capacity 64MiB,1GiB --json

      One reading of the file serves all policies and capacities. A share of the working set, and the next uses for
      belady if the file does not contain them, need another reading before it.
      """)

  @Argument(help: "Evictors separated by commas, parameters in parentheses; 'polarbench list' names them.")
  var policies: String

  @Option(name: [.short, .long], help: "The id trace: oracleGeneral, CSV or txt, also compressed by zstd (.zst).")
  var trace: String

  @Option(
    name: [.customShort("k"), .long],
    help: "Objects or bytes (1000), bytes (64MiB), or shares of the working set (0.1, 10%), separated by commas.")
  var capacity: String

  @Option(help: "oracleGeneral, csv or txt (default: from the file's name).")
  var format: IDFormat?

  @Option(help: "The unit of capacities: objects or bytes (default: objects if every size is 1, else bytes).")
  var unit: Replay.Unit?

  @Option(help: "The source of next uses: file, if it contains them, or computed (8 bytes per request).")
  var nextUses: NextUseSource = .file

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("Set a parameter of a policy; may be repeated.", valueName: "policy.name=value"))
  var settings: [String] = []

  @Option(name: [.short, .long], help: "The seed of policies that draw random numbers.")
  var seed: UInt64 = 0

  @Flag(help: "JSON Lines, one per policy and capacity, instead of a table.")
  var json = false

  @OptionGroup var fencingOptions: FencingOptions

  @Flag(name: [.short, .long], help: "No progress and no advice.")
  var quiet = false

  func run() throws {
    try faulting {
      var replay = Replay(
        trace: try IDTrace(path: trace, format: format),
        entrants: try EvictorList.entrants(policies, settings: settings, fencingOptions.fencing),
        capacities: try ReplayCapacity.list(capacity), unit: unit, seed: Seed(seed))
      replay.computesNextUses = nextUses == .computed
      let progress = ReplayProgress(isQuiet: quiet)
      defer { progress.finish() }
      let result = try replay.run(report: progress.show)
      progress.finish()
      if json {
        for row in result.rows { Output.line(ReplayReport.line(row, trace: replay.trace.name).text) }
      } else {
        for line in ReplayReport.table(result, trace: replay.trace.name) { Output.line(line) }
      }
      if !quiet, let advice = ReplayReport.advice(result) { Output.note(advice) }
    }
  }

  enum NextUseSource: String, ExpressibleByArgument, CaseIterable {
    case file, computed
  }
}

extension IDFormat: ExpressibleByArgument {}
extension Replay.Unit: ExpressibleByArgument {}

/// Progress over the readings of a replay, in bytes of the file.
private final class ReplayProgress {
  private let isQuiet: Bool
  private var stage: Replay.Stage?
  private var progress: Progress?

  init(isQuiet: Bool) { self.isQuiet = isQuiet }

  func show(_ stage: Replay.Stage, _ stream: IDStream) {
    let (done, total) = stream.progress
    guard let total else { return }
    if stage != self.stage {
      finish()
      self.stage = stage
      progress = Progress(total: total, unit: "bytes \(stage.rawValue)", isQuiet: isQuiet)
    }
    progress?.show(done: done)
  }

  func finish() { progress?.finish() }
}
