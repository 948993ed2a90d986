import ArgumentParser
import Core
import Printing
import Reports
import Results

/// `polarbench report`: the report of a tournament, from its folder alone.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Write a tournament's report from its folder; no cell is run.",
    discussion: """
      Examples:
        polarbench report results/tournament
        polarbench report results/tournament --figures figures --reference linucb+lru

      Writes report.html into the folder and prints the leaderboard. Figures are drawn by Vega's vl-convert, which
      scripts/setup installs; without it the page says how to get it.
      """)

  @Argument(help: "The tournament's folder.")
  var folder: String

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The page to write (default: FOLDER/report.html).", valueName: "file.html"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Also write each figure as SVG, PNG and PDF, its numbers as CSV and its Vega-Lite specification.",
      valueName: "folder"))
  var figures: String?

  @Option(
    help: ArgumentHelp(
      "Draw the figures of this board, such as edge-15/k4; may be given again (default: the first 8).",
      valueName: "board"))
  var board: [String] = []

  @Option(help: "The policy that the others are compared with (default: the tournament's).")
  var reference: String?

  @Flag(inversion: .prefixedNo, help: "Make the figures in the page interactive: about 0.9 MB of script.")
  var interactive = true

  @Flag(help: "Draw no figures.")
  var noFigures = false

  @Option(help: "The output on stdout: table, markdown, csv (the cells) or json.")
  var format = ReportFormat.table

  @OptionGroup var csv: CSVOptions

  @OptionGroup var quietFlag: QuietFlag

  @OptionGroup var jsonFlag: JSONFlag

  func run() throws {
    try faulting {
      let tournament = try StoredTournament(folder: folder)
      let leaderboard = try Leaderboard(tournament, reference: reference)
      let page = ReportPage(
        tournament: tournament, leaderboard: leaderboard, boards: board, drawsFigures: !noFigures,
        isInteractive: interactive, csv: csv.form)
      let path = output ?? folder + "/report.html"
      let wasDrawn = try page.write(to: path, figures: figures)
      (jsonFlag.isOn ? .json : format).show(tournament, leaderboard, csv: csv.form)
      guard !quietFlag.isOn else { return }
      for advice in leaderboard.advice { Output.note("advice: \(advice)") }
      if !wasDrawn, !noFigures { Output.note("advice: \(CommandMessages.figuresNotDrawn)") }
      Output.note("wrote \(path)" + (figures.map { " and '\($0)'" } ?? ""))
    }
  }
}
