import ArgumentParser
import Core
import Placement
import Surrogate
import System
import Twin

/// The flags of a placement.
struct PlaceOptions: ParsableArguments {
  @Option(help: "A model (llama-3.1-8b, qwen-2.5-7b), a shipped profile, or a file of your own (mine.twin).")
  var model: String

  @Option(name: [.short, .long], help: "The number of available GPUs (default: no limit).")
  var gpus: Int?

  @Option(help: "gpus (the fewest), or latency (the least mean time of a request on --gpus).")
  var objective: PlacementTask.Objective = .gpus

  @Option(help: "search, greedy, best-fit, round-robin or random.")
  var algorithm: Algorithm = .search

  @Flag(help: "Also show the other algorithms.")
  var compare = false

  @Option(
    name: [.long, .customLong("judge")],
    help:
      "The estimator of the search, before the twin verifies: surrogate (default, if the profile has one) or steady-state."
  )
  var estimator: EstimatorName?

  @Option(help: "A change of the workload first: adapters=+100 or 'rates=*1.5'; may be repeated.")
  var whatIf: [String] = []

  @Option(help: ArgumentHelp("The share of its requested tokens that a GPU must serve.", valueName: "share"))
  var leastShare = 0.9

  @Option(
    help: ArgumentHelp("The extra share for GPUs of a plan, as a margin for other requests.", valueName: "share"))
  var margin = 0.01

  @Option(help: ArgumentHelp("How long each GPU is simulated.", valueName: "seconds"))
  var duration = 3600.0

  @OptionGroup var seedOption: SeedOption

  @OptionGroup var jobsOption: JobsOption

  @Flag(help: "Print how long it took.")
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

  /// The requested algorithm first.
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
