import Core
import Testing

@testable import Isolation

@Suite("The wire", .timeLimit(.minutes(60)))
struct WireTests {
  private func read<Value>(_ writer: WireWriter, _ body: (inout WireReader) -> Value) -> (value: Value, isWhole: Bool) {
    writer.bytes.withUnsafeBytes { bytes in
      var reader = WireReader(bytes)
      return (body(&reader), reader.isWhole)
    }
  }

  @Test("a setting arrives as it was sent, parameters apart")
  func setting() {
    var sent = Setting(
      adapterCount: 2,
      adapters: [
        Adapter(name: "law\0é", sizeBytes: 7, rank: 16, baseModel: "qwen", tags: ["a", ""], isPinned: true),
        Adapter(name: "", startsIn: .host),
      ], dimension: 3, capacity: Capacity(9, .pages(pageBytes: 4)), footprints: [2, 1], pageInCosts: [0.5, .infinity],
      horizon: 12, seed: Seed(.max))
    sent.parameters = Parameters()
    var writer = WireWriter()
    writer.add(sent)
    let (got, isWhole) = read(writer) { $0.setting().setting }
    #expect(isWhole)
    #expect(got.adapters == sent.adapters && got.adapterCount == 2 && got.dimension == 3 && got.horizon == 12)
    #expect(got.capacity == sent.capacity && got.footprints == sent.footprints)
    #expect(got.pageInCosts == sent.pageInCosts && got.seed == sent.seed)
  }

  @Test(
    "a fault arrives as it was sent",
    arguments: [
      Fault("x"), Fault("ü", place: Fault.Place(file: "p.lua", line: 3, column: 1), at: "a", fix: "m", replay: "r"),
    ])
  func fault(sent: Fault) {
    var writer = WireWriter()
    writer.add(sent)
    let (got, isWhole) = read(writer) { $0.fault() }
    #expect(isWhole && got == sent)
  }

  @Test("bytes that are cut anywhere are not whole, and ask for no memory")
  func cut() {
    var writer = WireWriter()
    writer.add(Fault("reason", place: Fault.Place(file: "p.lua", line: 3), at: "step 2"))
    for count in 0..<writer.bytes.count {
      Array(writer.bytes[..<count]).withUnsafeBytes { bytes in
        var reader = WireReader(bytes)
        _ = reader.fault()
        #expect(!reader.isWhole)
      }
    }
    var huge = WireWriter()
    huge.add(Int32.max)
    #expect(read(huge) { $0.ints() } == ([], false))
    #expect(read(huge) { $0.words(count: .max, of: Int.self) } == ([], false))
  }

  @Test("bytes that are left over are not whole")
  func leftOver() {
    var writer = WireWriter()
    writer.add(UInt8(1))
    #expect(read(writer) { $0.byte() } == (1, true))
    writer.add(UInt8(2))
    #expect(read(writer) { $0.byte() } == (1, false))
  }

  @Test("a resident that is not an adapter is invalid, held or not", arguments: [2, ~2, 3, ~3, Int32.max, Int32.min])
  func strangeResident(member: Int32) throws {
    var writer = WireWriter()
    writer.add(3)
    writer.add(1)
    writer.addList([member]) { $0.add($1) }
    writer.addList([Int32]()) { $0.add($1) }
    let isSeen = try writer.bytes.withUnsafeBytes { bytes throws in
      var reader = WireReader(bytes)
      return try ResidentMirror(capacity: Capacity(3)).withView(&reader) { _ in true } != nil
    }
    #expect(isSeen == (max(member, ~member) == 2))
  }

  @Test("costs are sent where they changed, and only then")
  func costs() {
    var sender = ResidentSender()
    let none: [UInt64] = [0]
    // Each time 8 + 8 + 4 + 4 bytes, and 12 for each cost that is not what it was; 1 to begin with.
    for (costs, changes) in [([1.0, 2], 1), ([1, 2], 0), ([3, 4], 2), ([1, 4], 1)] {
      var writer = WireWriter()
      sender.send(
        ResidentView(
          resident: none, held: nil, costs: costs, adapterCount: 2, count: 0, used: 0, capacity: Capacity(1)),
        to: &writer)
      #expect(writer.bytes.count == 24 + 12 * changes)
    }
  }

  @Test("the other end sees the same residents, held ones and costs, also after they changed")
  func residents() throws {
    var sender = ResidentSender()
    let mirror = ResidentMirror(capacity: Capacity(3))
    for (resident, held, costs) in [
      (0b101, 0b100, [1, 2.5, 1]), (0b010, 0, [4, 2.5, 1]), (0, 0, [4, 9, 0]), (0, 0, [1, 9, 0]),
    ] {
      let words = [UInt64(resident)]
      let heldWords = [UInt64(held)]
      let view = ResidentView(
        resident: words, held: heldWords, costs: costs, adapterCount: 3, count: resident.nonzeroBitCount, used: 2,
        capacity: Capacity(3))
      var writer = WireWriter()
      sender.send(view, to: &writer)
      let seen = try writer.bytes.withUnsafeBytes { bytes throws in
        var reader = WireReader(bytes)
        return try mirror.withView(&reader) { view throws(Fault) in
          "\(view.adapters.map(\.index)) \((0..<3).map { view.mayLeave(AdapterID($0)) }) "
            + "\((0..<3).map { view.pageInCost(of: AdapterID($0)) }) \(view.used) \(view.count)"
        }
      }
      let told =
        "\(view.adapters.map(\.index)) \((0..<3).map { view.mayLeave(AdapterID($0)) }) "
        + "\((0..<3).map { view.pageInCost(of: AdapterID($0)) }) \(view.used) \(view.count)"
      #expect(seen == told)
    }
  }

  @Test("a scheduler's heads and a router's replicas arrive as they were shown")
  func twin() throws {
    let heads = [
      WaitingHead(
        adapter: AdapterID(3), place: -2, arrivalSeconds: 0.5, waiting: 7, running: 1, tokens: 90, isResident: true),
      WaitingHead(
        adapter: AdapterID(70), place: 9, arrivalSeconds: .infinity, waiting: 0, running: 0, tokens: 1,
        isResident: false),
    ]
    var writer = WireWriter()
    writer.add(heads)
    #expect(read(writer) { $0.heads() } == (heads, true))

    let words: [[UInt64]] = [[1 << 3, 1], [0, 0]]
    writer = WireWriter()
    words[0].withUnsafeBufferPointer { first in
      words[1].withUnsafeBufferPointer { second in
        let views = [(first, 2), (second, 0)].enumerated().map { place, shown in
          ReplicaView(
            running: place, waiting: 5, kvUse: 0.25,
            residents: ResidentView(
              resident: shown.0.baseAddress!, held: nil, costs: nil, adapterCount: 65, count: shown.1, used: shown.1,
              capacity: Capacity(4)))
        }
        writer.add(views)
      }
    }
    let (replicas, isWhole) = read(writer) { $0.replicas() }
    #expect(isWhole)
    let seen = try replicas.withViews(capacity: Capacity(4)) { views throws(Fault) in
      views.map { "\($0.running) \($0.waiting) \($0.kvUse) \($0.residents.adapters.map(\.index)) \($0.residents.used)" }
    }
    #expect(seen == ["0 5 0.25 [3, 64] 2", "1 5 0.25 [] 0"])
    for count in 0..<writer.bytes.count {
      Array(writer.bytes[..<count]).withUnsafeBytes { bytes in
        var reader = WireReader(bytes)
        _ = reader.replicas()
        #expect(!reader.isWhole)
      }
    }
  }

  @Test("a script's lines and scores come in order, and not twice; scores that are too many are said")
  func notes() {
    let book = NoteBook()
    var setting = Setting(adapterCount: 2, capacity: Capacity(1))
    book.listen(to: &setting, log: true, scores: true)
    setting.onLog?(1, "a")
    setting.onScores?(1, [0.5, -1])
    setting.onLog?(2, "")
    var writer = WireWriter()
    book.take(into: &writer)
    #expect(writer.bytes.count == 4 + (1 + 8 + 4 + 1) + (1 + 8 + 4 + 16) + (1 + 8 + 4))
    #expect(Array(writer.bytes.prefix(14)) == [3, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1])
    writer.clear()
    book.take(into: &writer)
    #expect(writer.bytes == [0, 0, 0, 0])
    #expect(!book.isTooLong)
    for _ in 0..<5 { setting.onScores?(3, Array(repeating: 1, count: 1 << 20)) }
    #expect(book.isTooLong)
    var deaf = Setting(adapterCount: 2, capacity: Capacity(1))
    book.listen(to: &deaf, log: false, scores: false)
    #expect(deaf.onLog == nil && deaf.onScores == nil)
  }
}
