import Core
import Policies
import Testing

/// What holds for every evictor on the shelf.
@Suite("every evictor", .timeLimit(.minutes(60)))
struct EvictorContractTests {
  static let names = Shelf.evictors.map(\.card.name)
  static let ranked = Shelf.evictors.filter { $0.card.kind == .evictor }.map(\.card.name)

  @Test("answers only adapters that may leave, whatever is held, placed or taken away", arguments: names)
  func heldAndUnasked(name: String) throws {
    let entry = try #require(Shelf.evictors.first { $0.card.name == name })
    for seed in 0..<30 {
      var stream = RandomStream(Seed(UInt64(seed)).derived("host"))
      let adapterCount = 2 + stream.integer(below: 90)
      let capacity = 1 + stream.integer(below: adapterCount)
      let host = try EvictorHost(entry, adapterCount: adapterCount, capacity: Capacity(capacity))
      for id in 0..<(capacity / 2) { try host.place(id) }
      for step in 0..<400 {
        let id = min(stream.integer(below: adapterCount), stream.integer(below: adapterCount))
        switch stream.integer(below: 12) {
        case 0: host.hold(id)
        case 1, 2: host.release(id)
        case 3: host.drop(id)
        case 4: if host.count < capacity { try host.place(id) }
        default: try host.request(id, nextUse: step + 1 + stream.integer(below: 100))
        }
      }
    }
  }

  @Test("has no victim if all are held, and continues afterwards", arguments: names)
  func allHeld(name: String) throws {
    let entry = try #require(Shelf.evictors.first { $0.card.name == name })
    let host = try EvictorHost(entry, adapterCount: 6, capacity: Capacity(3))
    for id in 0..<3 { try host.place(id) }
    for id in 0..<3 { host.hold(id) }
    for _ in 0..<4 { for id in 0..<6 { try host.request(id) } }
    #expect(host.left.isEmpty)
    #expect((0..<3).allSatisfy(host.holds))
    for id in 0..<3 { host.release(id) }
    for _ in 0..<4 { for id in 0..<6 { try host.request(id, nextUse: 1000 - id) } }
    #expect(!host.left.isEmpty)
    #expect(host.count == 3)
  }

  @Test("keeps the books in every small world: all routes of length 6 over 3 adapters, 5 over 4", arguments: ranked)
  func smallWorlds(name: String) throws {
    for (adapterCount, length) in [(3, 6), (4, 5)] {
      for route in Self.routes(over: adapterCount, length: length) {
        for capacity in 1...3 {
          let replay = try EvictorReplay(name, ids: route, capacity: Capacity(capacity))
          let room = replay.room
          let bound = Self.fewestMisses[Self.key(route, capacity)]!
          guard room.misses >= bound, room.requests == length, room.count <= capacity, room.used == room.count,
            room.misses == room.evictions + room.bypasses + room.count
          else {
            Issue.record("\(name) on \(route), capacity \(capacity): \(room.misses) misses, Belady \(bound)")
            return
          }
        }
      }
    }
  }

  @Test("ignores its seed unless it says it draws", arguments: Shelf.evictors.map(\.card))
  func stochastic(card: Card) throws {
    guard !card.traits.contains(.stochastic) else { return }
    for seed in 0..<10 {
      let trace = RandomTrace(seed: UInt64(seed), sized: card.traits.contains(.sized) && seed % 2 == 0)
      let runs = try (1...3).map {
        try EvictorReplay(card.name, ids: trace.ids, sizes: trace.sizes, capacity: trace.capacity, seed: $0).hits
      }
      #expect(runs[0] == runs[1] && runs[1] == runs[2])
    }
  }

  @Test("decides alike whether ids are known beforehand or appear", arguments: names)
  func growing(name: String) throws {
    for seed in 0..<10 {
      let trace = RandomTrace(seed: UInt64(seed), sized: false)
      let known = try EvictorReplay(name, ids: trace.ids, capacity: trace.capacity)
      let appearing = try EvictorReplay(name, ids: trace.ids, capacity: trace.capacity, growing: true)
      #expect(known.hits == appearing.hits)
    }
  }

  @Test("fits its bytes whatever the sizes", arguments: Shelf.evictors.map(\.card))
  func sized(card: Card) throws {
    guard card.traits.contains(.sized) else { return }
    for seed in 0..<40 {
      let trace = RandomTrace(seed: UInt64(seed), sized: true)
      let room = try EvictorReplay(
        card.name, ids: trace.ids, sizes: trace.sizes, capacity: trace.capacity, growing: seed % 2 == 0
      ).room
      #expect(room.used <= trace.capacity.amount)
      #expect(room.misses == room.evictions + room.bypasses + room.count)
      #expect(room.requestBytes == trace.sizes!.reduce(0, +))
    }
  }

  @Test("bypasses everything without capacity", arguments: names)
  func noCapacity(name: String) throws {
    let room = try EvictorReplay(name, ids: [0, 1, 0, 2], capacity: Capacity(0)).room
    #expect(room.misses == 4 && room.bypasses == 4 && room.count == 0)
  }

  @Test("bears objects of no bytes, and counts in pages", arguments: Shelf.evictors.map(\.card))
  func emptyObjectsAndPages(card: Card) throws {
    guard card.traits.contains(.sized) else { return }
    for seed in 0..<20 {
      let trace = RandomTrace(seed: UInt64(seed), sized: true)
      let sizes = trace.sizes!.map { $0 - 1 }
      for unit in [Capacity.Unit.bytes, .pages(pageBytes: 3)] {
        let capacity = Capacity(1 + trace.capacity.amount / 3, unit)
        let room = try EvictorReplay(card.name, ids: trace.ids, sizes: sizes, capacity: capacity).room
        #expect(room.used <= capacity.amount)
        #expect(room.misses == room.evictions + room.bypasses + room.count)
      }
    }
  }

  @Test("stands on the shelf in alphabetical order, once, with sources and a page of parameters")
  func shelf() {
    #expect(Self.names == Self.names.sorted())
    #expect(Set(Self.names).count == Self.names.count)
    for entry in Shelf.evictors {
      #expect(!entry.card.sources.isEmpty && entry.card.summary.hasSuffix("."))
      for parameter in entry.card.parameters {
        #expect(parameter.range.holds(parameter.standard), "\(entry.card.name): default of \(parameter.name)")
      }
    }
  }

  // Every route over the adapters, and the fewest misses a demand-paging evictor can have on it, by trying all.

  static func routes(over adapterCount: Int, length: Int) -> [[Int]] {
    var all: [[Int]] = [[]]
    for _ in 0..<length { all = all.flatMap { route in (0..<adapterCount).map { route + [$0] } } }
    return all
  }

  static func key(_ route: [Int], _ capacity: Int) -> [Int] { [capacity] + route }

  static let fewestMisses: [[Int]: Int] = {
    var all: [[Int]: Int] = [:]
    for (adapterCount, length) in [(3, 6), (4, 5)] {
      for route in routes(over: adapterCount, length: length) {
        for capacity in 1...3 {
          all[key(route, capacity)] = try! EvictorReplay("belady", ids: route, capacity: Capacity(capacity)).misses
        }
      }
    }
    return all
  }()
}
