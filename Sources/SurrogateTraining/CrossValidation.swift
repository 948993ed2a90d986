import Core
import Surrogate

/// Cross-validation by groups: no group is on both sides of a split.
struct CrossValidation {
  /// The learning task, row by row.
  struct Task {
    /// [rows × columns], row-major.
    var values: [Float]
    var columns: Int
    var labels: [Float]
    /// The base values of the trees' answers; empty for 0.
    var starts: [Float] = []
    var groups: [String]
    var settings: BoosterSettings

    var rows: Int { labels.count }
    func start(_ row: Int) -> Float { starts.isEmpty ? 0 : starts[row] }
    func features(_ row: Int) -> [Float] { Array(values[row * columns..<(row + 1) * columns]) }

    func matrix(_ rows: [Int]) throws(Fault) -> BoosterMatrix {
      try BoosterMatrix(
        rows.flatMap(features), columns: columns, labels: rows.map { labels[$0] },
        margins: starts.isEmpty ? nil : rows.map { starts[$0] })
    }
  }

  static let folds = 5

  /// The margin of each row from trees that were grown without its group.
  var margins: [Float]
  /// The mean of the best numbers of rounds on groups set aside.
  var rounds: Int

  /// The part of a group, by its name only.
  static func fold(of group: String, seed: UInt64) -> Int {
    Int(Seed(seed).derived("fold", group).bits % UInt64(folds))
  }

  /// Each part is predicted by trees grown on three others, with the number of rounds that was best on the fifth.
  init(_ task: Task) throws(Fault) {
    let parts = task.groups.map { Self.fold(of: $0, seed: task.settings.seed) }
    margins = [Float](repeating: 0, count: task.rows)
    var counts: [Int] = []
    for part in 0..<Self.folds {
      let stopping = (part + 1) % Self.folds
      let tested = parts.indices.filter { parts[$0] == part }
      let grown = parts.indices.filter { parts[$0] != part && parts[$0] != stopping }
      let aside = parts.indices.filter { parts[$0] == stopping }
      guard !tested.isEmpty, !grown.isEmpty, !aside.isEmpty else { throw Messages.tooFewGroups(Self.folds) }
      let trees = try Self.grow(task, grown, aside, &counts)
      for row in tested { margins[row] = trees.margin(task.features(row), from: task.start(row)) }
    }
    rounds = max(1, (counts.reduce(0, +) + counts.count / 2) / counts.count)
  }

  /// Trees of all rows.
  static func grown(_ task: Task, rounds: Int) throws(Fault) -> TreeEnsemble {
    let booster = try Booster(try task.matrix(Array(0..<task.rows)), task.settings)
    for _ in 0..<(task.settings.mode == .forest ? 1 : rounds) { try booster.grow() }
    return try booster.trees(rounds: rounds)
  }

  private static func grow(
    _ task: Task, _ rows: [Int], _ aside: [Int], _ counts: inout [Int]
  ) throws(Fault) -> TreeEnsemble {
    let booster = try Booster(try task.matrix(rows), task.settings)
    if task.settings.mode == .forest {
      try booster.grow()
      counts.append(1)
      return try booster.trees(rounds: 1)
    }
    let matrix = try task.matrix(aside)
    var best = (rounds: 0, loss: Double.infinity)
    while booster.rounds < task.settings.rounds, booster.rounds - best.rounds < task.settings.patience {
      try booster.grow()
      guard booster.rounds % 10 == 0 || booster.rounds == task.settings.rounds else { continue }
      let loss = loss(try booster.margins(of: matrix), aside.map { task.labels[$0] }, task.settings.objective)
      if loss < best.loss { best = (booster.rounds, loss) }
    }
    counts.append(best.rounds)
    return try booster.trees(rounds: best.rounds)
  }

  /// The mean absolute error, or the mean of −log p of the actual class.
  private static func loss(
    _ margins: [Float], _ labels: [Float], _ objective: BoosterSettings.Objective
  ) -> Double {
    let sum = zip(margins, labels).reduce(0.0) { sum, item in
      let (margin, label) = (Double(item.0), Double(item.1))
      switch objective {
      case .regression: return sum + abs(margin - label)
      case .logistic:
        let towards = label > 0.5 ? margin : -margin
        return sum
          + (towards > 0 ? naturalLog(1 + exponential(-towards)) : -towards + naturalLog(1 + exponential(towards)))
      }
    }
    return sum / Double(max(1, labels.count))
  }
}
