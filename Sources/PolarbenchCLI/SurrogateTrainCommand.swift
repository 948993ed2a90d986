import ArgumentParser
import Core
import Reports
import Surrogate
import Twin

/// `surrogate train`: from data to a model.
struct SurrogateTrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Learn throughput, starvation and the optimum from data of the twin.",
    discussion: """
      XGBoost grows the trees, on one thread and from a seed, so that the same data give the same model. Groups (all walks of a
      triple of rates; a mix) are never split: the scores shown are of groups that the trees did not see. half-SMAPE is
      100 mean |a - b| / (|a| + |b|), half of what is usually called SMAPE.

      Examples:
        polarbench surrogate train llama.csv --model llama-3.1-8b --output llama.surrogate
        polarbench surrogate train llama.csv --model llama-3.1-8b --output forest.surrogate --mode forest
      """)

  @Argument(help: "A table of 'surrogate data'.")
  var data: String

  @Option(help: "The model or profile that the data were played with.")
  var model: String

  @Option(name: [.short, .long], help: "Where the model goes; what stands there is replaced.")
  var output: String

  @Option(help: "boosted (each tree mends what those before it left) or forest (trees beside each other, averaged).")
  var mode: TreeMode = .boosted

  @Option(name: [.short, .long], help: "The root of all randomness.")
  var seed: UInt64 = 0

  func run() throws {
    let start = monotonicSeconds()
    try faulting {
      let set = try TrainingSet(path: data, profile: try ShippedTwinProfiles.named(model))
      var trainer = Trainer()
      trainer.mode = mode.mode
      trainer.seed = seed
      var (model, report) = try trainer.train(set)
      var table = Table(["scored on", "rows", "half-SMAPE %", "95 % within", "macro-F1"])
      for (name, score) in report.scores { table.add([name] + score.fields) }
      model.notes = ["\(mode.mode.rawValue), seed \(seed)"]
      for (name, score) in report.scores {
        let told = score.fields
        model.notes.append("\(name): \(told[0]) rows, half-SMAPE \(told[1]) %, macro-F1 \(told[3])")
      }
      let file = try FileOutput(output)
      try file.write(model.text)
      try file.close()
      table.show()
      Output.line("Brier score of starvation: \(fixed(report.brier, 4))")
      Output.line("trees: " + report.trees.map { "\($0.name) \($0.count)" }.joined(separator: ", "))
    }
    Output.note("\(output): \(fixed(monotonicSeconds() - start, 1)) s")
  }
}

/// How trees come together, as it is typed.
enum TreeMode: String, ExpressibleByArgument, CaseIterable {
  case boosted, forest

  var mode: BoosterSettings.Mode { self == .boosted ? .boosted : .forest }
}
