import ArgumentParser
import Core
import Placement
import Printing
import Reports
import Surrogate
import System
import Twin

/// `place`: adapters onto GPUs, every one verified by the twin.
struct PlaceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "place", abstract: "Place adapters on the fewest GPUs such that none starves.",
    discussion: """
      The file has columns adapter, rank, rate (requests/s); input_mean and output_mean (tokens; the experiments' means
      by default); and optional gpu (the required GPU of an adapter, from 1), apart (adapters with the same word
      never share a GPU) and replicas. An adapter with more load than a GPU serves gets several copies. Each GPU
      of a plan was simulated in the twin; one that serves less than 90 % of its requested tokens counts as starved.

      Examples:
        polarbench place adapters.csv --model llama-3.1-8b
        polarbench place adapters.csv --model qwen-2.5-7b --what-if 'rates=*1.5' --what-if adapters=+100
        polarbench place adapters.csv --model llama-3.1-8b --gpus 4 --objective latency --launch
      """)

  @Argument(help: "The CSV file of adapters and their demand.")
  var workload: String

  @OptionGroup var options: PlaceOptions

  @OptionGroup var jsonFlag: JSONFlag

  @Flag(help: "Tables in Markdown.")
  var markdown = false

  @Flag(help: "The vLLM command of each GPU after the tables.")
  var launch = false

  @Option(help: ArgumentHelp("The path of an adapter for vLLM; {} is replaced by its name.", valueName: "path"))
  var adapterPath = "adapters/{}"

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Write the assignment: adapter, copy, gpu, slots, rank, rate.", valueName: "file.csv"))
  var output: String?

  @OptionGroup var csv: CSVOptions

  func validate() throws {
    if jsonFlag.isOn, markdown { throw ValidationError("--json or --markdown, one of the two.") }
  }

  func run() throws {
    let (task, estimator) = try faulting { (try options.task(workload), try options.chosenEstimator()) }
    let clock = SystemClock.seconds
    var plans: [Plan] = []
    var failed: [Algorithm] = []
    let planner = try faulting { try Planner(task, estimator: estimator) }
    for algorithm in options.algorithms {
      if let plan = try faulting({ try planner.plan(algorithm) }) {
        plans.append(plan)
      } else {
        failed.append(algorithm)
      }
    }
    let report = PlacementReport(
      task: task, changes: options.whatIf, plans: plans, failed: failed,
      wallSeconds: options.timing ? SystemClock.seconds - clock : nil)
    guard let plan = plans.first else {
      Output.fault(report.failure(try faulting { try planner.lowerBound() }))
      throw ExitCode(1)
    }
    let lines = jsonFlag.isOn ? report.jsonLines : report.lines(markdown: markdown)
    for line in lines { Output.line(line) }
    if launch, !jsonFlag.isOn {
      for line in report.launchLines(plan, path: adapterPath, markdown: markdown) { Output.line(line) }
    }
    if let output {
      try faulting {
        let file = try FileOutput(output)
        for row in report.assignment(plan) { try file.write(csv.form.row(row)) }
        try file.close()
      }
    }
    if !failed.isEmpty { throw ExitCode(1) }
  }
}
