import ArgumentParser
import Core
import Printing
import Reports
import Scripting
import Surrogate
import System
import Twin

/// `surrogate distil`: from an ensemble to one readable tree.
struct SurrogateDistilCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "distil", abstract: "Distil a surrogate into one small tree: text, figure, Lua, Swift.",
    discussion: """
      The tree is fitted to the surrogate's answers over a dense design, with a closed form in each leaf: the share that is
      served, as a product of powers of the load. Scores: against the surrogate on answers set aside, and with --data
      against the twin, next to the surrogate's own.

      Examples:
        polarbench surrogate distil --model llama-3.1-8b --output tree.txt
        polarbench surrogate distil --model llama-3.1-8b --data llama.csv --output tree.svg --output tree.lua
      """)

  @OptionGroup var options: SurrogateOptions

  @Option(
    name: [.short, .long],
    help: "The file of the tree, by its ending: .txt, .svg, .lua or .swift; may be repeated.")
  var output: [String] = []

  @Option(help: "The most leaves.")
  var leaves = Distillation.leaves

  @Option(help: "A table of 'surrogate data', to score against.")
  var data: String?

  static let forms = ["txt", "svg", "lua", "swift"]

  func validate() throws {
    try requireFlag("--leaves", leaves, in: 1...1024)
    for file in output where !Self.forms.contains(where: { file.hasSuffix("." + $0) }) {
      throw ValidationError("--output is '\(file)'; expected an ending .txt, .svg, .lua or .swift.")
    }
  }

  func run() throws {
    try faulting {
      let start = SystemClock.seconds
      let surrogate = try options.chosen()
      let answers = try DenseAnswers(of: surrogate)
      let distilled = Distillation(answers, of: surrogate, leaves: leaves)
      let tree = distilled.root
      let seconds = SystemClock.seconds - start
      for file in output {
        let written = try FileOutput(file)
        try written.write(Self.text(of: tree, for: file))
        try written.close()
      }
      if output.isEmpty { Output.text(tree.text) }
      var table = Table(["scored on", "rows", "half-SMAPE %", "95 % within", "macro-F1"])
      table.add(["tree: surrogate, answers kept apart"] + distilled.fidelity(answers).fields)
      if let data {
        let all = try TrainingSet(path: data, profile: surrogate.profile).examples
        for (name, some) in [("all", all), ("triples held out", all.filter(\.isHeldOut))] {
          table.add(["surrogate: twin, \(name)"] + surrogate.score(some).fields)
          table.add(["tree: twin, \(name)"] + (try tree.score(some)).fields)
        }
      }
      table.show()
      Output.line("\(tree.leafCount) leaves")
      Output.note(
        "\(answers.plain.count) answers and the tree: \(fixed(seconds, 1)) s; a prediction: "
          + "\(fixed(1e6 * Self.secondsEach(tree, answers), 2)) µs in Swift, "
          + "\(fixed(1e6 * (try Self.secondsEachInLua(tree, answers)), 2)) µs in Lua")
    }
  }

  private static func text(of tree: DistilledTree, for file: String) -> String {
    if file.hasSuffix(".svg") { return tree.svg }
    if file.hasSuffix(".lua") { return tree.lua }
    return file.hasSuffix(".swift") ? tree.swift : tree.text
  }

  /// The mean time of a prediction, over many.
  private static func secondsEach(_ tree: DistilledTree, _ answers: DenseAnswers) -> Double {
    let rows = answers.plain.prefix(10_000)
    let start = SystemClock.seconds
    var sum = 0.0
    for _ in 0..<10 { for row in rows { sum += tree.servedShare(row) } }
    let seconds = SystemClock.seconds - start
    return sum > 0 ? seconds / Double(10 * rows.count) : 0
  }

  /// The same in Lua, the table of features made before.
  private static func secondsEachInLua(_ tree: DistilledTree, _ answers: DenseAnswers) throws(Fault) -> Double {
    let rows = stride(from: 0, to: answers.plain.count, by: max(1, answers.plain.count / 100)).map { answers.plain[$0] }
    let loads = rows.map { row in
      "{ " + zip(PlainFeature.allCases, row).map { "\($0.rawValue) = \($1)" }.joined(separator: ", ") + " },"
    }
    func seconds(_ rounds: Int) throws(Fault) -> Double {
      let calls = "for _ = 1, \(rounds) do for _, load in ipairs(loads) do served_share(load) end end"
      let file = tree.luaFunctions + "local loads = {\n\(loads.joined(separator: "\n"))\n}\n\(calls)\nreturn {}\n"
      let start = SystemClock.seconds
      _ = try Script.table(of: Array(file.utf8), path: "tree.lua", limits: .fast)
      return SystemClock.seconds - start
    }
    return (try seconds(300) - seconds(0)) / Double(300 * rows.count)
  }
}
