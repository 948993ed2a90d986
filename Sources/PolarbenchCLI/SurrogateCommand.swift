import ArgumentParser

/// `surrogate`: fast approximations of the twin.
struct SurrogateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "surrogate", abstract: "Learn to predict the twin's results, a thousand times faster.",
    discussion: """
      Examples:
        polarbench surrogate data --model llama-3.1-8b --output llama.csv --jobs 2
      """,
    subcommands: [
      SurrogateDataCommand.self, SurrogateFeaturesCommand.self, SurrogateTrainCommand.self, SurrogateScoreCommand.self,
      SurrogatePredictCommand.self, SurrogateDistilCommand.self,
    ])
}
