import Core
import Testing

@testable import Surrogate
@testable import SurrogateTraining

@Suite("Trees", .timeLimit(.minutes(60)))
struct TreeTests {
  @Test("are read from their lines and written as they were")
  func text() throws {
    let line = "3<0.5 -1.0 2<7.0 1.0 4.25"
    let tree = try #require(TreeEnsemble.tree(of: Substring(line), features: 4))
    var ensemble = TreeEnsemble()
    ensemble.append(tree)
    #expect(ensemble.lines == [line])
    #expect(ensemble.margin([0, 0, 0, 0.25], from: 10) == 9)
    #expect(ensemble.margin([0, 0, 6, 0.5], from: 0) == 1)
    #expect(ensemble.margin([0, 0, 7, 0.5], from: 0) == 4.25)
  }

  @Test(
    "of lines that are none are refused",
    arguments: ["", "x", "nan", "4<1 0 0", "-1<1 0 0", "0<1 0", "0<1 0 0 0", "0<inf 0 0", "<1 0 0", "0< 0 0"])
  func bad(line: String) {
    #expect(TreeEnsemble.tree(of: Substring(line), features: 4) == nil)
  }
}

@Suite("XGBoost", .timeLimit(.minutes(60)))
struct BoosterTests {
  private static func examples(_ count: Int, seed: UInt64) -> (values: [Float], labels: [Float]) {
    var stream = RandomStream(Seed(seed))
    var (values, labels): ([Float], [Float]) = ([], [])
    for _ in 0..<count {
      let x = (0..<4).map { _ in Float(stream.uniform()) }
      values += x
      labels.append(x[0] * 3 + (x[1] > 0.5 ? 1 : 0) * x[2] + 0.01 * Float(stream.uniform()))
    }
    return (values, labels)
  }

  static func settings(_ objective: BoosterSettings.Objective, _ mode: BoosterSettings.Mode) -> BoosterSettings {
    var settings = BoosterSettings(objective)
    settings.mode = mode
    settings.forestTrees = 20
    settings.signs = [1, 0, 0, 0]
    return settings
  }

  @Test("predicts to the bit what our own sums of its trees give", arguments: BoosterSettings.Mode.allCases)
  func same(mode: BoosterSettings.Mode) throws {
    let (values, labels) = Self.examples(500, seed: 1)
    let margins = labels.indices.map { Float($0 % 7) * 0.1 }
    for objective in [BoosterSettings.Objective.regression, .logistic] {
      let targets = objective == .logistic ? labels.map { $0 > 1.7 ? 1 : 0 } : labels
      let matrix = try BoosterMatrix(values, columns: 4, labels: targets, margins: margins)
      let booster = try Booster(matrix, Self.settings(objective, mode))
      for _ in 0..<(mode == .forest ? 1 : 40) { try booster.grow() }
      let trees = try booster.trees(rounds: booster.rounds)
      let told = try booster.margins(of: matrix)
      for row in 0..<500 {
        #expect(trees.margin(Array(values[4 * row..<4 * row + 4]), from: margins[row]) == told[row])
      }
      var read = TreeEnsemble()
      for line in trees.lines { read.append(try #require(TreeEnsemble.tree(of: Substring(line), features: 4))) }
      #expect(read == trees)
    }
  }

  @Test("learns the same trees of the same examples, and keeps the sign of a feature")
  func deterministic() throws {
    let (values, labels) = Self.examples(500, seed: 2)
    func grown() throws -> TreeEnsemble {
      let booster = try Booster(
        try BoosterMatrix(values, columns: 4, labels: labels), Self.settings(.regression, .boosted))
      for _ in 0..<60 { try booster.grow() }
      return try booster.trees(rounds: 50)
    }
    let trees = try grown()
    #expect(trees.treeCount == 50)
    #expect(try grown() == trees)
    let rising = (0...20).map { trees.margin([Float($0) / 20, 0.6, 0.3, 0.2], from: 0) }
    #expect(zip(rising, rising.dropFirst()).allSatisfy { $0 <= $1 })
  }

  @Test("is given examples, or nothing is learned")
  func empty() {
    #expect(throws: SurrogateTraining.Messages.noExamples()) { try BoosterMatrix([], columns: 4, labels: []) }
  }
}
