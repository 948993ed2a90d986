import Core
import Testing

@testable import Results

// Reference values: scripts/statistics-reference.py (choix 0.4.1, statsmodels 0.15.0).
@Suite("Bradley–Terry strengths", .timeLimit(.minutes(60)))
struct BradleyTerryTests {
  private func expect(_ mine: [Double], _ expected: [Double]) {
    #expect(mine.count == expected.count)
    for (mine, expected) in zip(mine, expected) { #expect(abs(mine - expected) < 1e-6) }
  }

  @Test("strengths meet choix, their errors statsmodels")
  func table() {
    let fit = BradleyTerry(wins: [[0, 7, 9, 10], [3, 0, 6, 8], [1, 4, 0, 5.5], [0, 2, 4.5, 0]])
    expect(fit.strengths, [1.2627719715792713, 0.19352341034099893, -0.5011180550856127, -0.9551773268346575])
    expect(fit.errors, [0.35912865487357587, 0.2934065137400716, 0.29923141727934977, 0.3230834612546479])
    #expect(abs(fit.interval(0).lowerBound - (1.2627719715792713 - 1.959963984540054 * 0.35912865487357587)) < 1e-6)
  }

  @Test("strengths from rounds, with errors clustered by round")
  func rounds() {
    var stream = RandomStream(Seed(11))
    let rounds = (0..<30).map { _ in [0.0, 1, 2, 2, 6].map { level in Double(stream.integer(below: 8)) + level } }
    let fit = BradleyTerry(rounds: rounds)
    expect(
      fit.strengths,
      [-1.1782914539176372, -0.7325150948853902, 0.2103292159213434, -0.1742331923313078, 1.8747105252129919])
    expect(
      fit.errors,
      [0.20475094316773876, 0.2299183976225793, 0.2092508262471335, 0.2039831882418507, 0.24038178602393154])
  }

  @Test("one that wins all and one that loses all stay finite, and apart")
  func separation() {
    let fit = BradleyTerry(rounds: Array(repeating: [3, 2, 1], count: 20))
    #expect(fit.strengths.allSatisfy(\.isFinite) && fit.errors.allSatisfy(\.isFinite))
    #expect(abs(fit.strengths[0] + fit.strengths[2]) < 1e-9 && abs(fit.strengths[1]) < 1e-9)
    #expect(fit.strengths[0] > 2)
  }

  @Test("equals are equal, one player stands alone")
  func equals() {
    #expect(BradleyTerry(rounds: [[1, 1], [2, 2]]).strengths == [0, 0])
    #expect(BradleyTerry(rounds: [[1], [2]]).strengths == [0])
    #expect(BradleyTerry(rounds: []).strengths.isEmpty)
  }
}
