import Core
import Testing
import Twin

@testable import Surrogate
@testable import SurrogateTraining

/// The small parts that a model is made of, each by hand.
@Suite("Parts of a surrogate", .timeLimit(.minutes(60)))
struct PartsTests {
  @Test("a tree may be 64 splits deep")
  func depth() throws {
    let tree = { (depth: Int) in
      String(repeating: "{0,1.0,2.0,", count: depth) + "2.0" + String(repeating: "}", count: depth)
    }
    #expect(try TreeTests.tree(tree(64), features: 1) != nil)
    #expect(try TreeTests.tree(tree(65), features: 1) == nil)
  }

  @Test("a share that trees put above 1 is 1")
  func share() throws {
    let load = LoadSummary([try AdapterLoad(rank: 8, rate: 0.1)])
    let surrogate = Surrogate(estimating: try ShippedTwinProfiles.named("llama-3.1-8b"))
    let features = try #require(surrogate.features(of: load, slots: 8))
    var model = SurrogateModel(profile: "p", profileHash: "", dataHash: "", durationSeconds: 1)
    let plain = model.servedShare(features)
    model.share.append(.leaf(-1))
    #expect(abs(model.servedShare(features) - plain * exponential(-1)) < 1e-6)
    model.share.append(.leaf(9))
    #expect(model.servedShare(features) == 1)
  }

  @Test("the calibration weighs the margin, and how far the share is from nine tenths")
  func calibration() {
    var curve = Calibration()
    #expect(curve.probability(margin: 0, share: 0.9) == 0.5)
    (curve.constant, curve.margin, curve.share) = (0.5, 2, -3)
    let expected = { (sum: Double) in 1 / (1 + exponential(-sum)) }
    #expect(abs(curve.probability(margin: 1, share: 0.9) - expected(2.5)) < 1e-12)
    #expect(abs(curve.probability(margin: -1, share: 0.45) - expected(0.5 - 2 - 3 * naturalLog(0.5))) < 1e-12)
  }

  @Test("an optimum's number is the grid's nearest by ratio")
  func nearest() {
    // √(8 · 16) = 11.31 lies between 8 and 16, √(192 · 256) = 221.7 between 192 and 256.
    for (value, number) in [(11.2, 8.0), (11.5, 16), (1, 8), (221, 192), (223, 256), (9999, 384)] {
      #expect(OptimumTargets.Target.slots.value(ofAnswer: Float(naturalLog(value))) == number)
    }
    #expect(abs(OptimumTargets.Target.throughput.value(ofAnswer: 2) - exponential(2)) < 1e-6)
  }

  @Test("of lines that serve the same the one of fewer slots is best")
  func fewerSlots() {
    let lines = [8, 16, 32].map { slots in
      [Optimum.Point(adapters: 32, slots: slots, throughput: slots == 32 ? 90 : 100, isStarved: false)]
    }
    #expect(OptimumTargets.best(of: lines)?.slots == 8)
    #expect(OptimumTargets.best(of: lines.reversed())?.slots == 8)
  }

  @Test("a quarter of an octave is a bin")
  func bins() throws {
    // Tokens generated per second, by requests of 100.
    let bins = { (rates: [Double]) throws in
      LoadSummary(try rates.map { try AdapterLoad(rank: 8, rate: $0 / 100, meanInput: 1, meanOutput: 100) })
        .bins.map(\.count)
    }
    #expect(try bins([1.01, 1.24]) == [2])
    #expect(try bins([1.01, 1.26, 1.51, 1.76, 2.01]) == [1, 1, 1, 1, 1])
    #expect(try bins([2.02, 2.48, 2.52]) == [2, 1])
  }

  @Test("a rank without adapters is removed")
  func ranks() throws {
    let low = try AdapterLoad(rank: 8, rate: 1)
    let high = try AdapterLoad(rank: 64, rate: 1)
    var load = LoadSummary([low, high])
    load.remove(high)
    #expect(load == LoadSummary([low]))
    #expect(load.maxRank == 8)
  }
}

@Suite("Cross-validation", .timeLimit(.minutes(60)))
struct CrossValidationTests {
  /// One row a group, one feature.
  private static func task(
    _ objective: BoosterSettings.Objective, rows: Int, _ label: (Int) -> Float
  ) -> CrossValidation.Task {
    var settings = BoosterSettings(objective)
    settings.rounds = 60
    settings.patience = 20
    settings.leafWeight = 0.1
    settings.rowShare = 1
    settings.featureShare = 1
    return CrossValidation.Task(
      values: (0..<rows).map { Float($0) }, columns: 1, labels: (0..<rows).map(label),
      groups: (0..<rows).map { "group \($0)" }, settings: settings)
  }

  @Test("a row is scored by trees grown without its group: random labels cannot be predicted")
  func unseen() throws {
    var stream = RandomStream(Seed(5))
    let labels = (0..<200).map { _ in Float(stream.integer(below: 2)) }
    let checked = try CrossValidation(Self.task(.regression, rows: 200) { labels[$0] })
    let off = zip(checked.margins, labels).map { abs($0 - $1) }.reduce(0, +) / 200
    #expect(off > 0.35)
  }

  @Test("growing continues while groups set aside improve")
  func rounds() throws {
    let checked = try CrossValidation(Self.task(.logistic, rows: 200) { $0 < 100 ? 0 : 1 })
    #expect(checked.rounds > 30)
  }
}
