import Core
import Foundation
import Results
import Testing

@testable import Reports

@Suite("The report's page", .timeLimit(.minutes(60)))
struct HtmlReportTests {
  private func page(_ tournament: StoredTournament, _ art: HtmlReport.Art = .noPainter) throws -> String {
    let leaderboard = try Leaderboard(tournament)
    return HtmlReport(tournament, leaderboard, try FigureSheet(tournament, leaderboard) { _ in true }, art).text
  }

  @Test("without figures it is the golden file")
  func golden() throws {
    let text = try page(SmallTournament.stored())
    try expect(
      text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init), golden: "report.html")
  }

  @Test("names and reasons cannot become markup, nor end a script")
  func escaping() throws {
    var tournament = SmallTournament.stored()
    var manifest = tournament.manifest
    manifest.policies[1].name = "</script><script>alert(1)</script>&\"'\u{202e}x\u{1}"
    manifest.traces[0].name = "<img src=x onerror=alert(1)>"
    tournament = StoredTournament(folder: "results/small", manifest: manifest, cells: tournament.cells)
    let text = try page(tournament)
    #expect(!text.contains("<script>alert"))
    #expect(!text.contains("<img"))
    #expect(!text.unicodeScalars.contains { $0 == "\u{202e}" || $0 == "\u{1}" })
    #expect(text.contains("&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;&#39;\\u{202E}x\\u{1}"))
  }

  @Test("the page allows no code made of texts")
  func policy() throws {
    let head = try #require(try page(SmallTournament.stored()).components(separatedBy: "</head>").first)
    #expect(
      head.contains(
        """
        content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
        """))
  }

  @Test("every table has headers with a scope, every figure a caption and its specification")
  func structure() throws {
    let text = try page(SmallTournament.stored())
    #expect(!text.contains("<th>"))
    let figures = text.components(separatedBy: "<figure ").count - 1
    #expect(figures == 7)
    #expect(text.components(separatedBy: "<figcaption>").count - 1 == figures)
    #expect(text.components(separatedBy: "<script type=\"application/json\"").count - 1 == figures)
    #expect(text.components(separatedBy: "No Python here has vl-convert").count - 1 == figures)
  }

  @Test("a tournament without cells has a page too")
  func nothing() throws {
    let stored = SmallTournament.stored()
    let text = try page(StoredTournament(folder: "results/small", manifest: stored.manifest, cells: []))
    #expect(text.contains("No policy finished: nothing is ranked."))
    #expect(!text.contains("<figure "))
  }

  @Test("a drawing has the figure's alternative text")
  func drawing() throws {
    let tournament = SmallTournament.stored()
    let leaderboard = try Leaderboard(tournament)
    let sheet = try FigureSheet(tournament, leaderboard) { _ in false }
    let drawings = Drawings(
      figures: ["head-to-head": .init(svg: "<svg width=\"1\"></svg>", png: nil, pdf: nil, error: nil)],
      bundle: "let a = '</script>'", drawnBy: "Vega")
    let text = HtmlReport(tournament, leaderboard, sheet, .drawn(drawings)).text
    #expect(
      text.contains(
        "<svg role=\"img\" aria-label=\"A matrix of how often each policy earned more than each other. polar-plus won"))
    #expect(text.contains("let a = '<\\/script>'"))
    #expect(text.contains("This figure could not be drawn: no drawing came back"))
  }
}
