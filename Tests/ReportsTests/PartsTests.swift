import Results
import Testing

@testable import Reports

/// The small parts of a report, each by hand.
@Suite("Parts of a report", .timeLimit(.minutes(60)))
struct ReportPartsTests {
  @Test("a p below a thousandth is written as such, and no other")
  func p() {
    #expect([0.0009, 0.001, 0.0014, 0.25, 1].map(Numbers.p) == ["<0.001", "0.001", "0.001", "0.250", "1.000"])
    #expect(Numbers.p(nil) == "–")
  }

  @Test("an axis rises from the foot to the top, and what lies beyond it stands at its ends")
  func axis() {
    let plain = LabelledAxis(isLogarithmic: false, low: 10, high: 30, labels: 3)
    #expect([5, 10, 15, 30, 99].map(plain.pixel) == [320, 320, 240, 0, 0])
    let logarithmic = LabelledAxis(isLogarithmic: true, low: 1, high: 100, labels: 3)
    #expect([1, 10, 100].map { logarithmic.pixel($0).rounded() } == [320, 160, 0])
  }

  @Test("a curve of another length than the checkpoints is left out of the band", arguments: [1, 3])
  func otherLength(count: Int) {
    var band = CurveBand(checkpoints: 2)
    band.add([1, 2])
    band.add(Array(repeating: 9, count: count))
    #expect(band.count == 1 && band.mean == [1, 2])
  }

  @Test("more boards than fit abreast are all there", arguments: [6, 7, 13])
  func manyBoards(count: Int) throws {
    let names = (0..<count).map { "board\($0)" }
    let tournament = SmallTournament.stored(traces: names)
    let text = LeaderboardText.terminal(try Leaderboard(tournament)).joined(separator: "\n")
    for name in names { #expect(text.contains("\(name)/k4")) }
  }
}
