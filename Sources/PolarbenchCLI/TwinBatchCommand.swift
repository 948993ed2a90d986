import ArgumentParser
import Core
import Printing
import Twin

/// `twin batch`: a table of configurations, with what the twin says of each.
struct TwinBatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch", abstract: "Simulate every row of a table, and append the twin's results.",
    discussion: """
      Reads the columns model, adapters, max_loras, max_lora_rank, rank_mix, rate_mix (8-16-32: given to the adapters in
      turn), total_time_s, pool_mean_input and pool_mean_output; all columns are passed through. A row that cannot be
      simulated has its reason in twin_status, and empty numbers.

      Examples:
        polarbench twin batch runs.csv --output predicted.csv
        polarbench twin batch runs.csv --output predicted.csv --jobs 2 --replicates 3 --arrivals poisson --seed 7
      """)

  @Argument(help: "The CSV file.")
  var table: String

  @Option(name: [.short, .long], help: "The file of the table with its new columns; an existing one is replaced.")
  var output: String

  @OptionGroup var options: TwinBatchOptions

  @OptionGroup var csv: CSVOptions

  @Flag(help: "Leave twin_wall_s empty, so that two runs give the same bytes.")
  var noWall = false

  func run() throws {
    let (table, player) = try faulting { (try BatchTable(path: self.table), try options.player()) }
    let columns = Prediction.columns + ["twin_wall_s"]
    try faulting {
      if let name = columns.first(where: table.hasColumn) { throw CommandMessages.alreadyPredicted(self.table, name) }
      try FileOutput.check(output)
    }
    let results = options.play(table, with: player)
    try faulting {
      let file = try FileOutput(output)
      try file.write(csv.form.row(table.header + columns))
      for (row, result) in zip(table.rows, results) {
        try file.write(csv.form.row(row + result.prediction.fields + [noWall ? "" : fixed(result.wallSeconds, 4)]))
      }
      try file.close()
    }
    let failed = results.filter { $0.prediction.status.hasPrefix("error") }.count
    if failed > 0 {
      Output.note("\(failed) of \(results.count) rows could not be simulated: twin_status says why")
      throw ExitCode(1)
    }
  }
}
