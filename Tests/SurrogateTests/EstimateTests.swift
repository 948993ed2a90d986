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

  @Test("says of a server that does not start that nothing is served")
  func infeasible() throws {
    let answer = try Self.surrogate().answer(try Self.load(400, rate: 0.01, rank: 32), slots: 384)
    #expect(answer.throughput == 0 && answer.isStarved)
    guard case .outOfMemory = answer.verdict else {
      Issue.record("\(answer.verdict)")
      return
    }
  }

  @Test("of adapters that nobody asks for is nothing, and not starved")
  func silence() throws {
    let answer = try Self.surrogate().answer(try Self.load(16, rate: 0), slots: 8)
    #expect(answer.throughput == 0 && !answer.isStarved)
  }
}
