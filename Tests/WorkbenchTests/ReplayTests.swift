import Core
import Policies
import Testing
import Traces

@testable import Workbench

@Suite("Replays", .timeLimit(.minutes(60)))
struct ReplayTests {
  private static func entrant(_ name: String) throws -> Replay.Entrant {
    let entry = try #require(Shelf.evictors.first { $0.card.name == name })
    return Replay.Entrant(
      name: name, needsFuture: entry.card.traits.contains(.needsFuture), start: entry.start)
  }

  private static func list(_ ids: [Int]) -> IDTrace {
    IDTrace(bytes: Array(ids.map { "\($0)\n" }.joined().utf8), format: .txt, name: "list.txt")
  }

  private static func table(_ ids: [Int], _ sizes: [Int]) -> IDTrace {
    let rows = zip(ids, sizes).map { "0,\($0),\($1)\n" }.joined()
    return IDTrace(bytes: Array(("time,obj_id,size\n" + rows).utf8), format: .csv, name: "table.csv")
  }

  private static func run(
    _ names: [String], _ trace: IDTrace, _ capacities: String, unit: Replay.Unit? = nil
  ) throws -> Replay.Result {
    var entrants: [Replay.Entrant] = []
    for name in names { entrants.append(try entrant(name)) }
    return try Replay(
      trace: trace, entrants: entrants, capacities: try ReplayCapacity.list(capacities), unit: unit
    ).run()
  }

  /// Ids with a few popular ones.
  private static func ids(_ count: Int, among: Int, seed: UInt64 = 1) -> [Int] {
    var random = RandomStream(Seed(seed))
    return (0..<count).map { _ in random.integer(below: 1 + random.integer(below: among)) }
  }

  /// Misses and missed bytes of LRU over bytes, by a list that is searched.
  private static func slowLRU(_ ids: [Int], _ sizes: [Int], capacity: Int) -> (misses: Int, bytes: Int) {
    var residents: [(id: Int, size: Int)] = []
    var misses = 0
    var bytes = 0
    for (id, size) in zip(ids, sizes) {
      if let place = residents.firstIndex(where: { $0.id == id }) {
        residents.append(residents.remove(at: place))
        continue
      }
      misses += 1
      bytes += size
      guard size <= capacity else { continue }
      while residents.reduce(size, { $0 + $1.size }) > capacity { residents.removeFirst() }
      residents.append((id, size))
    }
    return (misses, bytes)
  }

  @Test("one reading serves all policies and capacities, in the order they were given")
  func grid() throws {
    let ids = Self.ids(30_000, among: 500)
    let trace = Self.list(ids)
    let both = try Self.run(["lru", "sieve"], trace, "50,20")
    #expect(both.rows.map(\.policy) == ["lru", "lru", "sieve", "sieve"])
    #expect(both.rows.map(\.capacity) == [50, 20, 50, 20])
    for row in both.rows {
      let alone = try Self.run([row.policy], trace, "\(row.capacity)").rows[0]
      #expect(alone.misses == row.misses && alone.evictions == row.evictions)
      #expect(row.requests == 30_000 && row.requestBytes == 30_000 && row.missBytes == row.misses)
    }
    #expect(both.unit == .objects && both.idCount == Set(ids).count)
  }

  @Test("where a size is not 1 the unit is bytes, however late it comes", arguments: [0, 9000, 19_999])
  func openUnit(place: Int) throws {
    let ids = Self.ids(20_000, among: 400)
    var sizes = Array(repeating: 1, count: ids.count)
    sizes[place] = 7
    let result = try Self.run(["lru"], Self.table(ids, sizes), "40")
    let expected = Self.slowLRU(ids, sizes, capacity: 40)
    #expect(result.unit == .bytes)
    #expect(result.rows[0].misses == expected.misses && result.rows[0].missBytes == expected.bytes)
  }

  @Test("bytes are exact integers, and objects larger than the capacity are bypassed", arguments: [1, 100, 5000])
  func bytes(capacity: Int) throws {
    let ids = Self.ids(20_000, among: 300)
    let sizes = ids.map { $0 % 7 == 0 ? 0 : $0 * $0 % 700 }
    let result = try Self.run(["lru"], Self.table(ids, sizes), "\(capacity)")
    let expected = Self.slowLRU(ids, sizes, capacity: capacity)
    #expect(result.rows[0].misses == expected.misses && result.rows[0].missBytes == expected.bytes)
    #expect(result.rows[0].requestBytes == sizes.reduce(0, +))
    #expect(result.emptyObjects == sizes.count { $0 == 0 })
  }

  @Test("--unit objects gives each object one slot, and still counts the missed bytes")
  func objects() throws {
    let ids = [1, 2, 1, 3, 1]
    let result = try Self.run(["lru"], Self.table(ids, [10, 20, 10, 30, 10]), "2", unit: .objects)
    #expect(result.rows[0].misses == 3 && result.rows[0].missBytes == 60 && result.rows[0].requestBytes == 80)
  }

  @Test(
    "capacity 0 bypasses all; a capacity beyond the working set misses each object once", arguments: ["lru", "arc"])
  func extremes(policy: String) throws {
    let rows = try Self.run([policy], Self.list(Self.ids(5000, among: 80)), "0,80,9007199254740992").rows
    #expect(rows.map(\.misses) == [5000, 80, 80])
    #expect(rows.map(\.bypasses) == [5000, 0, 0])
  }

  @Test("a share is taken of the working set, rounded down, and at least 1")
  func shares() throws {
    let objects = try Self.run(["lru"], Self.list(Array(0..<99)), "10%,0.001,1.0")
    #expect(objects.rows.map(\.capacity) == [9, 1, 99])
    let bytes = try Self.run(["lru"], Self.table([1, 2, 1], [100, 50, 70]), "10%")
    #expect(bytes.rows.map(\.capacity) == [15] && bytes.unit == .bytes)
  }

  @Test("belady misses alike with next uses from the file and worked out, and no more than any other")
  func belady() throws {
    let ids = Self.ids(20_000, among: 400)
    let result = try Self.run(["belady", "lru", "sieve", "arc"], Self.list(ids), "40")
    var records: [UInt8] = []
    for (step, next) in nextUses(ids).enumerated() {
      records += WrittenID(id: UInt64(ids[step]), next: next == .never ? -1 : Int64(next)).record
    }
    let binary = IDTrace(bytes: records, format: .oracleGeneral, name: "b")
    var replay = Replay(
      trace: binary, entrants: [try Self.entrant("belady")], capacities: [.amount(40)])
    let fromFile = try replay.run().rows[0].misses
    replay.computesNextUses = true
    #expect(try replay.run().rows[0].misses == fromFile)
    #expect(result.rows[0].misses == fromFile)
    #expect(result.rows.allSatisfy { $0.misses >= fromFile })
  }

  @Test("every evictor replays, in objects and in bytes where it can")
  func everyEvictor() throws {
    let ids = Self.ids(6000, among: 200)
    for entry in Shelf.evictors {
      let unit = try Self.run([entry.card.name], Self.list(ids), "1,20").rows
      #expect(unit.allSatisfy { $0.requests == 6000 && $0.misses >= 200 })
      guard entry.card.traits.contains(.sized) else { continue }
      let sized = try Self.run([entry.card.name], Self.table(ids, ids.map { $0 % 50 }), "100").rows
      #expect(sized.allSatisfy { $0.requests == 6000 && $0.missBytes <= $0.requestBytes })
    }
  }

  @Test("sizes that sum beyond 63 bits are a fault")
  func overflow() throws {
    let trace = Self.table(Array(repeating: 1, count: 8192), Array(repeating: 1 << 50, count: 8192))
    #expect(
      message { _ = try Self.run(["lru"], trace, "5") } == """
        table.csv: request 8191 (counted from 0) brings the sum of sizes beyond 2^63 - 1 bytes
          fix:    see whether the sizes are right
        """)
  }

  @Test("a fault of a policy says in which replay")
  func liar() throws {
    struct Liar: Evictor {
      mutating func victim(for incoming: Use, among residents: ResidentView) -> AdapterID? { AdapterID(0) }
    }
    let entrant = Replay.Entrant(name: "liar") { (_: Setting) throws(Fault) -> any Evictor in Liar() }
    let replay = Replay(trace: Self.list([0, 1, 2]), entrants: [entrant], capacities: [.amount(1)])
    #expect(
      message { _ = try replay.run() } == """
        victim() answered id 0, which is not resident
          at:     step 2 of list (liar, capacity 1 objects)
        """)
  }
}

@Suite("Capacities of a replay", .timeLimit(.minutes(60)))
struct ReplayCapacityTests {
  @Test(
    "amounts, bytes and shares are read exactly",
    arguments: [
      ("0", .amount(0)), ("5000", .amount(5000)), ("64MiB", .bytes(64 << 20)), ("1.5kB", .bytes(1500)),
      ("7B", .bytes(7)), ("0.29", .share(numerator: 29, denominator: 100)),
      ("10%", .share(numerator: 10, denominator: 100)), ("0.5%", .share(numerator: 5, denominator: 1000)),
      ("1.0", .share(numerator: 10, denominator: 10)),
    ] as [(String, ReplayCapacity)])
  func reading(text: String, expected: ReplayCapacity) throws {
    #expect(try ReplayCapacity(text) == expected)
  }

  @Test("0.29 of 100 is 29, and shares of the largest sets do not overflow")
  func exactShares() throws {
    #expect(try ReplayCapacity("0.29").amount(ofWorkingSet: 100) == 29)
    #expect(try ReplayCapacity("99%").amount(ofWorkingSet: .max) == 9_131_138_316_486_228_048)
  }

  @Test(
    "what is no capacity is refused",
    arguments: ["", "-1", "+1", "x", "1x", "1e3", "nan", ".5", "1.", "1.0005kBB", "0.3B", "9223372036854775807", "1 0"])
  func refused(text: String) {
    #expect(
      message { _ = try ReplayCapacity(text) } == """
        the capacity is '\(text)'; expected a whole number, bytes like 64MiB, or a share like 0.1 or 10%
          fix:    a share is taken of the trace's distinct objects, or of their bytes
        """)
  }

  @Test("shares of nothing and of more than all are refused", arguments: ["0.0", "0%", "1.5", "101%"])
  func strangeShares(text: String) {
    #expect(
      message { _ = try ReplayCapacity(text) } == """
        the capacity is '\(text)'; a share of the working set lies above 0 and goes up to 1.0 or 100%
          fix:    write an amount as a whole number
        """)
  }

  @Test("bytes do not go with --unit objects, and no capacity goes twice")
  func conflicts() throws {
    let replay = Replay(
      trace: IDTrace(bytes: [], format: .txt, name: "t"), entrants: [], capacities: [.bytes(5)], unit: .objects)
    #expect(
      message { _ = try replay.run() } == """
        a capacity is in bytes, but --unit is objects
          fix:    leave --unit out, or give the capacity as a number
        """)
    #expect(
      message { _ = try ReplayCapacity.list("5,6,5") } == """
        the capacity '5' is named twice
          fix:    keep one of the two
        """)
  }
}

/// The fault that `body` throws, as it is shown.
private func message(_ body: () throws -> Void) -> String {
  do {
    try body()
    return ""
  } catch {
    return (error as? Fault)?.described ?? "\(error)"
  }
}

/// A record of oracleGeneral of size 1.
private struct WrittenID {
  var id: UInt64
  var next: Int64

  var record: [UInt8] { bytes(UInt32(0)) + bytes(id) + bytes(UInt32(1)) + bytes(UInt64(bitPattern: next)) }

  private func bytes<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }
}

/// For each step the next one that asks for the same id.
private func nextUses(_ ids: [Int]) -> [Step] {
  var seen: [Int: Step] = [:]
  var next = Array(repeating: Step.never, count: ids.count)
  for step in ids.indices.reversed() {
    next[step] = seen[ids[step]] ?? .never
    seen[ids[step]] = step
  }
  return next
}
