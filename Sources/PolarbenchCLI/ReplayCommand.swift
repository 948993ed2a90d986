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

  @OptionGroup var setOption: SetOption

  @OptionGroup var seedOption: SeedOption

  @OptionGroup var jsonFlag: JSONFlag

  @OptionGroup var fencingOptions: FencingOptions

  @OptionGroup var quietFlag: QuietFlag

  func run() throws {
    try faulting {
      var replay = Replay(
        trace: try IDTrace(path: trace, format: format),
        entrants: try EvictorList.entrants(policies, settings: setOption.settings, fencingOptions.fencing),
        capacities: try ReplayCapacity.list(capacity), unit: unit, seed: seedOption.value)
      replay.computesNextUses = nextUses == .computed
      let progress = ReplayProgress(isQuiet: quietFlag.isOn)
      defer { progress.finish() }
      let result = try replay.run(report: progress.show)
      progress.finish()
      if jsonFlag.isOn {
        for row in result.rows {
          let spelling = replay.entrants.first { $0.name == row.policy }?.spelling
          Output.line(ReplayReport.line(row, trace: replay.trace.name, spelling: spelling).text)
        }
      } else {
        let names = replay.entrants.map { ($0.name, $0.spelling) }
        for line in ReplayReport.table(result, trace: replay.trace.name, entrants: names) { Output.line(line) }
      }
      if !quietFlag.isOn, let advice = ReplayReport.advice(result) { Output.note(advice) }
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
