import ArgumentParser
import Core
import Printing
import Traces

extension IDExport.Format: ExpressibleByArgument {}

/// `trace export`: the adapters that requests name, as an id trace.
struct TraceExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write the adapters that a trace's requests name as an id trace.",
    discussion: """
      oracleGeneral is libCacheSim's format; next uses are computed. What the format cannot represent is listed on stderr.

      Examples:
        polarbench trace export traces/zipf-15 --format oracleGeneral --output zipf-15.oracleGeneral
        polarbench trace export traces/zipf-15 --format csv --output zipf-15.csv
      """)

  @Argument(help: "A trace folder, or a file of requests in another format.")
  var trace: String

  @Option(help: "oracleGeneral or csv.")
  var format: IDExport.Format

  @Option(name: .shortAndLong, help: "The file to write.")
  var output: String

  @Flag(help: "Overwrite an existing file.")
  var force = false

  @OptionGroup var quietFlag: QuietFlag

  func run() throws {
    try faulting {
      let remarks = try IDExport.write(try TraceLoader.load(path: trace), as: format, to: output, force: force)
      if !quietFlag.isOn { for remark in remarks { Output.note("note: " + remark) } }
    }
  }
}
