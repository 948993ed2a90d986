import Core
import Testing
import Twin

@testable import Surrogate

@Suite("A load's summary", .timeLimit(.minutes(60)))
struct LoadSummaryTests {
  private static func adapters(_ count: Int, seed: UInt64) throws -> [AdapterLoad] {
    var stream = RandomStream(Seed(seed))
    return try (0..<count).map { _ in
      try AdapterLoad(
        rank: [8, 16, 32][stream.integer(below: 3)], rate: stream.uniform() * stream.uniform(),
        meanInput: 20 + 400 * stream.uniform(), meanOutput: 20 + 400 * stream.uniform())
    }
  }

  @Test("sums what its adapters ask for")
  func sums() throws {
    let load = LoadSummary([
      try AdapterLoad(rank: 8, rate: 0.5, meanInput: 100, meanOutput: 200),
      try AdapterLoad(rank: 32, rate: 1.5, meanInput: 300, meanOutput: 100),
      try AdapterLoad(rank: 8, rate: 0, meanInput: 300, meanOutput: 100),
    ])
    #expect(load.count == 3 && load.maxRank == 32 && load.meanRank == 16)
    #expect(load.rate == 2 && load.inputRate == 500 && load.outputRate == 250 && load.tokenRate == 750)
    #expect(load.meanInput == 250 && load.meanOutput == 125)
    #expect(load.bins.map(\.count) == [1, 1])
    #expect(load.bins.map(\.outputRate) == [100, 150])
  }

  @Test(
    "does not depend on the order of its adapters, and is what it was when one is taken out again", arguments: 0..<4)
  func order(seed: UInt64) throws {
    let adapters = try Self.adapters(300, seed: seed)
    let whole = LoadSummary(adapters)
    #expect(LoadSummary(adapters.reversed()) == whole)
    var other = whole
    for adapter in adapters.prefix(100) { other.remove(adapter) }
    #expect(other == LoadSummary(adapters.dropFirst(100)))
    for adapter in adapters.prefix(100) { other.add(adapter) }
    #expect(other == whole)
  }

  @Test("of no adapters is all zeros")
  func empty() {
    let load = LoadSummary()
    #expect(load.rate == 0 && load.tokenRate == 0 && load.maxRank == 0 && load.meanRank == 0 && load.meanInput == 0)
  }

  @Test("refuses adapters that cannot be", arguments: [-1.0, .nan, .infinity, 10_001])
  func badRate(rate: Double) throws {
    #expect(throws: Fault("rate: \(rate); expected requests per second, 0 to 10000")) {
      try AdapterLoad(rank: 8, rate: rate)
    }
  }

  @Test("refuses ranks and means that cannot be")
  func badRanks() throws {
    #expect(throws: Fault("rank: 0; expected 1 to 4096")) { try AdapterLoad(rank: 0, rate: 1) }
    #expect(throws: Fault("mean input: 0.5; expected tokens from 1 to 2040")) {
      try AdapterLoad(rank: 8, rate: 1, meanInput: 0.5)
    }
    #expect(throws: Fault("mean output: nan; expected tokens from 1 to 2040")) {
      try AdapterLoad(rank: 8, rate: 1, meanOutput: .nan)
    }
  }
}
