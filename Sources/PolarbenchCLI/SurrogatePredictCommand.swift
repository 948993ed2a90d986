import ArgumentParser
import Core
import Printing
import Surrogate
import Twin

/// `surrogate predict`: throughput and starvation of one server.
struct SurrogatePredictCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "predict", abstract: "Predict throughput and starvation of one server.",
    discussion: """
      Examples:
        polarbench surrogate predict --model llama-3.1-8b --adapters 160 --rates 0.4,0.05,0.025 --ranks 8,8,32 --slots 32
        polarbench surrogate predict --model qwen-2.5-7b --adapters 64 --rates 0.4 --ranks 16 --slots 32 --features
      """)

  @OptionGroup var options: SurrogateOptions

  @Option(name: [.customShort("n"), .long], help: "Adapters served.")
  var adapters: Int

  @Option(help: "Requests per second, given to the adapters in turn: 0.4,0.05,0.00625.")
  var rates: NumberList

  @Option(help: "LoRA ranks, given to the adapters in turn: 8,16,32.")
  var ranks: RankList

  @Option(help: "Adapter slots on the GPU.")
  var slots: Int

  @Option(help: "Mean tokens of a prompt.")
  var meanInput = AdapterLoad.standardMeans.input

  @Option(help: "Mean requested output tokens.")
  var meanOutput = AdapterLoad.standardMeans.output

  @Flag(help: "Also show the inputs of the models.")
  var features = false

  @OptionGroup var jsonFlag: JSONFlag

  func validate() throws {
    try requireFlag("--adapters", adapters, in: 1...100_000)
    guard 1...adapters ~= slots else {
      throw ValidationError("--slots is \(slots); expected 1 to the number of adapters, \(adapters).")
    }
  }

  func run() throws {
    let (surrogate, load) = try faulting { (try options.chosen(), try asked()) }
    let answer = surrogate.answer(load, slots: slots)
    for one in LearnedRange.left(by: load) {
      let range = "\(Self.short(one.range.lowerBound)) to \(Self.short(one.range.upperBound))"
      Output.note(
        "note: \(one.name): \(Self.short(one.value)) is outside of what surrogates learn from, \(range)")
      Output.note("  fix:    ask the twin itself: 'polarbench twin run'")
    }
    let shownFeatures = features ? surrogate.features(of: load, slots: slots) : nil
    if jsonFlag.isOn {
      var line = JSONLine()
      line.add("type", "prediction")
      line.add("status", answer.verdict.status)
      line.add("ideal_throughput", answer.idealThroughput)
      line.add("total_throughput", answer.throughput)
      line.add("starved_probability", answer.starvedProbability)
      line.add("starved", answer.isStarved)
      for (feature, value) in zip(Feature.allCases, shownFeatures?.values ?? []) {
        line.add("feature_" + feature.rawValue, Double(value))
      }
      Output.line(line.text)
      return
    }
    guard case .fits(let tokens) = answer.verdict else {
      Output.line("the server does not start: \(answer.verdict.status)")
      return
    }
    Output.line(
      "\(fixed(answer.throughput, 1)) of \(fixed(answer.idealThroughput, 1)) tokens/s, KV cache of \(tokens) tokens")
    Output.line("starved: \(answer.isStarved ? "yes" : "no"), probability \(fixed(answer.starvedProbability, 3))")
    for (feature, value) in zip(Feature.allCases, shownFeatures?.values ?? []) {
      Output.line("  \(feature.rawValue) \(value) [\(feature.meaning.unit)]")
    }
  }

  private static func short(_ value: Double) -> String {
    fixed(value, abs(value - value.rounded()) < 0.005 ? 0 : 2)
  }

  private func asked() throws(Fault) -> LoadSummary {
    var load = LoadSummary()
    for index in 0..<adapters {
      load.add(
        try AdapterLoad(
          rank: ranks.ranks[index % ranks.ranks.count], rate: rates.values[index % rates.values.count],
          meanInput: meanInput, meanOutput: meanOutput))
    }
    return load
  }
}
