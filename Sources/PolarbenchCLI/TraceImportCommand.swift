import ArgumentParser
import Core
import Printing
import Traces

extension ImportFormat: ExpressibleByArgument {}
extension IDTableArrivals.TimeUnit: ExpressibleByArgument {}

/// `trace import`: a file in another format becomes a trace folder.
struct TraceImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Convert a file in another format to a trace folder.",
    discussion: """
      Skipped rows are counted on stderr with their reason. See docs/how-to/import-a-trace.md for each format.

      Examples:
        polarbench trace import azure-llm AzureLLMInferenceTrace_code.csv --output traces/azure-code
        polarbench trace import quality outcomes.csv --contexts features.csv --adapter-columns 6-20 \\
          --group-column category --shuffle-seed 1 --arrivals AzureLLMInferenceTrace_code.csv --output traces/mmlu-15
      """)

  @Argument(help: "The file's format.")
  var format: ImportFormat

  @Argument(help: "The file; one whose name ends in .zst is decompressed.")
  var file: String

  @Option(name: .shortAndLong, help: "The folder to write.")
  var output: String

  @Flag(help: "Overwrite an existing trace.")
  var force = false

  @Option(help: "The trace's name (default: the folder's).")
  var name: String?

  @Option(help: "The source in trace.lua (default: the file's name).")
  var source: String?

  @Option(help: "The licence in trace.lua.")
  var licence: String?

  @Option(help: "Read at most this many requests.")
  var limit: Int?

  @Option(help: "Times and tokens from another trace, request by request, repeated if it is shorter.")
  var arrivals: String?

  @OptionGroup var sizes: AdapterSizeOptions

  @OptionGroup(title: "Options of quality")
  var quality: QualityImportOptions

  @OptionGroup(title: "Options of bandit")
  var bandit: BanditImportOptions

  @Option(help: "csv: the unit of the column time (s, ms, us, ns); without it only the order is kept.")
  var timeUnit: IDTableArrivals.TimeUnit?

  @OptionGroup var quietFlag: QuietFlag

  func validate() throws {
    try requireFlag("--limit", limit, in: 1...Arrivals.most)
    try quality.validate(for: format)
  }

  func run() throws {
    try faulting {
      var (trace, notes) = try read()
      if let arrivals {
        let other = try TraceLoader.load(path: arrivals)
        let taken = trace.takeArrivals(from: other)
        notes.remark("times and tokens: " + taken)
        trace.facts.append(("arrivals", taken))
      }
      finish(&trace)
      try TraceFolder.write(trace, to: output, force: force)
      if quietFlag.isOn { return }
      for line in notes.lines { Output.note("note: " + line) }
      for line in TraceReport.lines(trace, TraceSummary(trace)) { Output.line(line) }
    }
  }

  private func read() throws(Fault) -> (Trace, ReadingNotes) {
    switch format {
    case .quality: try quality.read(file, limit: limit)
    case .bandit: try bandit.read(file, limit: limit)
    default: try Trace.importing(format, from: file, timeUnit: timeUnit, limit: limit)
    }
  }

  /// Fills in the command line's values for the whole trace.
  private func finish(_ trace: inout Trace) {
    trace.name = name ?? output.split(separator: "/").last.map(String.init) ?? trace.name
    let known = trace.facts.first { $0.name == "source" }?.value
    let fileName = file.split(separator: "/").last.map(String.init) ?? file
    trace.facts.removeAll { $0.name == "source" }
    trace.facts.insert(("source", source ?? known.map { "\($0), \(fileName)" } ?? fileName), at: 0)
    if let licence { trace.facts.insert(("licence", licence), at: 1) }
    sizes.apply(to: &trace.adapters)
  }
}
