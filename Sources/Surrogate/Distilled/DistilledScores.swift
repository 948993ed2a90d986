import Core

extension Distillation {
  /// The tree against the ensemble, on answers that it was not fitted to.
  public func fidelity(_ answers: DenseAnswers) -> SurrogateScore {
    var score = SurrogateScore()
    for row in keptApart {
      let (told, asked) = (root.servedShare(answers.plain[row]), exponential(answers.logShares[row]))
      score.add(predicted: told, actual: asked, predictedStarved: told < 0.9, starved: asked < 0.9)
    }
    return score
  }
}

extension DistilledTree {
  /// The tree against what the twin played.
  public func score(_ examples: [TrainingSet.Example]) throws(Fault) -> SurrogateScore {
    var score = SurrogateScore()
    for example in examples {
      let configuration = example.row.configuration
      let share = servedShare(PlainFeature.values(try configuration.load(), slots: configuration.slots))
      score.add(
        predicted: share * example.row.idealThroughput, actual: example.row.throughput, predictedStarved: share < 0.9,
        starved: example.row.isStarved)
    }
    return score
  }
}
