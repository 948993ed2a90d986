import ArgumentParser
import Core
import Printing
import Reports
import Results
import System
import Tournaments
import Workbench

/// `polarbench tournament`: policies × traces × capacities × replicates, kept in a folder.
struct TournamentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tournament",
    abstract: "Run a grid of policies, traces, capacities and replicates; store it in a folder.",
    discussion: """
      Examples:
        polarbench tournament
        polarbench tournament polar-plus polar linucb+lru mine.lua --scenario edge-15,drift --capacity 4,0.5 -o results/mine

      A stopped tournament continues with: polarbench tournament --resume -o FOLDER. Policies named then are
      added, and only their cells run.
      """)

  @OptionGroup var gridOptions: GridOptions

  @Option(name: [.short, .long], help: ArgumentHelp("The folder of the tournament.", valueName: "folder"))
  var output = "results/tournament"

  @Flag(help: "Continue the tournament in the folder; new policies, traces and capacities are added.")
  var resume = false

  @Option(
    help: ArgumentHelp(
      "Run only one part, in its own folder: 3/8; 'merge' puts the parts together.", valueName: "i/n"))
  var shard: String?

  @OptionGroup var fencingOptions: FencingOptions

  @Flag(help: "Print the cells and their estimated time; run nothing.")
  var dryRun = false

  @OptionGroup var jobsOption: JobsOption

  @OptionGroup var quietFlag: QuietFlag

  @Option(help: "The output at the end: table, markdown, csv (the cells) or json.")
  var format = ReportFormat.table

  @Flag(help: "Write no report.html at the end; 'report' writes it later.")
  var noReport = false

  @OptionGroup var csv: CSVOptions

  @OptionGroup var jsonFlag: JSONFlag

  /// From this number on, the processes of untrusted files take seconds.
  private static let manyCells = 1000

  func validate() throws {
  }

  func run() throws {
    let command = ShellWord.joined(["polarbench"] + Arguments.typed)
    let status = try faulting { () throws -> Int32 in
      var output = self.output
      while output.count > 1, output.last == "/" { output.removeLast() }
      let shard = try shard.map { (text: String) throws(Fault) in try ShardText.parse(text) }
      let folder = shard.map { ShardText.folder(of: $0, in: output) } ?? output
      let plan = try TournamentPlan(
        try gridOptions.grid(resuming: resume ? folder : nil, fencingOptions.fencing), command: command,
        build: Build.current, shard: shard, fencingOptions.fencing)
      if !quietFlag.isOn, let stranger = plan.strangers.first, plan.cells.numbers(of: shard).count >= Self.manyCells {
        Output.note(CommandMessages.startsManyProcesses(stranger, others: plan.strangers.count - 1))
      }
      if dryRun {
        try DryRun(plan: plan, jobs: jobsOption.count, isJSON: jsonFlag.isOn).show()
        return 0
      }
      let run = try TournamentRun(plan, into: folder, resumes: resume, jobs: jobsOption.count)
      return try TournamentPlay(
        run: run, format: jsonFlag.isOn ? .json : format, csv: csv.form, isQuiet: quietFlag.isOn, writesPage: !noReport
      ).play()
    }
    if status != 0 { throw ExitCode(status) }
  }
}
