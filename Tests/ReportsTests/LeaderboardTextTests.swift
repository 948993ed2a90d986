import Core
import Foundation
import Results
import Testing

@testable import Reports

/// Holds lines to a file in Goldens; `POLARBENCH_RECORD=1 swift test --filter ReportsTests` writes them anew.
func expect(_ lines: [String], golden name: String) throws {
  let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens/\(name)")
  let text = lines.joined(separator: "\n") + "\n"
  if ProcessInfo.processInfo.environment["POLARBENCH_RECORD"] == "1" {
    try text.write(to: file, atomically: true, encoding: .utf8)
  }
  #expect(text == (try String(contentsOf: file, encoding: .utf8)))
}

@Suite("Leaderboards as text", .timeLimit(.minutes(60)))
struct LeaderboardTextTests {
  @Test(
    "each format is the golden file",
    arguments: [
      (ReportFormat.table, "table.txt"), (.markdown, "leaderboard.md"), (.json, "leaderboard.jsonl"),
      (.csv, "cells.csv"),
    ])
  func goldens(format: ReportFormat, name: String) throws {
    let tournament = SmallTournament.stored()
    var lines: [String] = []
    format.forEachLine(of: tournament, try Leaderboard(tournament)) { lines.append($0) }
    try expect(lines, golden: name)
  }

  @Test("a forfeit's reason is never a formula in the CSV, nor a link or table in Markdown")
  func formulas() throws {
    var tournament = SmallTournament.stored()
    var cells = tournament.cells
    let place = try #require(cells.firstIndex { $0.forfeit != nil })
    cells[place].forfeit = Forfeit(
      kind: "answer", reason: "=1+1 | [x](y)\nz", place: nil, at: nil, calls: [], fix: nil, replay: "r")
    tournament = StoredTournament(folder: tournament.folder, manifest: tournament.manifest, cells: cells)
    func rows(_ format: ReportFormat, _ form: CSVForm = .sheet) throws -> [String] {
      var lines: [String] = []
      format.forEachLine(of: tournament, try Leaderboard(tournament), csv: form) { lines.append($0) }
      return lines
    }
    #expect(try rows(.csv).contains { $0.hasSuffix(#",'=1+1 | [x](y)\nz"#) })
    #expect(try rows(.csv, .raw).contains { $0.hasSuffix(",\"=1+1 | [x](y)\nz\"") })
    #expect(!(try rows(.markdown).contains { $0.contains("[x](y)") }))
  }

  @Test("a single board is reported without board names")
  func oneBoard() throws {
    let tournament = SmallTournament.stored(traces: ["edge"], replicates: 8)
    try expect(LeaderboardText.terminal(try Leaderboard(tournament)), golden: "one-board.txt")
  }

  @Test("one replicate has no intervals")
  func oneReplicate() throws {
    let tournament = SmallTournament.stored(traces: ["edge"], replicates: 1)
    try expect(LeaderboardText.terminal(try Leaderboard(tournament)), golden: "one-replicate.txt")
  }

  @Test("a tournament without cells is reported as such")
  func nothing() throws {
    let stored = SmallTournament.stored()
    let empty = StoredTournament(folder: "results/small", manifest: stored.manifest, cells: [])
    try expect(LeaderboardText.terminal(try Leaderboard(empty)), golden: "nothing.txt")
  }

  @Test("Markdown keeps what would be markup")
  func escaping() {
    var table = Table(["a|b", "n"])
    table.add(["*x*", "1"])
    #expect(table.markdown == ["| a\\|b  |   n |", "| ----- | --: |", "| \\*x\\* |   1 |"])
  }
}
