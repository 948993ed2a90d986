import ArgumentParser
import Core
import Reports
import Results
import Workbench

/// `polarbench tournament`: policies × traces × capacities × replicates, kept in a folder.
struct TournamentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tournament",
    abstract: "Play a grid of policies, traces, capacities and replicates; keep it in a folder.",
    discussion: """
      Examples:
        polarbench tournament
        polarbench tournament polar-plus polar linucb+lru mine.lua --scenario edge-15,drift --capacity 4,0.5 -o results/mine

      A tournament that was stopped goes on with: polarbench tournament --resume -o FOLDER. Policies named then are
      added, and only their cells are played.
      """)

  @Argument(help: "Policies; files may be patterns: 'linucb+policies/evictors/*.lua' (default: a small selection).")
  var policies: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Scenarios, with commas between: edge-15,drift(phases=4) (default: edge-15).", valueName: "names"))
  var scenario: [String] = []

  @Option(
    name: [.short, .long], help: ArgumentHelp("Traces: folders or files, or patterns of them.", valueName: "paths"))
  var trace: [String] = []

  @Option(
    name: [.customShort("k"), .long],
    help: ArgumentHelp(
      "What the GPU holds, with commas between: 4 (slots), 0.25 (of the adapters), 512MiB, 256x2MiB (default: each scenario's own, or a quarter of the adapters).",
      valueName: "capacities"))
  var capacity: [String] = []

  @Option(help: "How often each policy plays on each trace, on new worlds each time (default: 10).")
  var replicates: Int?

  @OptionGroup var conditionOptions: ConditionOptions

  @Option(help: "The policy that the others are compared with (default: the first).")
  var reference: String?

  @Flag(help: "Leave out the bounds, which run along and are never ranked.")
  var noBounds = false

  @Flag(help: "Count the budgets of Lua policies in instructions, so that no verdict depends on the machine.")
  var strict = false

  @Option(
    help: ArgumentHelp(
      "Take the grid from a tournament.lua, or a manifest.json; flags are laid over it.", valueName: "file"))
  var from: String?

  @Option(name: [.short, .long], help: ArgumentHelp("The folder to keep it in.", valueName: "folder"))
  var output = "results/tournament"

  @Flag(help: "Go on with the tournament in the folder; what is named beyond it is added.")
  var resume = false

  @Option(
    help: ArgumentHelp(
      "Play a part alone, into a folder of its own: 3/8; 'merge' puts them together.", valueName: "i/n"))
  var shard: String?

  @Flag(help: "Print the cells and about how long they take; play nothing.")
  var dryRun = false

  @Option(name: [.short, .long], help: "How many cells at a time (default: one for each processor).")
  var jobs: Int?

  @Flag(name: [.short, .long], help: "No progress, no advice.")
  var quiet = false

  @Option(help: "How the end is told: table, markdown, csv (the cells) or json.")
  var format = ReportFormat.table

  @Flag(help: "Print JSON Lines: --format json, and of a dry run each cell.")
  var json = false

  func validate() throws {
    if let replicates, replicates < 1 {
      throw ValidationError("--replicates is \(replicates); expected 1 or more.")
    }
    guard jobs ?? 1 >= 1 else { throw ValidationError("--jobs is \(jobs!); expected 1 or more.") }
  }

  func run() throws {
    let command = ShellWord.joined(["polarbench"] + CommandLine.arguments.dropFirst())
    let status = try faulting { () throws -> Int32 in
      var output = self.output
      while output.count > 1, output.last == "/" { output.removeLast() }
      let shard = try shard.map { (text: String) throws(Fault) in try ShardOption.parse(text) }
      let folder = shard.map { ShardOption.folder(of: $0, in: output) } ?? output
      let plan = try TournamentPlan(try grid(in: folder), command: command, shard: shard)
      if dryRun {
        try DryRun(plan: plan, jobs: jobs ?? processorCount, isJSON: json).show()
        return 0
      }
      let run = TournamentRun(
        plan: plan, folder: folder, resumes: resume, jobs: jobs ?? processorCount,
        format: json ? .json : format, isQuiet: quiet)
      return try run.play()
    }
    if status != 0 { throw ExitCode(status) }
  }

  /// What is asked for: what the folder or `--from` says, with the flags laid over it.
  private func grid(in folder: String) throws(Fault) -> Grid {
    var grid = Grid.standard
    if let from {
      grid = try GridFile.read(from)
    } else if resume {
      grid = try GridFile.read(folder + "/manifest.json")
    }
    let adds = resume
    func lay(_ given: [String], over axis: inout [String]) {
      guard !given.isEmpty else { return }
      axis = adds ? axis + given.filter { !axis.contains($0) } : given
    }
    var named: [String] = []
    for policy in policies { named.append(try spelled(policy)) }
    lay(named, over: &grid.policies)
    // Whoever names traces alone does not mean the standard scenario too.
    if from == nil, !resume, scenario.isEmpty, !trace.isEmpty { grid.scenarios = [] }
    lay(scenario.flatMap { Spelling.parts($0, at: ",").map(String.init) }, over: &grid.scenarios)
    lay(trace.flatMap { $0.split(separator: ",").map(String.init) }, over: &grid.traces)
    lay(capacity.flatMap { $0.split(separator: ",").map(String.init) }, over: &grid.capacities)
    grid.replicates = replicates ?? grid.replicates
    grid.reference = reference ?? grid.reference
    if noBounds { grid.hasBounds = false }
    if strict { grid.isStrict = true }
    conditionOptions.lay(over: &grid.conditions)
    return grid
  }

  /// Without needless white space, so that the same policy is not added twice.
  private func spelled(_ policy: String) throws(Fault) -> String {
    try Spelling.joined(policy).map(\.described).joined(separator: "+")
  }
}

/// Reads `--shard 3/8`.
enum ShardOption {
  static func parse(_ text: String) throws(Fault) -> Manifest.Shard {
    let halves = text.split(separator: "/", omittingEmptySubsequences: false)
    guard halves.count == 2, let index = Int(halves[0]), let count = Int(halves[1]), index >= 1, index <= count,
      count <= 1_000_000
    else { throw CommandMessages.malformedShard(text) }
    return Manifest.Shard(index: index, count: count)
  }

  /// Each shard has a folder of its own, so that shards may be played at the same time.
  static func folder(of shard: Manifest.Shard, in output: String) -> String {
    "\(output)/shard-\(shard.index)-of-\(shard.count)"
  }
}
