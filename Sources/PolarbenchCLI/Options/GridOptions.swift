import ArgumentParser
import Core
import Results
import Roster
import Tournaments

/// Flags for what is played in a tournament: the same names, defaults and help wherever one is.
struct GridOptions: ParsableArguments {
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

  @OptionGroup var setOption: SetOption

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

  func validate() throws {
    try requireFlag("--replicates", replicates, in: Bounds.replicates)
  }
}

extension GridOptions {
  /// What is asked for: what `--from` or the folder says, with the flags laid over it.
  ///
  /// - Parameters:
  ///   - folder: of a tournament that goes on, to which policies, traces and capacities are added; or nil.
  ///   - fencing: whether a grid in Lua runs in a process of its own.
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
    // Whoever names traces alone does not mean the standard scenario too.
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

  /// Without needless white space, so that the same policy is not added twice.
  private func spelled(_ policy: String) throws(Fault) -> String {
    try PolicyText(policy).described
  }
}
