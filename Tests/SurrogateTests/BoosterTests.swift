import Core
import Testing

@testable import Surrogate
@testable import SurrogateTraining

@Suite("Trees", .timeLimit(.minutes(60)))
struct TreeTests {
  /// The tree that a file has.
  static func tree(_ text: String, features: Int = 4) throws -> TreeEnsemble.Tree? {
    let list = try LuaValue(parsing: Array("return {\(text)}".utf8), file: "t")
    return TreeEnsemble.tree(of: try #require(list.entries?.first?.value), features: features)
  }

  @Test("are read from their tables and written as they were")
  func text() throws {
    let text = "{3,0.5,-1.0,{2,7.0,1.0,4.25}}"
    let tree = try #require(try Self.tree(text))
    var ensemble = TreeEnsemble()
    ensemble.append(tree)
    #expect(ensemble.table.fileText() == "return {\n  \(text),\n}\n")
    #expect(ensemble.margin([0, 0, 0, 0.25], from: 10) == 9)
    #expect(ensemble.margin([0, 0, 6, 0.5], from: 0) == 1)
    #expect(ensemble.margin([0, 0, 7, 0.5], from: 0) == 4.25)
    ensemble.append(.leaf(0.1))
    #expect(ensemble.table.fileText() == "return {\n  \(text),\n  {0.1},\n}\n")
    #expect(try Self.tree("{ 0.1 }") == .leaf(0.1))
  }

  @Test("keep all 32 bits: a number is not rounded by way of a double")
  func rounding() throws {
    // Between two floats by a hair: the nearest double is the middle, whose even neighbour is the other float.
    let text = "1.00000005960464477539062500000001"
    #expect(Float(text) == Float(1).nextUp && Float(Double(text)!) == 1)
    #expect(try Self.tree("{\(text)}") == .leaf(Float(1).nextUp))
  }

  @Test(
    "of tables that are none are refused",
    arguments: [
      "{}", "'x'", "{4,1,0,0}", "{-1,1,0,0}", "{0,1,0}", "{0,1,0,0,0}", "{0,'1',0,0}", "{0,1,{},0}", "{0.5,1,0,0}",
      "{a=0,b=1,c=0,d=0}", "{1e7}", "-1e7", "{{0}}", "{0,1e39,0,0}", "{0,1,{0},0}", "true",
    ])
  func bad(text: String) throws { #expect(try Self.tree(text) == nil) }
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
      for tree in trees.table.entries ?? [] {
        read.append(try #require(TreeEnsemble.tree(of: tree.value, features: 4)))
      }
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
