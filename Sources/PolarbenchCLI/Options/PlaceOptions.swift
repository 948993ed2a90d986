import ArgumentParser
import Core
import Placement
import Surrogate
import System
import Twin

/// What is placed and how, as flags.
struct PlaceOptions: ParsableArguments {
  @Option(help: "A model (llama-3.1-8b, qwen-2.5-7b), a shipped profile, or a file of your own (mine.twin).")
  var model: String

  @Option(name: [.short, .long], help: "The GPUs that there are (default: as many as it takes).")
  var gpus: Int?

  @Option(help: "gpus (the fewest), or latency (the least mean time of a request on --gpus).")
  var objective: PlacementTask.Objective = .gpus

  @Option(help: "search, greedy, best-fit, round-robin or random.")
  var algorithm: Algorithm = .search

  @Flag(help: "The other algorithms beside the one that is asked for.")
  var compare = false

  @Option(
    name: [.long, .customLong("judge")],
    help:
      "What guides the search before the twin verifies: surrogate (default, where the profile has one) or steady-state."
  )
  var estimator: EstimatorName?

  @Option(help: "A change of the workload first: adapters=+100 or 'rates=*1.5'; may be repeated.")
  var whatIf: [String] = []

  @Option(help: ArgumentHelp("The share of what is asked for that a GPU must serve.", valueName: "share"))
  var leastShare = 0.9

  @Option(
    help: ArgumentHelp("What GPUs of a plan serve beyond that, for the luck of other requests.", valueName: "share"))
  var margin = 0.01

  @Option(help: ArgumentHelp("How long each GPU is played.", valueName: "seconds"))
  var duration = 3600.0

  @OptionGroup var seedOption: SeedOption

  @OptionGroup var jobsOption: JobsOption

  @Flag(help: "Tell how long it took.")
  var timing = false

  enum EstimatorName: String, ExpressibleByArgument, CaseIterable {
    case steadyState = "steady-state"
    case surrogate
  }

  func validate() throws {
    try requireFlag("--gpus", gpus, in: 1...10_000)
    if objective == .latency, gpus == nil { throw ValidationError("--objective latency goes with --gpus.") }
    if objective == .latency, algorithm != .search {
      throw ValidationError("--objective latency goes with --algorithm search.")
    }
    guard leastShare > 0, leastShare < 1 else {
      throw ValidationError("--least-share is \(leastShare); expected a number between 0 and 1.")
    }
    try requireFlag("--margin", margin, in: 0...0.5)
    try requireFlag("--duration", duration, in: 60...1e6)
  }

  /// The asked algorithm first.
  var algorithms: [Algorithm] { [algorithm] + (compare ? Algorithm.allCases.filter { $0 != algorithm } : []) }

  func task(_ file: String) throws(Fault) -> PlacementTask {
    let profile = try ShippedTwinProfiles.named(model)
    var table = try DemandTable(path: file, profile: profile)
    for text in whatIf { table = try WhatIf(text).applied(to: table) }
    var task = PlacementTask(profile: profile, table: table)
    task.objective = objective
    task.gpuLimit = gpus
    task.durationSeconds = duration
    task.leastShare = leastShare
    task.margin = margin
    task.seed = seedOption.value
    task.jobs = jobsOption.count
    return task
  }

  func chosenEstimator() throws(Fault) -> any Estimator {
    let profile = try ShippedTwinProfiles.named(model)
    let hasSurrogate = ShippedSurrogates.names.contains(profile.name)
    switch estimator ?? (hasSurrogate ? .surrogate : .steadyState) {
    case .steadyState: return SteadyState(profile: profile, durationSeconds: duration, leastShare: leastShare)
    case .surrogate: return SurrogateEstimator(try Surrogate.shipped(for: profile))
    }
  }
}

extension PlacementTask.Objective: ExpressibleByArgument {}
extension Algorithm: ExpressibleByArgument {}
