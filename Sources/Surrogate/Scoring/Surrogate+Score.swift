import Twin

extension Surrogate {
  /// Scores answers against the twin's results.
  public func score(_ examples: [TrainingSet.Example]) -> SurrogateScore {
    var score = SurrogateScore()
    for example in examples {
      let answer = answer(example.features, verdict: .fits(tokens: 0), idealThroughput: example.row.idealThroughput)
      score.add(
        predicted: answer.throughput, actual: example.row.throughput, predictedStarved: answer.isStarved,
        starved: example.row.isStarved)
    }
    return score
  }
}
