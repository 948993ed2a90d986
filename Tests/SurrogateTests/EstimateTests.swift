import Core
import Testing
import Twin

@testable import Surrogate

@Suite("The closed form", .timeLimit(.minutes(60)))
struct EstimateTests {
  private static func surrogate(_ model: String = "llama-3.1-8b") throws -> Surrogate {
    Surrogate(estimating: try ShippedTwinProfiles.named(model))
  }

  private static func load(_ count: Int, rate: Double, rank: Int = 8) throws -> LoadSummary {
    LoadSummary(try (0..<count).map { _ in try AdapterLoad(rank: rank, rate: rate) })
  }

  @Test("says of a light load that nearly all is served, and of a heavy one that it starves")
  func ends() throws {
    let surrogate = try Self.surrogate()
    let light = surrogate.answer(try Self.load(32, rate: 0.1), slots: 32)
    #expect(!light.isStarved && light.throughput > 0.97 * light.idealThroughput)
    #expect(surrogate.isStarved(try Self.load(320, rate: 0.8), slots: 32))
  }

  @Test("finds pressure, batch and adapters wanted growing with the load")
  func grows() throws {
    let surrogate = try Self.surrogate("qwen-2.5-7b")
    var last = Estimate()
    for count in [32, 64, 96, 128, 192, 256] {
      let now = try #require(surrogate.features(of: try Self.load(count, rate: 0.2), slots: 32)).estimate
      #expect(now.pressure > last.pressure && now.adaptersWanted > last.adaptersWanted)
      #expect(now.sequences >= last.sequences && now.sequences <= now.limit)
      last = now
    }
  }

  @Test("of one adapter is what its formulas give by hand")
  func byHand() throws {
    let surrogate = try Self.surrogate("qwen-2.5-7b")
    let load = LoadSummary([try AdapterLoad(rank: 8, rate: 4)])
    let estimate = try #require(surrogate.features(of: load, slots: 8)).estimate
    let batch = estimate.sequences
    #expect(estimate.pressure < 1 && batch > 1)
    // Little's law: requests under way are those that arrive while one is served, a step for each token of its output.
    let output = batch / (4 * estimate.stepSeconds)
    #expect(abs(output / (load.meanOutput * surrogate.profile.outputShare) - 1) < 0.01)
    #expect(surrogate.profile.outputShare < 0.97)
    // Two requests or more of a Poisson number; and 1.3 requests are not done for each under way at the end.
    #expect(abs(estimate.busyAdapters - (1 - exponential(-batch) * (1 + batch))) < 1e-9)
    #expect(abs(estimate.share - (1 - 1.3 * batch / (4 * 3600))) < 1e-9)
  }

  @Test("the skew is the mean rate that a request meets over the mean rate")
  func skew() throws {
    // 3 of 4 requests meet the rate 3, 1 of 4 the rate 1: 2.5 in the mean, over 2.
    let load = LoadSummary(try [3.0, 1].map { try AdapterLoad(rank: 8, rate: $0) })
    let features = try #require(try Self.surrogate().features(of: load, slots: 8))
    #expect(abs(features[.skew] - 1.25) < 1e-6)
  }

  @Test("a server of which just nine tenths are served is not starved, one of less is")
  func border() throws {
    let profile = try ShippedTwinProfiles.named("llama-3.1-8b")
    let load = try Self.load(8, rate: 0.1)
    let estimate = try #require(try Self.surrogate().features(of: load, slots: 8)).estimate
    #expect(estimate.pressure < 1)
    // Only requests under way at the end are missing: 1.3 for each of the batch, a tenth of those that come in such a run.
    let seconds = 1.3 * estimate.sequences / (0.1 * load.rate)
    let just = try #require(Surrogate(estimating: profile, durationSeconds: seconds).features(of: load, slots: 8))
    #expect(just.estimate.share == 0.9)
    #expect(!Surrogate(estimating: profile, durationSeconds: seconds).isStarved(load, slots: 8))
    #expect(Surrogate(estimating: profile, durationSeconds: 0.999 * seconds).isStarved(load, slots: 8))
  }

  @Test("numbers on either side of what was learned are named")
  func learned() throws {
    #expect(LearnedRange.left(by: try Self.load(8, rate: 0.1)) == [])
    #expect(LearnedRange.left(by: try Self.load(Design.mostAdapters, rate: 0.1)) == [])
    #expect(
      LearnedRange.left(by: try Self.load(Design.mostAdapters + 1, rate: 0.1)).map(\.name) == ["adapters"])
    #expect(LearnedRange.left(by: try Self.load(8, rate: 0.1, rank: 4)).map(\.name) == ["highest rank"])
  }

  @Test("another seed makes other mixes, the same seed the same ones")
  func mixes() throws {
    let surrogate = try Self.surrogate()
    let mixes = { (seed: UInt64) in
      try (0..<8).map { "\(String(describing: try Design(seed: Seed(seed)).mix($0, surrogate: surrogate)))" }
    }
    #expect(try mixes(1) == mixes(1))
    #expect(try mixes(1) != mixes(2))
  }

  @Test("says of a server that does not start that nothing is served")
  func infeasible() throws {
    let answer = try Self.surrogate().answer(try Self.load(400, rate: 0.01, rank: 32), slots: 384)
    #expect(answer.throughput == 0 && answer.isStarved)
    guard case .outOfMemory = answer.verdict else {
      Issue.record("\(answer.verdict)")
      return
    }
  }

  @Test("of adapters without requests is zero, and not starved")
  func silence() throws {
    let answer = try Self.surrogate().answer(try Self.load(16, rate: 0), slots: 8)
    #expect(answer.throughput == 0 && !answer.isStarved)
  }
}
