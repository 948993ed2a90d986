import Core
import Surrogate
import Twin

/// Trains a surrogate.
public struct Trainer: Sendable {
  /// Scores of models on groups that were not used for training.
  public struct Report: Sendable {
    /// The scores, with names.
    public var scores: [(name: String, score: SurrogateScore)] = []
    /// Trees of each model.
    public var trees: [(name: String, count: Int)] = []
    /// Mean squared distance of probabilities from the actual class.
    public var brier = 0.0
  }

  public var mode = BoosterSettings.Mode.boosted
  public var seed: UInt64 = 0

  public init() {}

  /// Monotonicity of the served share in a feature: the closed form omits waiting for slots, which only reduces the
  /// share.
  static let shareSigns: [Feature: Int] = [.slotsWanted: -1, .slotsBusy: -1, .slotsKept: -1]
  static let starvedSigns: [Feature: Int] = [
    .pressure: 1, .share: -1, .slotsWanted: 1, .slotsBusy: 1, .slotsKept: 1,
  ]

  /// Grows the models on all groups that are not held out, and scores them on groups set aside and on those held out.
  public func train(_ set: TrainingSet) throws(Fault) -> (model: SurrogateModel, report: Report) {
    let learned = set.examples.filter { !$0.isHeldOut }
    guard !learned.isEmpty else { throw Messages.noExamples() }
    let profile = set.surrogate.profile
    var model = SurrogateModel(
      profile: profile.name, profileHash: Surrogate.hash(of: profile), dataHash: set.hash,
      durationSeconds: set.surrogate.durationSeconds)
    var report = Report()

    let shareTask = task(learned, shareSettings) { Float(naturalLog(max($0.share, 0.01))) }
    let starvedTask = task(learned, starvedSettings) { $0.isStarved ? 1 : 0 }
    let shares = try CrossValidation(shareTask)
    let margins = try CrossValidation(starvedTask)
    model.share = try CrossValidation.grown(shareTask, rounds: shares.rounds)
    model.starved = try CrossValidation.grown(starvedTask, rounds: margins.rounds)

    let unseen = learned.indices.map { row in
      (
        margin: Double(margins.margins[row]), share: min(1, exponential(Double(shares.margins[row]))),
        isStarved: learned[row].isStarved
      )
    }
    model.calibration = Calibration.fitted(to: unseen)
    let answers = unseen.map { (share: $0.share, p: model.calibration.probability(margin: $0.margin, share: $0.share)) }
    report.brier =
      zip(answers, learned).reduce(0) { $0 + ($1.0.p - ($1.1.isStarved ? 1 : 0)) * ($1.0.p - ($1.1.isStarved ? 1 : 0)) }
      / Double(learned.count)
    for kind in Kind.allCases {
      report.scores.append(("\(kind.rawValue), cross-validated", score(learned, answers) { kind.holds($0) }))
    }
    report.scores.append(("all, closed form alone", score(learned, learned.map(Self.closedForm)) { _ in true }))
    let held = set.examples.filter(\.isHeldOut)
    let heldAnswers = held.map { example in
      let share = model.servedShare(example.features)
      return (share: share, p: model.starvedProbability(example.features, share: share))
    }
    report.scores.append(("triples held out", score(held, heldAnswers) { _ in true }))

    try learnOptima(set, &model)
    report.trees = [("share", model.share.treeCount), ("starved", model.starved.treeCount)]
    for target in OptimumTargets.Target.allCases {
      report.trees.append((target.rawValue, model.optimum[target]?.treeCount ?? 0))
    }
    return (model, report)
  }

  private enum Kind: String, CaseIterable {
    case all, grid, mixes

    func holds(_ example: TrainingSet.Example) -> Bool {
      self == .all || (self == .grid) == (example.row.arrivals == "client")
    }
  }

  private static func closedForm(_ example: TrainingSet.Example) -> (share: Double, p: Double) {
    (example.features.estimate.share, example.features.estimate.share < 0.9 ? 1 : 0)
  }

  private func score(
    _ examples: [TrainingSet.Example], _ answers: [(share: Double, p: Double)],
    where isScored: (TrainingSet.Example) -> Bool
  ) -> SurrogateScore {
    var score = SurrogateScore()
    for (example, answer) in zip(examples, answers) where isScored(example) {
      score.add(
        predicted: answer.share * example.row.idealThroughput, actual: example.row.throughput,
        predictedStarved: answer.p >= 0.5, starved: example.row.isStarved)
    }
    return score
  }

  private func task(
    _ examples: [TrainingSet.Example], _ settings: BoosterSettings, label: (TrainingSet.Example) -> Float
  ) -> CrossValidation.Task {
    CrossValidation.Task(
      values: examples.flatMap(\.features.values), columns: Feature.allCases.count, labels: examples.map(label),
      starts: settings.objective == .regression ? examples.map { SurrogateModel.start($0.features) } : [],
      groups: examples.map(\.group), settings: settings)
  }

  private var shareSettings: BoosterSettings { settings(.regression, Self.shareSigns) }
  private var starvedSettings: BoosterSettings { settings(.logistic, Self.starvedSigns) }

  private func settings(_ objective: BoosterSettings.Objective, _ signs: [Feature: Int]) -> BoosterSettings {
    var settings = BoosterSettings(objective)
    settings.mode = mode
    settings.seed = seed
    settings.signs = Feature.allCases.map { signs[$0] ?? 0 }
    if mode == .forest { (settings.depth, settings.forestTrees) = (9, 60) }
    return settings
  }

  /// Trains models of the optimum, if the data have walks of enough triples.
  private func learnOptima(_ set: TrainingSet, _ model: inout SurrogateModel) throws(Fault) {
    let examples = OptimumTargets.examples(of: set.examples.map(\.row)).filter { !$0.isHeldOut }
    guard Set(examples.map(\.rates)).count >= 4 * CrossValidation.folds else { return }
    for target in OptimumTargets.Target.allCases {
      var settings = BoosterSettings(.regression)
      settings.mode = mode
      settings.seed = seed
      (settings.depth, settings.rate, settings.rounds, settings.leafWeight) = (4, 0.1, 300, 2)
      (settings.rowShare, settings.featureShare) = (0.8, 0.8)
      if mode == .forest { (settings.depth, settings.forestTrees) = (8, 60) }
      let task = CrossValidation.Task(
        values: examples.flatMap(\.features), columns: OptimumTargets.features.count,
        labels: examples.map { Float(naturalLog(target.value($0.best))) },
        starts: examples.map { target.start($0.features) }, groups: examples.map { "\($0.rates)" },
        settings: settings)
      model.optimum[target] = try CrossValidation.grown(task, rounds: try CrossValidation(task).rounds)
    }
  }
}
