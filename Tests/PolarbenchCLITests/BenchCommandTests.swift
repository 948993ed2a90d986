import Foundation
import Testing

@Suite("polarbench bench", .timeLimit(.minutes(60)))
struct BenchCommandTests {
  @Test("a file stands beside the built-in of its name; every verb that is asked has a line, and loading too")
  func beside() throws {
    try Command.inFolder { folder in
      _ = try NewCommandTests.new(["evictor", "lru"], in: folder)
      let outcome = try Command.run(
        program: Command.binary, ["bench", "lru.lua", "--json"], in: folder, environment: [:])
      #expect(outcome.status == 0, "\(outcome.errors)")
      let objects = try outcome.lines.dropLast().map {
        try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
      }
      #expect(objects.map { $0["verb"] as? String } == ["used", "admit", "victim", nil])
      #expect(objects.last?["type"] as? String == "load")
      for object in objects.dropLast() {
        #expect(object["beside"] as? String == "lru")
        #expect(object["calls"] as! Int > 0)
        #expect(object["beside_nanos"] is Double)
      }
    }
  }

  @Test("the table names the peer; without a peer it has no such column")
  func table() throws {
    let outcome = try Command.run(["bench", "lru", "--beside", "fifo"])
    #expect(outcome.status == 0)
    #expect(
      outcome.lines[0].split(separator: "  ").map { $0.trimmingCharacters(in: .whitespaces) } == [
        "verb", "calls", "ns a call", "calls/s", "fifo, ns", "times",
      ])
    #expect(try !Command.run(["bench", "lru"]).lines[0].contains("times"))
  }
}
