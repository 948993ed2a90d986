import Core
import Foundation
import Testing

@testable import Traces

@Suite("Committed traces", .timeLimit(.minutes(60))) struct CommittedTracesTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("traces")

  static let folders: [(String, String, Int, Int?, [(String, String)])] = [
    ("edge-15-mini", "edge-15", 600, nil, []),
    ("zipf-12", "zipf", 400, nil, [("adapters", "12"), ("dimension", "4"), ("rate", "2")]),
    ("scan-4", "scan", 120, 3, [("dimension", "4")]),
  ]

  @Test("a committed folder is what the generator writes today", arguments: folders)
  func folder(name: String, scenario: String, requests: Int, capacity: Int?, given: [(String, String)]) throws {
    let trace = try ScenarioShelf.find(scenario).trace(
      requests: requests, capacity: capacity, seed: Seed(7), given: given.map { (name: $0.0, value: $0.1) })
    let fresh = NSTemporaryDirectory() + "polarbench-committed-\(name)-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: fresh) }
    try TraceFolder.write(trace, to: fresh)
    let files = try FileManager.default.contentsOfDirectory(atPath: fresh).sorted()
    let committed = Self.root.appendingPathComponent(name).path
    #expect(try FileManager.default.contentsOfDirectory(atPath: committed).sorted() == files)
    for file in files {
      let same = FileManager.default.contentsEqual(atPath: fresh + "/" + file, andPath: committed + "/" + file)
      #expect(same, "\(name)/\(file)")
    }
  }

  @Test("a committed id trace is what the generator writes today", arguments: ["csv", "oracleGeneral"])
  func ids(format: String) throws {
    let fresh = NSTemporaryDirectory() + "polarbench-ids-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: fresh) }
    try ZipfIds(objects: 60, exponent: 1, seed: Seed(7)).write(
      requests: 1000, as: try #require(ZipfIds.Format(rawValue: format)), to: fresh)
    let committed = Self.root.appendingPathComponent("zipf-60." + format).path
    #expect(FileManager.default.contentsEqual(atPath: fresh, andPath: committed))
  }

  @Test("records contain the next use of their id") func nextUse() throws {
    let bytes = try Data(contentsOf: Self.root.appendingPathComponent("zipf-60.oracleGeneral"))
    func integer(_ offset: Int, _ count: Int) -> UInt64 {
      (0..<count).reduce(0) { $0 | UInt64(bytes[offset + $1]) << (8 * UInt64($1)) }
    }
    let ids = (0..<1000).map { integer($0 * 24 + 4, 8) }
    for t in 0..<1000 {
      let next = Int64(bitPattern: integer(t * 24 + 16, 8))
      #expect(next == ids[(t + 1)...].firstIndex(of: ids[t]).map { Int64($0) } ?? -1)
    }
  }
}
