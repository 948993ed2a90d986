import ArgumentParser
import Core
import Printing
import Twin

/// `twin validate`: the twin against measured runs.
struct TwinValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Simulate every measured row of a table, and print the twin's errors.",
    discussion: """
      The table is one for 'twin batch', with measured values: status, total_throughput, mean_tpot_ms,
      mean_itl_ms, ttft_penalised_ms, mean_running, preemptions, starved, and the columns of groups: model, regime,
      group. Rows marked by adapter_mismatch or kv_mismatch are left out of all lines but 'all rows'. half-SMAPE is
      100 mean |a - b| / (|a| + |b|), half of the usual SMAPE.

      Examples:
        polarbench twin validate runs.csv
        polarbench twin validate runs.csv --json --jobs 2
      """)

  @Argument(help: "The CSV file of measured runs.")
  var table: String

  @OptionGroup var options: TwinBatchOptions

  @OptionGroup var jsonFlag: JSONFlag

  func run() throws {
    let (table, player) = try faulting { (try BatchTable(path: self.table), try options.player()) }
    let results = options.play(table, with: player)
    var validation = Validation()
    for (row, result) in results.enumerated() { validation.add(table, row: row, result.prediction) }
    try faulting {
      if validation.rows.isEmpty { throw CommandMessages.nothingMeasured(self.table) }
    }
    let report = TwinValidationReport(validation)
    for line in jsonFlag.isOn ? report.jsonLines : report.lines { Output.line(line) }
  }
}
