import ArgumentParser
import Core
import Reports

/// How tables for people are written as CSV.
struct CSVOptions: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      "Write CSV cells as they are: text that a spreadsheet would take for a formula gets no ' before it."))
  var rawCSV = false

  var form: CSVForm { rawCSV ? .raw : .sheet }
}

extension ReportFormat: ExpressibleByArgument {}
