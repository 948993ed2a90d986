import ArgumentParser
import Core
import Printing
import Reports
import Traces
import Twin

/// `twin run`: one server, with all details.
struct TwinRunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Simulate one server under one workload.",
    discussion: """
      Examples:
        polarbench twin run --model llama-3.1-8b --adapters 64 --rates 0.4,0.1 --ranks 8,16 --slots 32
        polarbench twin run --model qwen-2.5-7b --trace azure.csv --adapters 16 --ranks 8 --slots 8 --evictor lfu --json
        polarbench twin run --model llama-3.1-8b -n 64 --rates 0.4 --ranks 8 --slots 16 --replicas 4 --router adapter-affinity
        polarbench twin run --model llama-3.1-8b --adapters 64 --rates 0.4,0.1 --ranks 8,16 --slots 32 --mode agullo
      """)

  @OptionGroup var options: TwinRunOptions

  @OptionGroup var mode: TwinModeOptions

  @Option(help: "The longest queue of --mode agullo (default: 25400, as in the published runs).")
  var queueCap: Int?

  @OptionGroup var seedOption: SeedOption

  @Option(help: ArgumentHelp("Write the gauges over time.", valueName: "file.csv"))
  var series: String?

  @Option(help: ArgumentHelp("The time per line of --series (default: a 120th of the run).", valueName: "seconds"))
  var every: Double?

  @Option(help: ArgumentHelp("Write the service of each adapter.", valueName: "file.csv"))
  var adapterTable: String?

  @Option(
    help: ArgumentHelp(
      "Write gauges over time, waits of adapters and times to the first token as SVG, PNG, PDF, CSV and Vega-Lite.",
      valueName: "folder"))
  var figures: String?

  @OptionGroup var csv: CSVOptions

  @OptionGroup var jsonFlag: JSONFlag

  func validate() throws {
    try requireFlag("--every", every, in: 0.001...1e7)
    try requireFlag("--queue-cap", queueCap, in: 0...1_000_000_000)
    guard mode.mode == .agullo else {
      if queueCap != nil { throw ValidationError("--queue-cap is for --mode agullo.") }
      return
    }
    if series != nil || adapterTable != nil || figures != nil {
      throw ValidationError("--mode agullo keeps means only: no --series, no --adapter-table and no --figures.")
    }
    try options.validateForAgullo()
  }

  func run() throws {
    try faulting {
      switch try mode.chosen() {
      case .vllmV1: try play()
      case .agullo(let faults): try playPublished(faults)
      }
    }
  }

  private func play() throws(Fault) {
    var twin = try options.twin(seed: seedOption.value)
    twin.binSeconds = max(every ?? twin.workload.durationSeconds / 120, twin.workload.durationSeconds / 1e6)
    for path in [series, adapterTable].compactMap({ $0 }) { try FileOutput.check(path) }
    let report = TwinRunReport(run: try played(twin), twin: twin, model: options.model, seed: seedOption.seed)
    if let series { try write(report.series, to: series) }
    if let adapterTable { try write(report.adapters, to: adapterTable) }
    if let figures,
      try !FigureFiles(folder: figures, csv: csv.form).write(ServerFigures(report.record).all, draws: true)
    {
      Output.note("advice: \(CommandMessages.twinFiguresNotDrawn)")
    }
    for line in jsonFlag.isOn ? [report.json.text] : report.lines { Output.line(line) }
  }

  private func played(_ twin: Twin) throws(Fault) -> TwinRun {
    do throws(Fault) {
      return try twin.run(seed: seedOption.value)
    } catch {
      throw error.inTwin(slots: twin.server.slots)
    }
  }

  private func playPublished(_ faults: Set<AgulloFault>) throws(Fault) {
    let twin = try options.agulloTwin(faults: faults, queueCap: queueCap, seed: seedOption.value)
    let report = AgulloRunReport(
      run: try twin.run(seed: seedOption.value), twin: twin, model: options.model, seed: seedOption.seed)
    for line in jsonFlag.isOn ? [report.json.text] : report.lines { Output.line(line) }
  }

  private func write(_ rows: [[String]], to path: String) throws(Fault) {
    let file = try FileOutput(path)
    for row in rows { try file.write(csv.form.row(row)) }
    try file.close()
  }
}
