import Core
import Testing

@testable import Twin

/// Replicas with these numbers of open requests and residents; 64 adapters at most.
private func send<R: ReplicaRouter>(
  _ router: inout R, adapter: Int, open: [Int], residents: [UInt64] = []
) throws -> Int {
  let words = residents.isEmpty ? Array(repeating: 0, count: open.count) : residents
  return try words.withUnsafeBufferPointer { words in
    let views = open.indices.map { place in
      ReplicaView(
        running: open[place], waiting: 0, kvUse: 0,
        residents: ResidentView(
          resident: words.baseAddress! + place, held: nil, costs: nil, adapterCount: 64, count: 0, used: 0,
          capacity: Capacity(8)))
    }
    return try router.send(
      Request(
        step: 0, timeSeconds: 0, asked: AdapterID(adapter), promptTokens: 1, outputTokens: 0, context: .none),
      among: views)
  }
}

private let setting = Setting(adapterCount: 64, capacity: Capacity(8), seed: Seed(4))

@Suite("Routers over replicas", .timeLimit(.minutes(60)))
struct ReplicaRouterTests {
  @Test("in turn")
  func inTurn() throws {
    var router = InTurn(setting)
    #expect(try (0..<5).map { _ in try send(&router, adapter: 0, open: [9, 0, 0]) } == [0, 1, 2, 0, 1])
  }

  @Test("uniform, and the same for the same seed")
  func randomReplica() throws {
    var router = RandomReplica(setting)
    var again = RandomReplica(setting)
    var counts = [0, 0, 0]
    for _ in 0..<3000 {
      let place = try send(&router, adapter: 0, open: [0, 0, 0])
      #expect(try send(&again, adapter: 0, open: [0, 0, 0]) == place)
      counts[place] += 1
    }
    #expect(counts.allSatisfy { abs($0 - 1000) < 100 })
  }

  @Test(
    "the fewest open requests, ties to the lowest number", arguments: [([3, 1, 2], 1), ([2, 1, 1], 1), ([0, 0], 0)])
  func fewestOpen(open: [Int], place: Int) throws {
    var router = FewestOpen(setting)
    #expect(try send(&router, adapter: 0, open: open) == place)
  }

  @Test("where the adapter is, the fewest open of those; nowhere: the fewest open of all")
  func whereResident() throws {
    var router = WhereResident(setting)
    #expect(try send(&router, adapter: 3, open: [0, 7, 5], residents: [0b0111, 0b1000, 0b1000]) == 2)
    #expect(try send(&router, adapter: 3, open: [0, 5, 5], residents: [0b0111, 0b1000, 0b1000]) == 1)
    #expect(try send(&router, adapter: 4, open: [1, 0, 5], residents: [0b0111, 0b1000, 0b1000]) == 1)
  }

  @Test("an adapter keeps its replica, adapters spread, and one more replica moves only those that it takes")
  func affinity() throws {
    var router = try AdapterAffinity(setting)
    let three = try (0..<64).map { try send(&router, adapter: $0, open: [0, 0, 0]) }
    #expect(try (0..<64).map { try send(&router, adapter: $0, open: [0, 0, 0]) } == three)
    let four = try (0..<64).map { try send(&router, adapter: $0, open: [0, 0, 0, 0]) }
    for (before, after) in zip(three, four) where before != after { #expect(after == 3) }
    for place in 0..<4 { #expect((8...26).contains(four.filter { $0 == place }.count)) }
  }

  @Test("no replica goes above its share of open requests and the slack", arguments: ["0", "0.25", "2"])
  func bound(slack: String) throws {
    var setting = setting
    setting.parameters = try Parameters(card: AdapterAffinity.card, given: [("slack", slack)])
    var router = try AdapterAffinity(setting)
    var open = [0, 0, 0, 0, 0]
    for sent in 1...200 {
      // All for one adapter.
      open[try send(&router, adapter: 17, open: open)] += 1
      let most = ((1 + Double(slack)!) * Double(sent) / 5).rounded(.up)
      #expect(open.allSatisfy { Double($0) <= most })
    }
    #expect(open.reduce(0, +) == 200)
  }

  @Test("a replica may hold its share of the open requests, this one among them, and the slack above it")
  func slack() throws {
    var router = try AdapterAffinity(setting)
    // An adapter whose own replica is the first of two.
    let adapter = try #require(try (0..<64).first { try send(&router, adapter: $0, open: [0, 0]) == 0 })
    // With this one 4 are open: ⌈1.25 · 4 / 2⌉ = 3 is the most. At 2 it may take another, at 3 it may not.
    #expect(try send(&router, adapter: adapter, open: [2, 1]) == 0)
    #expect(try send(&router, adapter: adapter, open: [3, 0]) == 1)
    var strict = setting
    strict.parameters = try Parameters(card: AdapterAffinity.card, given: [("slack", "0")])
    router = try AdapterAffinity(strict)
    // Without slack ⌈4 / 2⌉ = 2 is the most.
    #expect(try send(&router, adapter: adapter, open: [2, 1]) == 1)
    #expect(try send(&router, adapter: adapter, open: [1, 2]) == 0)
  }
}
