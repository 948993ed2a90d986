import CZstd
import Core
import Foundation
import Testing

/// A folder of a test's own, removed with it.
private final class TemporaryFolder {
  let path = NSTemporaryDirectory() + "polarbench-" + UUID().uuidString

  init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    try Data(bytes).write(to: URL(fileURLWithPath: path + "/" + name))
    return path + "/" + name
  }

  /// One zstd frame.
  static func compressed(_ bytes: [UInt8]) -> [UInt8] {
    var packed = [UInt8](repeating: 0, count: ZSTD_compressBound(bytes.count))
    let count = ZSTD_compress(&packed, packed.count, bytes, bytes.count, 3)
    return Array(packed[..<count])
  }
}

@Suite("Bytes of files", .timeLimit(.minutes(60))) struct BytesTests {
  @Test("a missing file and a folder are faults in the words of the system")
  func noFile() {
    let missing = #expect(throws: Fault.self) { try openBytes("/nowhere/a.csv") }
    #expect(missing?.described == "/nowhere/a.csv: cannot open the file: No such file or directory")
    let folder = #expect(throws: Fault.self) { try openBytes("/tmp") }
    #expect(folder?.described == "/tmp: this is a folder; expected a file")
    let gzip = #expect(throws: Fault.self) { try openBytes("a.csv.gz") }
    #expect(gzip?.reason == "gzip is not read here")
  }

  @Test("a file reads back whole, and no further than the limit")
  func whole() throws {
    let folder = try TemporaryFolder()
    let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    let path = try folder.write("a.bin", bytes)
    #expect(try readWhole(try openBytes(path), file: path, limit: 200_000) == bytes)
    let fault = #expect(throws: Fault.self) { try readWhole(try openBytes(path), file: path, limit: 199_999) }
    #expect(fault?.reason == "the file is longer than 199999 bytes")
  }

  @Test("zstd is unpacked on the way, frame after frame")
  func zstd() throws {
    let text = String(repeating: "hello, ", count: 50_000)
    let packed = TemporaryFolder.compressed(Array(text.utf8))
    let folder = try TemporaryFolder()
    let path = try folder.write("a.csv.zst", packed + packed)
    let bytes = try readWhole(try openBytes(path), file: path, limit: 1 << 20)
    #expect(String(decoding: bytes, as: UTF8.self) == text + text)
  }

  @Test("a torn or foreign zstd stream is a fault, an empty one is empty")
  func broken() throws {
    let packed = TemporaryFolder.compressed(Array("some bytes, some bytes, some bytes".utf8))
    func read(_ bytes: [UInt8]) throws -> [UInt8] {
      try readWhole(ZstdBytes(ArrayBytes(bytes), file: "a.zst"), file: "a.zst", limit: 1 << 20)
    }
    #expect(try read([]) == [])
    for count in 1..<packed.count {
      let fault = #expect(throws: Fault.self) { try read(Array(packed[..<count])) }
      #expect(fault?.reason == "the zstd stream is truncated: it ends inside a frame")
    }
    let foreign = #expect(throws: Fault.self) { try read(Array("time,obj_id\n".utf8)) }
    #expect(foreign?.reason == "the zstd stream is broken: Unknown frame descriptor")
  }
}
