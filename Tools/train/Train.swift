import ArgumentParser
import Core
import Reports
import Surrogate
import SurrogateTraining
import System
import Traces
import Twin

/// `polarbench-train`: trains a surrogate. A separate program, as XGBoost is needed for nothing else;
/// `polarbench surrogate train` runs it.
@main
struct Train: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "polarbench-train", abstract: "Learn a surrogate; run by 'polarbench surrogate train'.")

  @Argument(help: "A table of 'polarbench surrogate data'.")
  var data: String

  @Option(help: "The model or profile of the data.")
  var model: String

  @Option(help: "Where the surrogate is written.")
  var output: String

  @Option(help: "boosted or forest.")
  var mode: BoosterSettings.Mode = .boosted

  @Option(help: "The root of all randomness.")
  var seed: UInt64 = 1

  func run() throws {
    do {
      try train()
    } catch let fault as Fault {
      throw lost(fault)
    }
  }

  private func train() throws {
    let clock = ContinuousClock()
    let start = clock.now
    let set = try TrainingSet(path: data, profile: try ShippedTwinProfiles.named(model))
    var trainer = Trainer()
    trainer.mode = mode
    trainer.seed = seed
    var (model, report) = try trainer.train(set)
    var table = Table(["scored on", "rows", "half-SMAPE %", "95 % within", "macro-F1"])
    for (name, score) in report.scores { table.add([name] + score.fields) }
    model.notes = ["\(mode.rawValue), seed \(seed)"]
    for (name, score) in report.scores {
      let fields = score.fields
      model.notes.append("\(name): \(fields[0]) rows, half-SMAPE \(fields[1]) %, macro-F1 \(fields[3])")
    }
    let file = try FileSink(output, force: true)
    try file.write(model.text)
    try file.finish()
    let trees = report.trees.map { "\($0.name) \($0.count)" }.joined(separator: ", ")
    let lines = table.lines + ["Brier score of starvation: \(fixed(report.brier, 4))", "trees: " + trees]
    do throws(SystemError) {
      for line in lines { try say(line, to: 1) }
    } catch {
      throw Fault("the output cannot be written: \(error.reason)")
    }
    let seconds = (clock.now - start) / .seconds(1)
    try? say("\(output): \(fixed(seconds, 1)) s", to: 2)
  }

  private func lost(_ fault: Fault) -> ExitCode {
    for line in ("error: " + fault.described).split(separator: "\n") { try? say(String(line), to: 2) }
    return ExitCode(2)
  }

  private func say(_ line: String, to descriptor: Int32) throws(SystemError) {
    let bytes = Array((shown(line) + "\n").utf8)
    try bytes.withUnsafeBytes { bytes in
      Result { () throws(SystemError) in try Terminal.write(bytes, to: descriptor) }
    }.get()
  }
}

extension BoosterSettings.Mode: ExpressibleByArgument {}
