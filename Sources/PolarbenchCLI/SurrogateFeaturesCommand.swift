import ArgumentParser
import Core
import Printing
import Surrogate
import Twin

/// `surrogate features`: the inputs of a model.
struct SurrogateFeaturesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "features", abstract: "Show the features of a surrogate, or write the data's as a table.",
    discussion: """
      Without DATA: name, unit and meaning of each. With it: a row of features for each simulated configuration, with the group
      that cross-validation keeps together, the served share of the arrivals, and whether the server starved.

      Examples:
        polarbench surrogate features
        polarbench surrogate features llama.csv --model llama-3.1-8b --output features.csv
      """)

  @Argument(help: "A table of 'surrogate data'.")
  var data: String?

  @Option(help: "The model or profile of the data.")
  var model: String?

  @Option(name: [.short, .long], help: "The file of the table.")
  var output: String?

  @OptionGroup var csv: CSVOptions

  func validate() throws {
    guard (data == nil) == (model == nil), (data == nil) == (output == nil) else {
      throw ValidationError("A table needs all three: DATA, --model and --output.")
    }
  }

  func run() throws {
    guard let data, let model, let output else {
      for feature in Feature.allCases {
        Output.line("\(feature.rawValue) [\(feature.meaning.unit)]: \(feature.meaning.text)")
      }
      return
    }
    try faulting {
      let set = try TrainingSet(path: data, profile: try ShippedTwinProfiles.named(model))
      let file = try FileOutput(output)
      try file.write(csv.form.row(["group", "held_out", "share", "starved"] + Feature.allCases.map(\.rawValue)))
      for example in set.examples {
        let marks = [
          example.group, example.isHeldOut ? "1" : "0", "\(example.share)", example.row.isStarved ? "1" : "0",
        ]
        try file.write(csv.form.row(marks + example.features.values.map { "\($0)" }))
      }
      try file.close()
    }
  }
}
