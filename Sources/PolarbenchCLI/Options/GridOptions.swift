import ArgumentParser
import Core
import Results
import Roster
import Tournaments

/// Flags for the grid of a tournament: the same names, defaults and help in all commands.
struct GridOptions: ParsableArguments {
  @Argument(help: "Policies; files may be patterns: 'linucb+policies/evictors/*.lua' (default: a small selection).")
  var policies: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Scenarios, separated by commas: edge-15,drift(phases=4) (default: edge-15).", valueName: "names"))
  var scenario: [String] = []

  @Option(
    name: [.short, .long], help: ArgumentHelp("Traces: folders or files, or patterns of them.", valueName: "paths"))
  var trace: [String] = []

  @Option(
    name: [.customShort("k"), .long],
    help: ArgumentHelp(
      "GPU capacities, separated by commas: 4 (slots), 0.25 (of the adapters), 512MiB, 256x2MiB (default: each scenario's own, or a quarter of the adapters).",
      valueName: "capacities"))
  var capacity: [String] = []

  @Option(help: "The number of runs of each policy on each trace, each on a new world (default: 10).")
  var replicates: Int?

  @OptionGroup var setOption: SetOption

  @OptionGroup var conditionOptions: ConditionOptions

  @Option(help: "The policy that the others are compared with (default: the first).")
  var reference: String?

  @Flag(help: "Leave out the bounds, which are never ranked.")
  var noBounds = false

  @Flag(help: "Count the budgets of Lua policies in instructions, so that no verdict depends on the machine.")
  var strict = false

  @Option(
    help: ArgumentHelp(
      "Take the grid from a tournament.lua or a manifest.json; flags override it.", valueName: "file"))
  var from: String?

  func validate() throws {
    try requireFlag("--replicates", replicates, in: Bounds.replicates)
  }
}

extension GridOptions {
  /// The grid: from `--from` or the folder, overridden by the flags.
  ///
  /// - Parameters:
  ///   - folder: of a tournament to continue, to which policies, traces and capacities are added; or nil.
  ///   - fencing: whether a grid in Lua runs in its own process.
  func grid(resuming folder: String?, _ fencing: Fencing) throws(Fault) -> Grid {
    var grid = Grid.standard
    if let from {
      grid = try GridFile.read(from, fencing)
    } else if let folder {
      let path = folder + "/manifest.json"
      grid = try Grid(try StoredTournament.manifest(at: path).grid, path: path)
    }
    let adds = folder != nil
    func lay(_ given: [String], over axis: inout [String]) {
      guard !given.isEmpty else { return }
      axis = adds ? axis + given.filter { !axis.contains($0) } : given
    }
    var named: [String] = []
    for policy in policies { named.append(try spelled(policy)) }
    lay(named, over: &grid.policies)
    // If only traces are named, the default scenario is not added.
    if from == nil, !adds, scenario.isEmpty, !trace.isEmpty { grid.scenarios = [] }
    lay(scenario.flatMap { Spelling.parts($0, at: ",").map(String.init) }, over: &grid.scenarios)
    lay(trace.flatMap { $0.split(separator: ",").map(String.init) }, over: &grid.traces)
    lay(capacity.flatMap { $0.split(separator: ",").map(String.init) }, over: &grid.capacities)
    if !setOption.settings.isEmpty { grid.settings = setOption.settings }
    grid.replicates = replicates ?? grid.replicates
    grid.reference = reference ?? grid.reference
    if noBounds { grid.hasBounds = false }
    if strict { grid.isStrict = true }
    conditionOptions.lay(over: &grid.conditions)
    return grid
  }

  /// Without unnecessary white space, so that the same policy is not added twice.
  private func spelled(_ policy: String) throws(Fault) -> String {
    try PolicyText(policy).described
  }
}
