import ArgumentParser
import Core
import Printing
import Traces

/// `trace info`: statistics of a trace.
struct TraceInfo: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info", abstract: "Show the contents of a trace: requests, adapters, times, tokens, rewards.",
    discussion: """
      Examples:
        polarbench trace info traces/zipf-15
        polarbench trace info AzureLLMInferenceTrace_code.csv --json
      """)

  @Argument(help: "A trace folder, or a file of requests in another format.")
  var trace: String

  @OptionGroup var jsonFlag: JSONFlag

  func run() throws {
    try faulting {
      let trace = try TraceLoader.load(path: trace)
      let summary = TraceSummary(trace)
      if jsonFlag.isOn {
        Output.line(TraceReport.json(trace, summary).text)
      } else {
        for line in TraceReport.lines(trace, summary) { Output.line(line) }
      }
    }
  }
}
