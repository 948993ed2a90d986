import ArgumentParser
import Core
import Placement
import Printing
import Reports
import Surrogate
import System
import Twin

/// `place`: adapters onto GPUs, every one verified by the twin.
struct PlaceCommand: AsyncParsableCommand {
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

  @Flag(help: "JSON Lines: each GPU, the bound, the plan.")
  var json = false

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
    if json, markdown { throw ValidationError("--json or --markdown, one of the two.") }
  }

  func run() async throws {
    let (task, estimator) = try faulting { (try options.task(workload), try options.chosenEstimator()) }
    let clock = SystemClock.seconds
    var plans: [Plan] = []
    var failed: [Algorithm] = []
    let made = await Self.planner(task, estimator)
    let planner = try faulting { try made.get() }
    for algorithm in options.algorithms {
      let plan = await Self.planned(planner, algorithm)
      if let plan = try faulting({ try plan.get() }) { plans.append(plan) } else { failed.append(algorithm) }
    }
    let report = PlacementReport(
      task: task, changes: options.whatIf, plans: plans, failed: failed,
      wallSeconds: options.timing ? SystemClock.seconds - clock : nil)
    guard let plan = plans.first else {
      let found = await Self.bound(planner)
      Output.fault(report.failure(try faulting { try found.get() }))
      throw ExitCode(1)
    }
    let lines = json ? report.jsonLines : report.lines(markdown: markdown)
    for line in lines { Output.line(line) }
    if launch, !json {
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

  private static func planner(_ task: PlacementTask, _ estimator: any Estimator) async -> Result<Planner, Fault> {
    do throws(Fault) { return .success(try await Planner(task, estimator: estimator)) } catch { return .failure(error) }
  }

  private static func planned(_ planner: Planner, _ algorithm: Algorithm) async -> Result<Plan?, Fault> {
    do throws(Fault) { return .success(try await planner.plan(algorithm)) } catch { return .failure(error) }
  }

  private static func bound(_ planner: Planner) async -> Result<LowerBound, Fault> {
    do throws(Fault) { return .success(try await planner.lowerBound()) } catch { return .failure(error) }
  }
}
