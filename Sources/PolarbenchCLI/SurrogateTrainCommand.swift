import ArgumentParser
import Core
import Printing
import System

/// `surrogate train`: from data to a model.
struct SurrogateTrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Learn throughput, starvation and the optimum from data of the twin.",
    discussion: """
      It runs the program polarbench-train, which must be next to this one: only that is linked with XGBoost. It grows the trees
      on one thread and from a seed, so that the same data give the same model. Groups (all walks of a triple of rates; a mix)
      are never split: the scores shown are of groups not used for training. half-SMAPE is
      100 mean |a - b| / (|a| + |b|), half of the usual SMAPE.

      Examples:
        polarbench surrogate train llama.csv --model llama-3.1-8b --output llama.surrogate
        polarbench surrogate train llama.csv --model llama-3.1-8b --output forest.surrogate --mode forest
      """)

  @Argument(help: "A table of 'surrogate data'.")
  var data: String

  @Option(help: "The model or profile of the data.")
  var model: String

  @Option(name: [.short, .long], help: "The file of the model; an existing one is replaced.")
  var output: String

  @Option(help: "boosted (each tree corrects the earlier ones) or forest (independent trees, averaged).")
  var mode: TreeMode = .boosted

  @OptionGroup var seedOption: SeedOption

  func run() throws {
    try faulting {
      let program = try Self.program()
      let error = Subprocess.replace(
        by: program,
        ["--model", model, "--output", output, "--mode", mode.rawValue, "--seed", String(seedOption.seed), "--", data])
      throw CommandMessages.cannotRun(program, error.reason)
    }
  }

  /// The path of the training program, next to this one.
  private static func program() throws(Fault) -> String {
    let own = Environment.ownProgram ?? ""
    let folder = own.lastIndex(of: "/").map { own[...$0] } ?? ""
    let program = "\(folder)polarbench-train"
    guard FileSystem.isPlainFile(program) else { throw CommandMessages.noTrainer(program) }
    return program
  }
}

/// How trees are combined, as typed.
enum TreeMode: String, ExpressibleByArgument, CaseIterable {
  case boosted, forest
}
