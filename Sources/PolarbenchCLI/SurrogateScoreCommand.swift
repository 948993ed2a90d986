import ArgumentParser
import Core
import Printing
import Surrogate
import Traces
import Twin

/// `surrogate score`: a surrogate against the twin, and against measurements.
struct SurrogateScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score", abstract: "Score a surrogate against the twin and against measured runs.",
    discussion: """
      --data: rows of 'surrogate data' that were held out of training. --runs: measured runs, in the shape of runs_e2e.csv.
      --optima: measured optima, in the shape of real_optima.csv, against models of the published kind (direct) and against
      the surrogate walked over the grid; with --runs, the throughput lost by the predicted adapters and slots.

      Examples:
        polarbench surrogate score --model llama-3.1-8b --data llama.csv
        polarbench surrogate score --model llama-3.1-8b --runs runs_e2e.csv --optima real_optima.csv
      """)

  @OptionGroup var options: SurrogateOptions

  @Option(help: "A table of 'surrogate data'.")
  var data: String?

  @Option(help: "A table of measured runs.")
  var runs: String?

  @Option(help: "A table of measured optima.")
  var optima: String?

  @OptionGroup var jsonFlag: JSONFlag

  func validate() throws {
    guard data != nil || runs != nil || optima != nil else {
      throw ValidationError("Name what to score against: --data, --runs or --optima.")
    }
  }

  func run() throws {
    try faulting {
      let surrogate = try options.chosen()
      let table = try runs.map { try BatchTable(path: $0) }
      var report = SurrogateScoreReport(surrogate)
      if let data { try report.take(try TrainingSet(path: data, profile: surrogate.profile)) }
      if let table { report.scores += try MeasuredRuns(table, against: surrogate).named }
      if let optima {
        let measured = try MeasuredOptima(try openBytes(optima), file: optima, model: surrogate.profile.model)
        for row in measured.rows { try report.take(row, runs: table) }
      }
      for line in jsonFlag.isOn ? report.jsonLines : report.lines { Output.line(line) }
      if let seconds = report.secondsEach { Output.note("an answer takes \(fixed(1e6 * seconds, 1)) µs") }
    }
  }
}
