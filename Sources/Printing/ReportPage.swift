import Core
import Reports
import Results
import System

/// The files of a tournament's report.
package struct ReportPage {
  /// The number of boards with figures if none are named.
  private static let boardsDrawn = 8

  package let tournament: StoredTournament
  package let leaderboard: Leaderboard
  /// The boards whose figures are drawn; empty for the first ones.
  package var boards: [String] = []
  package var drawsFigures = true
  /// Whether figures in the page are interactive.
  package var isInteractive = true
  package var csv = CSVForm.sheet

  package init(
    tournament: StoredTournament, leaderboard: Leaderboard, boards: [String] = [], drawsFigures: Bool = true,
    isInteractive: Bool = true, csv: CSVForm = CSVForm.sheet
  ) {
    self.tournament = tournament
    self.leaderboard = leaderboard
    self.boards = boards
    self.drawsFigures = drawsFigures
    self.isInteractive = isInteractive
    self.csv = csv
  }

  /// Writes the page, atomically, and the figures into a folder.
  ///
  ///
  /// - Returns: whether the figures were drawn.
  /// - Throws: a fault if a board does not exist, a file cannot be written, or drawing fails.
  @discardableResult
  package func write(to path: String, figures folder: String?) throws(Fault) -> Bool {
    let sheet = try self.sheet()
    let art = try self.art(sheet)
    let text = HtmlReport(tournament, leaderboard, sheet, art).text
    let new = path + ".new"
    let file = try FileOutput(new)
    try file.write(text)
    try file.close()
    do throws(SystemError) {
      try FileSystem.rename(new, to: path)
    } catch {
      throw CommandMessages.cannotWrite(path, error.reason)
    }
    if let folder { try FigureFiles(folder: folder, csv: csv).write(sheet.all, draws: drawsFigures) }
    if case .drawn = art { return true }
    return false
  }

  private func sheet() throws(Fault) -> FigureSheet {
    let names = leaderboard.boards.map(\.name)
    for board in boards where !names.contains(board) { throw CommandMessages.noBoard(board, names) }
    let chosen = Set(boards.isEmpty ? Array(names.prefix(Self.boardsDrawn)) : boards)
    return try FigureSheet(tournament, leaderboard) { chosen.contains($0.name) }
  }

  private func art(_ sheet: FigureSheet) throws(Fault) -> HtmlReport.Art {
    guard drawsFigures else { return .leftOut }
    guard !sheet.all.isEmpty else { return .leftOut }
    let drawings = try Drawings.draw(sheet.all, as: [.svg], bundle: isInteractive)
    return drawings.map { .drawn($0) } ?? .noPainter
  }
}

/// Figures as files: numbers and specification always, pictures if they can be drawn.
package struct FigureFiles {
  package let folder: String
  package let csv: CSVForm

  package init(folder: String, csv: CSVForm) {
    self.folder = folder
    self.csv = csv
  }

  /// - Returns: whether pictures were drawn.
  @discardableResult
  package func write(_ figures: [Figure], draws: Bool) throws(Fault) -> Bool {
    do throws(SystemError) {
      try FileSystem.makeFolder(folder)
    } catch {
      throw CommandMessages.cannotWrite(folder, error.reason)
    }
    for figure in figures {
      try write(Array(figure.data.csv(csv).utf8), figure, "csv")
      try write(Array((figure.specification.indentedText + "\n").utf8), figure, "vl.json")
    }
    guard draws, let drawings = try Drawings.draw(figures, as: [.svg, .png, .pdf], background: "white") else {
      return false
    }
    for figure in figures {
      guard let drawing = drawings.figures[figure.slug] else { continue }
      if let svg = drawing.svg { try write(Array(svg.utf8), figure, "svg") }
      if let png = drawing.png { try write(png, figure, "png") }
      if let pdf = drawing.pdf { try write(pdf, figure, "pdf") }
    }
    return true
  }

  private func write(_ bytes: [UInt8], _ figure: Figure, _ ending: String) throws(Fault) {
    let file = try FileOutput("\(folder)/\(figure.slug).\(ending)")
    try file.write(bytes)
    try file.close()
  }
}
