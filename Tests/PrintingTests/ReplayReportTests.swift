import Core
import Testing

@testable import Printing
@testable import Workbench

@Suite("A replay, told", .timeLimit(.minutes(60)))
struct ReplayReportTests {
  private static func row(_ policy: String, _ capacity: Int, misses: Int, seconds: Double = 0.001) -> Replay.Row {
    Replay.Row(
      policy: policy, capacity: capacity, requests: 1000, misses: misses, missBytes: 2 * misses, requestBytes: 2000,
      evictions: 1, bypasses: 0, cpuSeconds: seconds)
  }

  private static func result(_ rows: [Replay.Row], unit: Replay.Unit = .objects, empty: Int = 0) -> Replay.Result {
    Replay.Result(unit: unit, idCount: 60, emptyObjects: empty, rows: rows)
  }

  @Test("a row for programs has exact counts")
  func json() {
    #expect(
      ReplayReport.line(Self.row("lru", 6, misses: 400), trace: "z").text
        == #"{"type":"replay","policy":"lru","trace":"z","capacity":6,"requests":1000,"misses":400,"miss_bytes":800,"#
        + #""request_bytes":2000,"seconds":0.001}"#)
  }

  @Test("the table ends with a sentence that says who missed least, at each capacity, ties together")
  func table() {
    let rows = [
      Self.row("lru", 6, misses: 400), Self.row("lru", 12, misses: 300), Self.row("sieve", 6, misses: 350),
      Self.row("sieve", 12, misses: 300), Self.row("fifo", 6, misses: 500, seconds: 0),
      Self.row("fifo", 12, misses: 310),
    ]
    let said = ReplayReport.table(Self.result(rows), trace: "z")
    #expect(said.count == 1 + 6 + 2)
    #expect(said[0] == "policy  capacity (objects)  requests  misses  miss ratio  byte miss ratio  M requests/s")
    #expect(said[1].split(separator: " ").suffix(4) == ["400", "0.4000", "0.4000", "1.0"])
    #expect(said[5].hasSuffix("–"))
    #expect(said[7].isEmpty)
    #expect(
      said[8].hasSuffix("requests for 60 objects; at 6 sieve misses least, at 12 lru and sieve miss least."),
      "\(said[8])")
  }

  @Test("requests of size 0 are advised on in bytes alone")
  func advice() {
    #expect(ReplayReport.advice(Self.result([], unit: .bytes)) == nil)
    #expect(ReplayReport.advice(Self.result([], empty: 3)) == nil)
    #expect(
      ReplayReport.advice(Self.result([], unit: .bytes, empty: 3))
        == "advice: 3 requests have size 0 and take no room; where the sizes are not known rather than nothing, try "
        + "--unit objects")
  }
}
