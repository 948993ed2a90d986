import Core
import Testing

@testable import Isolation

@Suite("The wire")
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
      Fault("x"), Fault("ü", place: Fault.Place(file: "p.lua", line: 3, column: 1), at: "a", mend: "m", replay: "r"),
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

  @Test("the other end sees the same residents, held ones and costs, also after they changed")
  func residents() throws {
    var teller = ResidentTeller()
    let mirror = ResidentMirror(capacity: Capacity(3))
    for (resident, held, costs) in [(0b101, 0b100, [1, 2.5, 1]), (0b010, 0, [4, 2.5, 1]), (0, 0, [4, 9, 0])] {
      let words = [UInt64(resident)]
      let heldWords = [UInt64(held)]
      let view = ResidentView(
        resident: words, held: heldWords, costs: costs, adapterCount: 3, count: resident.nonzeroBitCount, used: 2,
        capacity: Capacity(3))
      var writer = WireWriter()
      teller.tell(view, to: &writer)
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
}
