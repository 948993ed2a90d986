import ArgumentParser
import Core

/// What a cluster is asked for.
struct ClusterOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The partition that the jobs go to (default: the cluster's).", valueName: "name"))
  var partition: String?

  @Option(
    help: ArgumentHelp("How long each job may take: 30 (minutes), 2:00:00, 1-12 (days-hours).", valueName: "limit"))
  var time: String?

  @Option(help: "Processors for each shard, which plays that many cells at a time (default: 1).")
  var cpus: Int?

  @Option(help: ArgumentHelp("Memory for each job: 2G.", valueName: "size"))
  var memory: String?

  @Option(
    name: .customLong("sbatch-argument"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "A further argument of sbatch: --sbatch-argument=--account=lab; may stand more than once.", valueName: "argument")
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

  /// Words of sbatch.
  var requests: [String] {
    [("partition", partition), ("time", time), ("mem", memory)].compactMap { name, value in
      value.map { "--\(name)=\($0)" }
    } + sbatchArguments
  }
}
