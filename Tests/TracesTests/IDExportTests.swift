import Core
import Foundation
import Testing

@testable import Traces

@Suite("Export of id traces", .timeLimit(.minutes(60))) struct IDExportTests {
  /// Records of libCacheSim's form with next uses filled in.
  static func oracle(_ requests: [(time: UInt32, id: UInt64, size: UInt32)]) -> [UInt8] {
    var bytes: [UInt8] = []
    func append(_ word: UInt64, _ count: Int) {
      for byte in 0..<count { bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(byte * 8))) }
    }
    for (i, request) in requests.enumerated() {
      append(UInt64(request.time), 4)
      append(request.id, 8)
      append(UInt64(request.size), 4)
      let next = requests[(i + 1)...].firstIndex { $0.id == request.id }
      append(UInt64(bitPattern: Int64(next ?? -1)), 8)
    }
    return bytes
  }

  @Test("oracleGeneral comes back byte for byte through a folder, times, sizes of 0 and next uses included")
  func oracleRoundTrip() throws {
    let folder = try TemporaryFolder()
    var random = RandomStream(Seed(4))
    let requests = (0..<5000).map { i -> (time: UInt32, id: UInt64, size: UInt32) in
      let id = UInt64(random.integer(below: 300)) &* 0x9e37_79b9_7f4a_7c15
      return (UInt32(1_000 + i / 3), id, UInt32(id % 97))
    }
    let bytes = Self.oracle(requests)
    let path = try folder.write("a.oracleGeneral", bytes)
    let trace = try TraceLoader.load(path: path)
    #expect(trace.name == "a")
    try TraceFolder.write(trace, to: folder.path + "/a")
    let back = try TraceLoader.load(path: folder.path + "/a")
    #expect(back.everything == trace.everything)
    let remarks = try IDExport.write(back, as: .oracleGeneral, to: folder.path + "/b.oracleGeneral")
    #expect(remarks.isEmpty)
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.path + "/b.oracleGeneral")) == Data(bytes))
    let packed = try folder.write("c.oracleGeneral.zst", TemporaryFolder.compressed(bytes))
    #expect(try TraceLoader.load(path: packed).asked == trace.asked)
  }

  @Test("csv comes back the same through a folder")
  func csvRoundTrip() throws {
    let folder = try TemporaryFolder()
    let text = "time,obj_id,size\n0,18446744073709551615,3\n0.5,7,0\n2,18446744073709551615,3\n"
    let path = try folder.write("a.csv", text)
    let trace = try Trace.importing(.csv, from: path, timeUnit: .seconds).trace
    #expect(try IDExport.write(trace, as: .csv, to: folder.path + "/b.csv").isEmpty)
    #expect(try folder.read("b.csv") == text)
  }

  @Test("what the form cannot hold is named")
  func losses() throws {
    let folder = try TemporaryFolder()
    var trace = Trace(name: "t", requestCount: 2, adapters: [Adapter(name: "law"), Adapter(name: "7")])
    func export(_ name: String) throws -> [String] {
      try IDExport.write(trace, as: .oracleGeneral, to: folder.path + name)
    }
    func reason(_ name: String) -> String? {
      do { _ = try export(name) } catch { return (error as? Fault)?.reason }
      return nil
    }
    #expect(reason("/a") == "the requests of t name no adapter")
    trace.asked = [0, -1]
    #expect(reason("/a") == "request 1 (from 0) of t names no adapter")
    trace.asked = [0, 1]
    #expect(
      try export("/b") == [
        "adapter names are not numbers: ids are their indices in adapters.csv",
        "the trace has no times: every time is 0",
      ])
    #expect(reason("/b") == "this exists already")
    trace.timesSeconds = [0, 1.5]
    #expect(try export("/c").last == "oracleGeneral holds whole seconds: fractions were cut off")
    trace.timesSeconds = [0, 5e9]
    #expect(reason("/d") == "request 1 (from 0) of t comes at 5000000000.0 s, which 32 bits do not hold")
    trace.timesSeconds = []
    trace.adapters[1].sizeBytes = 1 << 32
    #expect(reason("/d") == "adapter '7' of t has 4294967296 bytes, which 32 bits do not hold")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["b", "c"])
  }

  @Test("of changing sizes the first one is kept, with a note")
  func resized() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.oracleGeneral", Self.oracle([(0, 5, 3), (1, 5, 4)]))
    let trace = try TraceLoader.load(path: path)
    #expect(trace.adapters.map(\.sizeBytes) == [3])
    #expect(trace.facts.contains { $0.name == "resized" })
  }
}
