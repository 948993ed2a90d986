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

@Suite("Leaderboards as text")
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

  @Test("one board is told without boards")
  func oneBoard() throws {
    let tournament = SmallTournament.stored(traces: ["edge"], replicates: 8)
    try expect(LeaderboardText.terminal(try Leaderboard(tournament)), golden: "one-board.txt")
  }

  @Test("one replicate has no intervals")
  func oneReplicate() throws {
    let tournament = SmallTournament.stored(traces: ["edge"], replicates: 1)
    try expect(LeaderboardText.terminal(try Leaderboard(tournament)), golden: "one-replicate.txt")
  }

  @Test("nothing played is told as such")
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
