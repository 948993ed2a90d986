import Core
import Foundation
import Results
import Testing

@testable import Reports

@Suite("Figures", .timeLimit(.minutes(60)))
struct FigureTests {
  private func sheet(_ tournament: StoredTournament) throws -> FigureSheet {
    try FigureSheet(tournament, try Leaderboard(tournament)) { _ in true }
  }

  @Test("each kind is there once for what it is about, with n and units in words")
  func kinds() throws {
    let sheet = try sheet(SmallTournament.stored())
    #expect(
      sheet.all.map(\.slug) == [
        "differences", "critical-difference", "head-to-head", "net-reward-edge-k4", "differences-edge-k4",
        "net-reward-id-log-k4", "differences-id-log-k4",
      ])
    for figure in sheet.all {
      #expect(figure.caption.contains("n = "), "\(figure.slug)")
      #expect(!figure.alternative.isEmpty)
    }
  }

  @Test("numbers are a tidy table with full names")
  func csv() throws {
    let figure = try #require(try sheet(SmallTournament.stored()).all.first { $0.slug == "differences-edge-k4" })
    #expect(
      figure.data.csv(.sheet).split(separator: "\n").map(String.init).prefix(2) == [
        "policy,difference,low,high,p_holm,method,verdict,replicates",
        "polar-plus,10.0,7.749670636771817,12.250329363228182,0.0022976530750201175,Student t,more,4",
      ])
  }

  @Test("labels are as close to where they belong as fits, and never overlap")
  func labels() {
    #expect(LabelledAxis.spread([10, 100], apart: 14, height: 320) == [10, 100])
    #expect(LabelledAxis.spread([50, 50], apart: 14, height: 320) == [43, 57])
    #expect(LabelledAxis.spread([320, 318], apart: 14, height: 320) == [320, 306])
    #expect(LabelledAxis.spread([0, 0, 20], apart: 14, height: 320) == [0, 14, 28])
    let many = LabelledAxis.spread((0..<14).map { 300 + Double($0) / 10 }, apart: 14, height: 320)
    #expect(zip(many, many.dropFirst()).allSatisfy { $1 - $0 > 13.99 })
    #expect(many[0] >= 0 && many[13] <= 320)
  }

  @Test("logarithmic axes are ticked at 1, 2 and 5")
  func ticks() {
    #expect(LabelledAxis.logTicks(0.8, 60) == [1, 2, 5, 10, 20, 50])
    #expect(LabelledAxis.logTicks(1, 1e5) == [1, 10, 100, 1000, 10_000, 100_000])
  }

  @Test("residence in columns: whole, part, and joined")
  func runs() {
    let spells = ResidentSpells(
      spells: [
        .init(adapter: 0, first: 0, end: 45), .init(adapter: 1, first: 3, end: 4),
        .init(adapter: 0, first: 70, end: 100),
      ],
      plans: [], until: 100)
    typealias Run = ResidentRuns.Run
    #expect(
      ResidentRuns.of(0, in: spells, bins: 10, until: 100) == [
        Run(first: 0, end: 40, share: 1), Run(first: 40, end: 50, share: 0.6), Run(first: 70, end: 100, share: 1),
      ])
    #expect(ResidentRuns.of(1, in: spells, bins: 10, until: 100) == [Run(first: 0, end: 10, share: 0.2)])
    #expect(ResidentRuns.of(2, in: spells, bins: 10, until: 100) == [])
  }

  @Test("28 policies have different styles, and one more changes none")
  func styles() {
    var manifest = SmallTournament.stored().manifest
    let policy = manifest.policies[0]
    manifest.policies = (0..<28).map { number in
      var one = policy
      one.name = "policy-\(number)"
      return one
    }
    let styles = PolicyStyle.all(of: manifest)
    #expect(Set(styles.map { "\($0.colour) \($0.dash)" }).count == 28)
    manifest.policies.removeLast()
    #expect(PolicyStyle.all(of: manifest) == Array(styles.dropLast()))
  }

  @Test("long names are cut in the middle, and stay apart")
  func longNames() {
    var manifest = SmallTournament.stored().manifest
    manifest.policies[0].name = "linucb(alpha=0.3,ridge=1,model=pooled)+lru"
    manifest.policies[1].name = "linucb(alpha=0.3,ridge=2,model=pooled)+lru"
    let labels = PolicyStyle.all(of: manifest).map(\.label)
    #expect(labels[0] == "linucb(alpha=0.…el=pooled)+lru #1")
    #expect(labels[1] == "linucb(alpha=0.…el=pooled)+lru #2")
  }

  @Test("bands are means and intervals of the replicates")
  func bands() throws {
    var band = CurveBand(checkpoints: 1)
    for value in [1, 2, 3, 6] as [Float] { band.add([value]) }
    #expect(band.mean == [3])
    let half = Sample([1, 2, 3, 6]).halfWidth()!
    #expect(abs(band.halfWidths[0] - half) < 1e-12)
  }

  @Test("base64", arguments: [("", ""), ("TQ==", "M"), ("TWE=", "Ma"), ("TWFu", "Man"), ("+/8=", "\u{fb}\u{ff}")])
  func base64(text: String, plain: String) {
    #expect(Base64.decoded(text) == plain.unicodeScalars.map { UInt8($0.value) })
  }

  @Test("text that is not base64 is refused", arguments: ["TQ", "T===", "TQ=a", "T*Fu"])
  func noBase64(text: String) {
    #expect(Base64.decoded(text) == nil)
  }

  /// Whether a Python here has vl-convert.
  static let canDraw = (try? Drawings.draw([], as: [])) != nil

  @Test("Vega draws every figure, the same bytes each time", .enabled(if: canDraw))
  func drawn() throws {
    let figures = try sheet(SmallTournament.stored()).all
    let drawings = try #require(try Drawings.draw(figures, as: [.svg, .pdf]))
    for figure in figures {
      let drawing = try #require(drawings.figures[figure.slug])
      #expect(drawing.error == nil)
      #expect(drawing.svg?.contains("mark-") == true)
      #expect(drawing.pdf?.starts(with: Array("%PDF".utf8)) == true)
    }
    let again = try #require(try Drawings.draw(figures.reversed(), as: [.svg]))
    for figure in figures { #expect(again.figures[figure.slug]?.svg == drawings.figures[figure.slug]?.svg) }
  }
}
