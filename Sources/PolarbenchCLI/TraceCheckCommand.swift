import ArgumentParser
import Core
import Printing
import Traces

/// `trace check`: suspicious contents of a trace.
struct TraceCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Read a whole trace and list suspicious contents.",
    discussion: """
      Exit code 0 without findings, 1 with findings, 2 if the trace cannot be read.

      Examples:
        polarbench trace check traces/zipf-15
        polarbench trace check traces/zipf-15 --json
      """)

  @Argument(help: "A trace folder, or a file of requests in another format.")
  var trace: String

  @OptionGroup var jsonFlag: JSONFlag

  func run() throws {
    var findings: [String] = []
    try faulting {
      let trace = try TraceLoader.load(path: trace)
      findings = TraceCheck.findings(trace)
      for finding in findings {
        var line = JSONLine()
        line.add("type", "finding")
        line.add("trace", trace.name)
        line.add("finding", finding)
        Output.line(jsonFlag.isOn ? line.text : "\(trace.name): \(finding)")
      }
      if findings.isEmpty, !jsonFlag.isOn {
        Output.line("\(trace.name): \(grouped(trace.requestCount)) requests, no findings")
      }
    }
    if !findings.isEmpty { throw ExitCode(1) }
  }
}
