import CZstd
import Foundation

/// A folder of a test's own, removed with it.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "polarbench-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file and answers its path.
  func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    let file = path + "/" + name
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    return file
  }

  func write(_ name: String, _ text: String) throws -> String { try write(name, Array(text.utf8)) }

  func read(_ name: String) throws -> String { try String(contentsOfFile: path + "/" + name, encoding: .utf8) }

  /// One zstd frame.
  static func compressed(_ bytes: [UInt8]) throws -> [UInt8] {
    var packed = [UInt8](repeating: 0, count: ZSTD_compressBound(bytes.count))
    let count = ZSTD_compress(&packed, packed.count, bytes, bytes.count, 3)
    return Array(packed[..<count])
  }
}

/// The folder of real data and goldens beside the project; nil where it is absent: tests that name files there also name
/// some of `Tests/Goldens`.
enum Shared {
  static let path: String? = {
    let environment = ProcessInfo.processInfo.environment["POLARBENCH_SHARED"]
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let path = environment ?? root.appendingPathComponent("shared").path
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }()

  /// A file or folder of `Tests/Goldens`, or of the larger set's `golden`.
  static func golden(_ name: String) -> String {
    let own = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Goldens/" + name).path
    return FileManager.default.fileExists(atPath: own) ? own : file("golden/" + name)
  }

  static func file(_ name: String) -> String { (path ?? "") + "/" + name }
}
