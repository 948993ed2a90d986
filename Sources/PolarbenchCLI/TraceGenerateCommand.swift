import ArgumentParser
import Core
import Printing
import Traces

/// `polarbench trace generate`: writes a scenario as a folder, or Zipf ids as a file.
struct TraceGenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate", abstract: "Write a scenario as a trace, or an id trace.",
    discussion: """
      Examples:
        polarbench trace generate edge-15 --requests 2000 --seed 7 --output traces/edge-15-mini
        polarbench trace generate zipf-ids --objects 1000 --requests 1000000 --output zipf.oracleGeneral
      """)

  @Argument(help: "A scenario, with optional parameters: edge-15(noise=0.2); or zipf-ids.")
  var scenario: String

  @Option(name: [.customShort("n"), .long], help: "Requests (default: the scenario's; 1 000 000 ids).")
  var requests: Int?

  @Option(
    name: [.customShort("k"), .long],
    help: "Slots, for request orders that depend on the cache size (default: the scenario's).")
  var capacity: Int?

  @OptionGroup var seedOption: SeedOption

  @Option(name: .customLong("set"), help: ArgumentHelp("Set a parameter of the scenario.", valueName: "name=value"))
  var settings: [String] = []

  @Option(help: "zipf-ids: how many ids there are.")
  var objects = 1000

  @Option(help: "zipf-ids: exponent of their popularity.")
  var exponent = 1.0

  @Option(help: "zipf-ids: oracleGeneral, csv or txt (default: from the output's name).")
  var format: ZipfIds.Format?

  @Option(name: [.short, .long], help: "The folder, or for zipf-ids the file, to write.")
  var output: String

  @Flag(help: "Overwrite an existing trace or file.")
  var force = false

  func validate() throws {
    try requireFlag("--requests", requests, in: Bounds.requests)
    try requireFlag("--capacity", capacity, in: Bounds.total)
    try requireFlag("--exponent", exponent, in: 0...16)
  }

  func run() throws {
    try faulting {
      if scenario == "zipf-ids" { return try writeIds() }
      var spelling = try Spelling(scenario)
      for setting in settings { spelling.arguments.append(try Spelling.assignment(setting)) }
      let found = try ScenarioShelf.find(spelling.name)
      let trace = try found.trace(
        requests: requests, capacity: capacity, seed: seedOption.value, given: spelling.arguments)
      try TraceFolder.write(trace, to: output, force: force)
      Output.note(
        "wrote \(output): \(grouped(trace.requestCount)) requests, \(trace.adapterCount) adapters, d = \(trace.dimension)"
      )
    }
  }

  private func writeIds() throws {
    let named: ZipfIds.Format = output.hasSuffix(".csv") ? .csv : output.hasSuffix(".txt") ? .txt : .oracleGeneral
    let count = requests ?? 1_000_000
    try ZipfIds(objects: objects, exponent: exponent, seed: seedOption.value)
      .write(requests: count, as: format ?? named, to: output, force: force)
    Output.note("wrote \(output): \(grouped(count)) requests over \(grouped(objects)) ids")
  }
}

extension ZipfIds.Format: ExpressibleByArgument {}
