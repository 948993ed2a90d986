import ArgumentParser
import Core

/// The resources of a cluster.
struct ClusterOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The partition of the jobs (default: the cluster's).", valueName: "name"))
  var partition: String?

  @Option(
    help: ArgumentHelp("How long each job may take: 30 (minutes), 2:00:00, 1-12 (days-hours).", valueName: "limit"))
  var time: String?

  @Option(help: "Processors per shard, which runs that many cells at a time (default: 1).")
  var cpus: Int?

  @Option(help: ArgumentHelp("Memory for each job: 2G.", valueName: "size"))
  var memory: String?

  @Option(
    name: .customLong("sbatch-argument"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "A further argument of sbatch: --sbatch-argument=--account=lab; may be repeated.", valueName: "argument")
  )
  var sbatchArguments: [String] = []
}

extension ClusterOptions {
  func validate() throws {
    try requireFlag("--cpus", cpus, in: Bounds.jobs)
    for argument in sbatchArguments where !argument.hasPrefix("-") || argument == "-" || argument == "--" {
      throw ValidationError(
        "--sbatch-argument is '\(argument)'; expected an option of sbatch, as one word: --account=lab")
    }
  }

  /// The arguments of sbatch.
  var requests: [String] {
    [("partition", partition), ("time", time), ("mem", memory)].compactMap { name, value in
      value.map { "--\(name)=\($0)" }
    } + sbatchArguments
  }
}
