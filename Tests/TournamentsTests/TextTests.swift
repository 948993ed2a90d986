import Core
import Results
import Testing

@testable import Tournaments

@Suite("Texts of a tournament", .timeLimit(.minutes(60)))
struct TextTests {
  @Test(
    "a capacity is slots, bytes, or pages of a size, and is written as it would be typed",
    arguments: [
      ("4", Capacity(4), "4"), ("0", Capacity(0), "0"), ("512MiB", Capacity(512 << 20, .bytes), "536870912B"),
      ("2GB", Capacity(2_000_000_000, .bytes), "2000000000B"),
      ("256x2MiB", Capacity(256, .pages(pageBytes: 2 << 20)), "256x2097152B"),
      ("3x1B", Capacity(3, .pages(pageBytes: 1)), "3x1B"),
    ])
  func capacities(text: String, expected: Capacity, described: String) throws {
    let capacity = try CapacityText.parse(text)
    #expect(capacity == expected)
    #expect(CapacityText.described(capacity) == described)
    #expect(try CapacityText.parse(described) == capacity)
  }

  @Test(
    "what is not a capacity is told with how to write one",
    arguments: ["4x0B", "9223372036854775807", "-1", "", "x", "4x", "x2MiB", "1x2x3B", "4 slots", "four"])
  func noCapacity(text: String) {
    let fault = #expect(throws: Fault.self) { try CapacityText.parse(text) }
    #expect(
      fault?.described
        == "'\(text)' is not a capacity\n  fix:    write slots (4), bytes (512MiB, 2GB), or pages of a size (256x2MiB)")
  }

  @Test("a share of the adapters is rounded up, and is never nothing")
  func shares() throws {
    #expect(try PlannedTrace.capacity("0.25", adapterCount: 15) == Capacity(4))
    #expect(try PlannedTrace.capacity("1.0", adapterCount: 15) == Capacity(15))
    #expect(try PlannedTrace.capacity("0.001", adapterCount: 3) == Capacity(1))
    #expect(try PlannedTrace.capacity("4", adapterCount: 15) == Capacity(4))
    for text in ["1.5", "0.0", "-0.5", ".x", "1.0MiB"] {
      let fault = #expect(throws: Fault.self) { try PlannedTrace.capacity(text, adapterCount: 15) }
      #expect(
        fault?.described
          == "'\(text)' is not a share of the adapters\n  fix:    write a number above 0, up to 1.0: 0.25")
    }
  }

  @Test("shards are counted from 1 to their number")
  func shards() throws {
    #expect(try ShardText.parse("3/8") == Manifest.Shard(index: 3, count: 8))
    #expect(try ShardText.parse("8/8") == Manifest.Shard(index: 8, count: 8))
    #expect(ShardText.folder(of: Manifest.Shard(index: 3, count: 8), in: "out") == "out/shard-3-of-8")
  }

  @Test(
    "what is not a shard is told with how to write one",
    arguments: ["0/1", "2/1", "3", "1/2/3", "1/", "/2", "a/b", "-1/2", "1/9223372036854775807"])
  func noShard(text: String) {
    let fault = #expect(throws: Fault.self) { try ShardText.parse(text) }
    #expect(
      fault?.described
        == "'\(text)' is not a shard\n  fix:    write which and of how many: --shard 3/8, from 1/8 to 8/8")
  }
}
