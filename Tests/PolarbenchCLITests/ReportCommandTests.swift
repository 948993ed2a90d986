import Foundation
import Testing

@Suite("report", .timeLimit(.minutes(60)))
struct ReportCommandTests {
  private static let noPainter = ["POLARBENCH_PYTHON": "/nowhere/python3"]

  private func report(_ arguments: [String], _ environment: [String: String] = noPainter) throws -> Command.Outcome {
    try Command.run(
      program: Command.binary, ["report"] + arguments, in: Command.repository, environment: environment)
  }

  /// Plays two policies on two boards and hands over the folder.
  private func withTournament(_ body: (URL) throws -> Void) throws {
    try Command.inFolder { folder in
      let store = folder.appending(path: "store")
      let played = try Command.run(
        program: Command.binary,
        [
          "tournament", "polar", "linucb+lru", "--scenario", "edge-15", "--requests", "120", "--replicates", "3",
          "--capacity", "2,4", "-q", "-o", store.path,
        ], in: Command.repository, environment: Self.noPainter)
      #expect(played.status == 0, "\(played.errors)")
      #expect(FileManager.default.fileExists(atPath: store.path + "/report.html"))
      try body(store)
    }
  }

  @Test("without vl-convert there is a page, numbers and specifications, and a word on how to get the figures")
  func withoutPainter() throws {
    try withTournament { store in
      let figures = store.appending(path: "figures")
      let told = try report([store.path, "--figures", figures.path])
      #expect(told.status == 0)
      #expect(
        told.errors.contains(
          "advice: no Python here has vl-convert, which draws the figures; scripts/setup installs it, then run report again"
        ))
      let page = try String(contentsOf: store.appending(path: "report.html"), encoding: .utf8)
      #expect(page.contains("<h1>2 policies on edge-15</h1>"))
      #expect(page.contains("No Python here has vl-convert"))
      let files = try FileManager.default.contentsOfDirectory(atPath: figures.path).sorted()
      #expect(
        files == [
          "critical-difference.csv", "critical-difference.vl.json", "differences-edge-15-k2.csv",
          "differences-edge-15-k2.vl.json", "differences-edge-15-k4.csv", "differences-edge-15-k4.vl.json",
          "differences.csv", "differences.vl.json", "head-to-head.csv", "head-to-head.vl.json",
          "miss-ratio-edge-15.csv", "miss-ratio-edge-15.vl.json", "net-reward-edge-15-k2.csv",
          "net-reward-edge-15-k2.vl.json", "net-reward-edge-15-k4.csv", "net-reward-edge-15-k4.vl.json",
          "regret-edge-15-k2.csv", "regret-edge-15-k2.vl.json", "regret-edge-15-k4.csv", "regret-edge-15-k4.vl.json",
          "residents-edge-15-k2.csv", "residents-edge-15-k2.vl.json", "residents-edge-15-k4.csv",
          "residents-edge-15-k4.vl.json",
        ])

      #expect(try report([store.path, "-q", "-o", store.path + "/again.html"]).errors == "")
      #expect(try String(contentsOf: store.appending(path: "again.html"), encoding: .utf8) == page)
    }
  }

  @Test("an unknown board, a failing painter, and a path that is not a folder are reported")
  func faults() throws {
    try withTournament { store in
      let board = try report([store.path, "--board", "edge-15/k3"])
      #expect(board.status == 2)
      #expect(
        board.errors == """
          error: there is no board 'edge-15/k3'
            fix:    did you mean 'edge-15/k2'? there are: edge-15/k2, edge-15/k4

          """)
      let broken = try report([store.path], ["POLARBENCH_PYTHON": "/bin/false"])
      #expect(broken.status == 2)
      #expect(
        broken.errors == """
          error: cannot draw the figures: /bin/false ended with 1
            fix:    run scripts/setup again; POLARBENCH_PYTHON names another Python, and --no-figures does without

          """)
      #expect(try report([store.path, "--no-figures", "-q"], ["POLARBENCH_PYTHON": "/bin/false"]).status == 0)
      #expect(try report([store.path + "/none"]).status == 2)
    }
  }

  private static let chromium = "/usr/bin/chromium"
  private static let canBrowse =
    FileManager.default.isExecutableFile(atPath: chromium)
    && FileManager.default.isExecutableFile(atPath: Command.repository.path + "/.venv/bin/python3")

  @Test("in a browser the page has marks in every figure and no complaint", .enabled(if: canBrowse))
  func browser() throws {
    try withTournament { store in
      let python = Command.repository.path + "/.venv/bin/python3"
      #expect(try report([store.path, "-q"], ["POLARBENCH_PYTHON": python]).status == 0)
      let script = Command.repository.appending(path: "scripts/check-report")
      let seen = try Command.run(
        program: script, [store.path + "/report.html"], in: Command.repository, environment: [:])
      #expect(seen.status == 0, "\(seen.output)")
    }
  }
}
