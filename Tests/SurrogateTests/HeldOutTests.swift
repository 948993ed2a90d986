import Core
import Testing
import Twin

@testable import Surrogate
@testable import SurrogateTraining

/// The triples of rates that were measured on a GPU are kept from training, so that they can judge what was learnt.
@Suite("Triples held out", .timeLimit(.minutes(60)))
struct HeldOutTests {
  /// Walks of three servers each, half of them starved; those of measured triples stand last and starve beyond reason.
  private static func set() throws -> TrainingSet {
    let profile = try MadeUpData.profile.get()
    let sweep = Sweep(Design(), profile: profile)
    let free = Design.rateTriples.filter { !Design.measured.contains($0) && $0[0] < 1 }.prefix(26)
    var text = SweepRow.columns.joined(separator: ",") + "\n"
    for (unit, rates) in (free + Design.measured).enumerated() {
      for (place, adapters) in [16, 32, 96].enumerated() {
        let configuration = Configuration(adapters: adapters, slots: 16, ranks: [8, 8, 16], rates: rates)
        let load = try configuration.load()
        let share = Design.measured.contains(rates) ? 0.03 : (unit + place) % 2 == 0 ? 1 : 0.5
        text +=
          SweepRow(
            profile: sweep.mark, design: sweep.design.mark, unit: unit, configuration: configuration,
            arrivals: "client", arrived: Int((load.rate * 3600).rounded()), finished: 1,
            idealThroughput: load.tokenRate, throughput: load.tokenRate * share, meanRunning: 1, loads: 0,
            preemptions: 0
          ).line
      }
    }
    return try TrainingSet(Array(text.utf8), file: "t.csv", profile: profile)
  }

  @Test("are the measured ones, of walks alone; the rows of one triple are one group")
  func which() throws {
    let set = try Self.set()
    for example in set.examples {
      #expect(example.isHeldOut == Design.measured.contains(example.row.configuration.rates))
    }
    #expect(set.examples.count(where: \.isHeldOut) == 3 * Design.measured.count)
    #expect(Set(set.examples.map(\.group)).count == set.examples.count / 3)
    let mixes = try MadeUpData.trained.get().set
    #expect(mixes.examples.allSatisfy { !$0.isHeldOut })
    #expect(Set(mixes.examples.map(\.group)).count == mixes.examples.count)
    for example in OptimumTargets.examples(of: set.examples.map(\.row)) {
      #expect(example.isHeldOut == Design.measured.contains(example.rates))
    }
  }

  @Test("leave no trace in the model, whatever they say")
  func noLeak() throws {
    var set = try Self.set()
    let (model, report) = try Trainer().train(set)
    #expect(model.optimum.count == OptimumTargets.Target.allCases.count)
    #expect(report.scores.first { $0.name == "triples held out" }?.score.rows == 3 * Design.measured.count)
    set.examples.removeAll { $0.isHeldOut }
    #expect(try Trainer().train(set).model == model)
  }

  @Test("a share of 0.9 is served, less is starved")
  func border() throws {
    var example = try #require(try Self.set().examples.first)
    for (share, isStarved) in [(0.9, false), (0.8999, true), (0.5, true), (1, false)] {
      example.share = share
      #expect(example.isStarved == isStarved)
    }
  }
}
