import Core

extension Distillation {
  /// The tree against the ensemble, on answers not used for fitting.
  public func fidelity(_ answers: DenseAnswers) -> SurrogateScore {
    var score = SurrogateScore()
    for row in keptApart {
      let (predicted, asked) = (root.servedShare(answers.plain[row]), exponential(answers.logShares[row]))
      score.add(predicted: predicted, actual: asked, predictedStarved: predicted < 0.9, starved: asked < 0.9)
    }
    return score
  }
}

extension DistilledTree {
  /// The tree against the twin's results.
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
