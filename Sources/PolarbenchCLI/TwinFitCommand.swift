import ArgumentParser
import Core
import Printing
import System
import Twin

/// `twin fit`: a profile from measurements.
struct TwinFitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit", abstract: "Make a profile of a server from measurements.",
    discussion: """
      The tables have the columns of the shared ones: docs/how-to/calibrate-a-twin.md. --runs holds end-to-end runs with
      LoRA; rows marked by adapter_mismatch or kv_mismatch are left out. Values in no table are taken from --from.

      Examples:
        polarbench twin fit --runs runs.csv --model llama-3.1-8b-instruct --name mine --output mine.twin
        polarbench twin fit --runs runs.csv --decode decode.csv --prefill prefill.csv --steps steps.csv \\
          --loading loading.csv --kv kv.csv --model qwen-2.5-7b-instruct --name qwen --output qwen.twin --leave-group-out
      """)

  @Option(
    help: ArgumentHelp(
      "End-to-end runs: a table as 'twin batch' reads it, with total_throughput and mean_tpot_ms; or a folder of results of "
        + "'vllm bench serve --save-result'.", valueName: "file.csv|folder"))
  var runs: String

  @Option(help: "A server without LoRA that decodes: its tokens, steps and times.")
  var decode: String?

  @Option(help: "A server without LoRA that computes prompts, step by step.")
  var prefill: String?

  @Option(help: "Steps of a server with LoRA, timed, by tokens and adapters.")
  var steps: String?

  @Option(help: "Times from host memory to a slot, by slot rank and adapter rank; else they are fitted to the runs.")
  var loading: String?

  @Option(help: "KV cache by slots and rank.")
  var kv: String?

  @Option(
    help: ArgumentHelp(
      "The profile for all other values (default: the shipped one of the model).", valueName: "profile"))
  var from: String?

  @Option(help: "The model's name in the tables.")
  var model: String

  @Option(help: "The new profile's name.")
  var name: String

  @Option(name: [.short, .long], help: "The file of the profile; an existing one is replaced.")
  var output: String

  @Flag(help: "Also simulate each group of runs with coefficients fitted without it, and print the errors.")
  var leaveGroupOut = false

  @Option(help: ArgumentHelp("The columns that define a group, for --leave-group-out.", valueName: "column,…"))
  var groups = "group"

  @Option(
    help: ArgumentHelp(
      "client (as drawn by the shared runs' client), poisson, gamma(CV), or diurnal(SWING[,SECONDS]) (default: client "
        + "for a table, poisson for a folder)."))
  var arrivals: TwinArrivals?

  @OptionGroup var seedOption: SeedOption

  @OptionGroup var jobsOption: JobsOption

  @OptionGroup var quietFlag: QuietFlag

  func validate() throws {
  }

  func run() throws {
    let fit = try faulting { try makeFit() }
    let jobs = jobsOption.count
    let result = try faulting {
      let progress = Progress(total: TwinFit.passes * fit.runCount, unit: "runs met", isQuiet: quietFlag.isOn)
      defer { progress.finish() }
      return try fit.run(jobs: jobs) { progress.show(done: $0) }
    }
    try faulting {
      let file = try FileOutput(output)
      try file.write(result.profile.text)
      try file.close()
    }
    let report = TwinFitReport(result, table: fit.runs)
    for line in report.lines { Output.line(line) }
    guard leaveGroupOut else { return }
    let left = try faulting {
      let progress = Progress(total: fit.runCount, unit: "runs played", isQuiet: quietFlag.isOn)
      defer { progress.finish() }
      let columns = groups.split(separator: ",").map(String.init)
      return try fit.leaveGroupsOut(result, by: columns, jobs: jobs) { progress.show(done: $0) }
    }
    for line in TwinFitReport.lines(left) { Output.line(line) }
  }

  private func makeFit() throws(Fault) -> TwinFit {
    let isFolder = BenchmarkFolder.isFolder(runs)
    var tables = TwinFit.Tables(
      runs: isFolder ? try BenchmarkFolder.table(of: runs, model: model) : try BatchTable(path: runs))
    if let decode { tables.decode = try MeasuredTable(path: decode, kind: .decode) }
    if let prefill { tables.prefill = try MeasuredTable(path: prefill, kind: .prefill) }
    if let steps { tables.steps = try MeasuredTable(path: steps, kind: .steps) }
    if let loading { tables.loading = try MeasuredTable(path: loading, kind: .loading) }
    if let kv { tables.memory = try MeasuredTable(path: kv, kind: .memory) }
    var source = try ShippedTwinProfiles.named(from ?? model)
    // The lengths in a folder are generated lengths, not requested ones.
    if isFolder { source.outputShare = 1 }
    var fit = try TwinFit(tables, model: model, name: name, from: source)
    let arrivals = arrivals ?? (isFolder ? TwinArrivals(law: .poisson) : .client)
    fit.player.arrivals = arrivals.law.map { .law($0) } ?? .client
    fit.player.seed = seedOption.value
    return fit
  }
}
