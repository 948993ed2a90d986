import Core
import Foundation
import Testing
import Twin

@testable import Surrogate
@testable import SurrogateTraining

/// Runs that our twin played; `Tests/Goldens/README.md`.
let ownRuns = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .appending(path: "Goldens/twin/played.csv")

/// The measured runs, where they are.
let measurements: URL? = {
  let shared =
    ProcessInfo.processInfo.environment["POLARBENCH_SHARED"].map { URL(filePath: $0) }
    ?? URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "shared")
  let folder = shared.appending(path: "data/vllm-lora")
  return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
}()

/// Data without a twin: the closed form's share, less what a lack of slots takes in a made-up law.
enum MadeUpData {
  static let profile = Result { try ShippedTwinProfiles.named("qwen-2.5-7b") }

  static func text(_ mixes: Int) throws -> String {
    let profile = try profile.get()
    let sweep = Sweep(Design(seed: Seed(3), mixes: mixes, every: 0), profile: profile)
    let surrogate = Surrogate(estimating: profile)
    var text = SweepRow.columns.joined(separator: ",") + "\n"
    for number in 0..<mixes {
      let mix = try #require(try sweep.design.mix(number, surrogate: surrogate))
      let load = try mix.load()
      let features = try #require(surrogate.features(of: load, slots: mix.slots))
      let short = max(0, Double(features[.slotsKept]) - 1)
      let share = features.estimate.share / (1 + short)
      text +=
        SweepRow(
          profile: sweep.mark, design: sweep.design.mark, unit: number / 16, configuration: mix, arrivals: "poisson",
          arrived: Int((load.rate * 3600).rounded()), finished: 1, idealThroughput: load.tokenRate,
          throughput: load.tokenRate * share, meanRunning: 1, loads: 0, preemptions: 0
        ).line
    }
    return text
  }

  static let trained = Result { () throws -> (set: TrainingSet, model: SurrogateModel, report: Trainer.Report) in
    let set = try TrainingSet(Array(try text(400).utf8), file: "t.csv", profile: try profile.get())
    let (model, report) = try Trainer().train(set)
    return (set, model, report)
  }
}

@Suite("Training", .timeLimit(.minutes(60)))
struct TrainerTests {
  @Test("learns what the closed form leaves out, on groups it did not see")
  func learns() throws {
    let report = try MadeUpData.trained.get().report
    func score(_ name: String) -> SurrogateScore { report.scores.first { $0.name == name }!.score }
    let (learned, guessed) = (score("all, cross-validated"), score("all, closed form alone"))
    #expect(learned.rows == 400)
    #expect(learned.halfSMAPE < 0.5 * guessed.halfSMAPE)
    #expect(learned.macroF1! > guessed.macroF1!)
    #expect(report.brier < 0.08)
  }

  @Test("gives the same model of the same data, which reads back as it was written")
  func same() throws {
    let (set, model, _) = try MadeUpData.trained.get()
    #expect(try Trainer().train(set).model == model)
    #expect(try SurrogateModel(text: model.text, file: "m") == model)
    #expect(model.dataHash == Surrogate.hash(of: Array(try MadeUpData.text(400).utf8)))
  }

  @Test("starves no less the more slots are wanted")
  func monotone() throws {
    let (set, model, _) = try MadeUpData.trained.get()
    for example in set.examples.prefix(40) {
      var values = example.features.values
      let place = Feature.allCases.firstIndex(of: .slotsKept)!
      var last = -Float.infinity
      for step in 0...20 {
        values[place] = Float(step) * 0.2
        let margin = model.starved.margin(values, from: 0)
        #expect(margin >= last)
        last = margin
      }
    }
  }

  @Test("keeps groups together, and is refused where there are too few")
  func groups() throws {
    #expect(CrossValidation.fold(of: "a", seed: 1) == CrossValidation.fold(of: "a", seed: 1))
    #expect(Set((0..<100).map { CrossValidation.fold(of: "\($0)", seed: 1) }) == Set(0..<5))
    var set = try MadeUpData.trained.get().set
    set.examples = Array(set.examples.prefix(3))
    #expect(throws: SurrogateTraining.Messages.tooFewGroups(5)) { try Trainer().train(set) }
    set.examples = []
    #expect(throws: SurrogateTraining.Messages.noExamples()) { try Trainer().train(set) }
  }

  @Test("refuses data of another profile")
  func otherProfile() throws {
    let text = try MadeUpData.text(16)
    let llama = try ShippedTwinProfiles.named("llama-3.1-8b")
    #expect(throws: Fault.self) { try TrainingSet(Array(text.utf8), file: "t.csv", profile: llama) }
  }
}

@Suite("A model's file", .timeLimit(.minutes(60)))
struct ModelFileTests {
  private static func text() throws -> String { try MadeUpData.trained.get().model.text }

  @Test("answers for its own profile, and is refused with another")
  func profile() throws {
    let model = try MadeUpData.trained.get().model
    var profile = try MadeUpData.profile.get()
    let surrogate = try Surrogate(model, profile: profile, file: "m.surrogate")
    let load = LoadSummary(try (0..<64).map { _ in try AdapterLoad(rank: 16, rate: 0.05) })
    let answer = surrogate.answer(load, slots: 32)
    #expect(answer.throughput > 0.9 * answer.idealThroughput && !answer.isStarved)
    profile.notes.append("another")
    let hash = Surrogate.hash(of: profile)
    #expect(
      throws: Fault(
        "'m.surrogate' was trained with 'qwen-2.5-7b-h100@\(model.profileHash.prefix(16))', and the current profile is "
          + "'qwen-2.5-7b-h100@\(hash.prefix(16))'",
        fix: "train a surrogate with this profile: 'polarbench surrogate data', then 'surrogate train'")
    ) {
      try Surrogate(model, profile: profile, file: "m.surrogate")
    }
  }

  @Test("that is cut short is refused, wherever it is cut", arguments: [0.001, 0.1, 0.5, 0.9, 0.9999])
  func torn(share: Double) throws {
    let text = try Self.text()
    let cut = String(text.prefix(Int(share * Double(text.count))))
    #expect(throws: Fault.self) { try SurrogateModel(text: cut, file: "m") }
  }

  @Test("says what is wrong with it")
  func wrong() throws {
    let text = try Self.text()
    func said(_ old: String, _ new: String) -> String? {
      do throws(Fault) {
        _ = try SurrogateModel(text: text.replacing(old, with: new, maxReplacements: 1), file: "m")
        return nil
      } catch {
        return error.described
      }
    }
    #expect(
      said("surrogate = 1", "surrogate = 2")
        == "m:3:15: the model is of version 2, and this program reads 1\n  fix:    train it again")
    #expect(
      said("log_pressure", "pressure")?.hasSuffix(
        ": the model's features are not this program's: this program has no 'pressure'\n  fix:    train it again")
        == true)
    #expect(said("constant = ", "constant = 'x', c = ")?.contains(": 'calibration' has no field 'c'\n") == true)
    #expect(said("margin = ", "margin = 1e7 }, d = { ")?.contains("the surrogate has no field 'd'") == true)
    #expect(
      said("    share = {", "    shares = {")?.hasSuffix(
        ": 'trees' has no field 'shares'\n  fix:    did you mean 'share'? the fields are share, starved, optimum_adapters, "
          + "optimum_slots, optimum_throughput") == true)
    #expect(
      said("duration_s = 3600", "duration_s = 0")?.contains(
        ": duration_s is 0; expected a finite number, 1 to 100000000\n") == true)
    let (line, tree) = try #require(
      text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().first {
        $0.element.hasPrefix("      {")
      })
    #expect(
      said(String(tree), "      {1" + tree.dropFirst(6))
        == "m:\(line + 1):9: '\(tree.dropFirst(6).prefix(20))'; expected ',' or '}'\n  fix:    "
        + "put a comma between values; nothing is computed or called here")
    #expect(
      said(String(tree), "      {99,1,1,1},")
        == "m:\(line + 1):7: tree 1 of 'share' cannot be read; expected { FEATURE, BELOW, TREE, TREE }, or { ANSWER }\n"
        + "  fix:    the file is damaged: train it again")
  }
}

@Suite("Scores", .timeLimit(.minutes(60)))
struct ScoreTests {
  @Test("are the published ones")
  func half() {
    var score = SurrogateScore()
    score.add(predicted: 110, actual: 90, predictedStarved: false, starved: false)
    score.add(predicted: 50, actual: 50, predictedStarved: true, starved: true)
    score.add(predicted: 50, actual: 50, predictedStarved: true, starved: false)
    #expect(abs(score.halfSMAPE - 10.0 / 3) < 1e-12)
    #expect(score.macroF1 == (2.0 / 3 + 2.0 / 3) / 2)
    #expect(SurrogateScore().macroF1 == nil)
    let a = Optimum.Point(adapters: 160, slots: 32, throughput: 1, isStarved: false)
    let b = Optimum.Point(adapters: 160, slots: 96, throughput: 3, isStarved: false)
    #expect(MeasuredOptima.error(of: .adapters, [(a, b)]) == 0)
    #expect(MeasuredOptima.error(of: .slots, [(a, b)]) == 50)
    #expect(MeasuredOptima.error(of: .throughput, []) == nil)
  }

  @Test("are of measured rows that are clean, and of the surrogate's model")
  func measured() throws {
    let header = BatchTable.columns.joined(separator: ",") + ",total_throughput,starved,status,kv_mismatch\n"
    let table = try BatchTable(
      ArrayBytes(
        header + "qwen-2.5-7b-instruct,64,32,16,16,0.05,3600,222.7,196.2,1320,0,ok,0\n"
          + "qwen-2.5-7b-instruct,64,32,16,16,0.05,3600,222.7,196.2,1320,0,ok,1\n"
          + "llama-3.1-8b-instruct,64,32,16,16,0.05,3600,222.7,196.2,1320,0,ok,0\n"
          + "qwen-2.5-7b-instruct,64,32,16,16,0.05,3600,222.7,196.2,,,oom,0\n"), file: "r.csv")
    let runs = try MeasuredRuns(table, against: Surrogate(estimating: try MadeUpData.profile.get()))
    #expect(runs.all.rows == 2 && runs.clean.rows == 1)
    #expect(runs.clean.halfSMAPE < 1)
  }

  @Test("find the optimum as published: the first point of a line counts although it starves, if it serves most")
  func publishedOptimum() throws {
    func row(_ unit: Int, _ adapters: Int, _ slots: Int, _ throughput: Double, of ideal: Double) -> SweepRow {
      SweepRow(
        profile: "p", design: "d", unit: unit,
        configuration: Configuration(adapters: adapters, slots: slots, ranks: [8, 8, 8], rates: [0.4, 0.2, 0.1]),
        arrivals: "client", arrived: 1, finished: 1, idealThroughput: ideal, throughput: throughput, meanRunning: 1,
        loads: 0, preemptions: 0)
    }
    let rows = [
      row(0, 8, 8, 100, of: 100), row(0, 16, 8, 190, of: 200), row(0, 32, 8, 300, of: 400), row(0, 64, 8, 350, of: 800),
      row(0, 16, 16, 150, of: 200), row(0, 32, 16, 390, of: 400), row(1, 8, 8, 99, of: 100),
      row(1, 16, 8, 199, of: 200),
    ]
    #expect(OptimumTargets.examples(of: rows).map(\.best.throughput) == [190, 199])
    let heavy = rows.prefix(4) + [row(0, 16, 16, 195, of: 400)]
    let best = OptimumTargets.examples(of: Array(heavy))[0].best
    #expect(best.throughput == 195 && best.isStarved)
  }

  @Test("of optima come from walking the surrogate over the grid")
  func walked() throws {
    let surrogate = Surrogate(estimating: try MadeUpData.profile.get())
    let best = try #require(try surrogate.walkedOptimum(rates: [0.4, 0.05, 0.025], ranks: [8, 8, 32]))
    #expect(128...320 ~= best.adapters && best.slots <= best.adapters)
    #expect(surrogate.directOptimum(rates: [0.4], ranks: [8]) == nil)
    #expect(
      OptimumTargets.features(rates: [1, 2, 3], ranks: [8, 8, 8])[...4] == [3, 1, 2, Float((2.0 / 3).squareRoot()), 8])
    let text = "model,rates,sizes,max_served_adapters,max_adapter_slots,max_total_throughput\nm,0.4-x,8,1,1,1\n"
    #expect(throws: Fault.self) { try MeasuredOptima(ArrayBytes(text), file: "o.csv", model: "m") }
  }
}
