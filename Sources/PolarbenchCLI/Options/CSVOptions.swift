import ArgumentParser
import Core
import Reports

/// The form of CSV tables.
struct CSVOptions: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      "Write CSV cells unchanged: text that a spreadsheet would read as a formula gets no ' before it."))
  var rawCSV = false

  var form: CSVForm { rawCSV ? .raw : .sheet }
}

extension ReportFormat: ExpressibleByArgument {}
