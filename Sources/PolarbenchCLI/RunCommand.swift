import ArgumentParser
import Core
import Printing
import Roster
import Scripting
import System
import Traces
import Workbench

/// `polarbench run`: one policy, one cell, with all details.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run one policy on a trace or scenario.",
    discussion: """
      Examples:
        polarbench run polar-plus --scenario edge-15 -k 4 --seed 7
        polarbench run linucb+lru --trace traces/edge-15-mini -k 4 --set alpha=0.3 --show 100..110
        polarbench run linucb+mine.lua --scenario edge-15 --watch
      """)

  @Argument(help: "A joint policy (polar), or a router and an evictor (linucb+lru); 'list' names them.")
  var policy: String

  @OptionGroup var options: WorldOptions

  @OptionGroup var setOption: SetOption

  @Option(help: "The replicate to run, from 0: with the same world as in a comparison or tournament.")
  var replicate = 0

  @Flag(help: "Count the budgets of Lua policies in instructions, so that no verdict depends on the machine.")
  var strict = false

  @OptionGroup var jsonFlag: JSONFlag

  @Option(help: ArgumentHelp("Write every decision: t,adapter,hit.", valueName: "file.csv"))
  var decisions: String?

  @Option(help: ArgumentHelp("Write the resident set from each plan on: t,resident.", valueName: "file.csv"))
  var epochs: String?

  @Option(help: ArgumentHelp("Step through these requests, both ends included.", valueName: "a..b"))
  var show: String?

  @Option(help: ArgumentHelp("Write cumulative regret and net reward on a log grid.", valueName: "file.csv"))
  var curve: String?

  @OptionGroup var fencingOptions: FencingOptions

  @Flag(help: "Run again whenever a Lua file of the policy is saved, until Ctrl-C.")
  var watch = false

  func validate() throws {
    try requireFlag("--replicate", replicate, in: 0...Bounds.replicates.upperBound)
    if watch, files.isEmpty { throw ValidationError("--watch needs a policy from a Lua file; '\(policy)' has none.") }
  }

  func run() throws {
    guard watch else { return try faulting { try play() } }
    // Ending between two runs leaves nothing incomplete.
    Signals.endOnInterrupt()
    var saves = FileWatch(files)
    while true {
      do throws(Fault) {
        try play()
      } catch {
        Output.fault(error)
      }
      Output.note("watching \(files.joined(separator: ", ")): save to run again, Ctrl-C to end")
      saves.wait()
    }
  }

  /// The Lua files in the policy's spelling.
  private var files: [String] {
    ((try? PolicyText(policy))?.parts ?? []).map(\.name).filter(PolicySource.isFile)
  }

  private func play() throws(Fault) {
    let shown = try show.map { (text: String) throws(Fault) in try StepRange.parse(text) }
    let entrant = try Roster.entrant(
      policy, settings: setOption.settings, limits: strict ? .strict : .fast, fencingOptions.fencing)
    let world = try options.world(replicate: replicate)
    let oracle = Oracle(trace: world.trace, paging: world.paging)
    var cell = Cell(
      entrant: entrant, trace: world.trace, oracle: oracle, paging: world.paging, seed: Seed(options.seed),
      replicate: replicate)
    options.prepare(&cell)
    cell.onLog = { step, line in
      if shown?.contains(step) ?? true { Output.note("log t \(step)  \(line)") }
    }
    if let shown { cell.onScores = StepThrough.scores(of: world.trace, at: shown) }
    var recorder = try RunRecorder(
      decisions: decisions, epochs: epochs, shown: shown, trace: world.trace)
    let result: CellResult
    do throws(Fault) {
      result = try cell.run(watchedBy: &recorder)
    } catch {
      throw error.replayed(by: Arguments.typed)
    }
    try recorder.close()
    if let curve { try writeCurve(result, to: curve) }
    if jsonFlag.isOn {
      Output.line(RunReport.json(result, of: entrant, oracle: oracle, seed: options.seed).text)
    } else {
      RunReport.show(result, of: entrant, oracle: oracle, trace: world.trace)
    }
  }

  private func writeCurve(_ result: CellResult, to path: String) throws(Fault) {
    let file = try FileOutput(path)
    try file.write("requests,regret,net_reward\n")
    for point in result.curve { try file.write("\(point.requests),\(point.regret),\(point.netReward)\n") }
    try file.close()
  }
}
