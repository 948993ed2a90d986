import Core
import Foundation
import Testing

/// A folder of recorded decisions: those of `Tests/Goldens/polar`, and, as a larger set, those of `golden/polar` in
/// `../shared`, beside the repository, or in `$POLARBENCH_SHARED`.
struct GoldenFolder: CustomStringConvertible {
  var folder: URL
  var description: String { folder.lastPathComponent }

  static let all: [GoldenFolder] = {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let shared =
      ProcessInfo.processInfo.environment["POLARBENCH_SHARED"].map { URL(filePath: $0) }
      ?? tests.deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared")
    return [tests.appending(path: "Goldens/polar"), shared.appending(path: "golden/polar")].flatMap { polar in
      ((try? FileManager.default.contentsOfDirectory(atPath: polar.path)) ?? []).sorted()
        .map { GoldenFolder(folder: polar.appending(path: $0)) }
        .filter { FileManager.default.fileExists(atPath: $0.folder.appending(path: "rewards.npy").path) }
    }
  }()

  /// The trace, with the capacity that the README names.
  func host() throws -> TestHost {
    let contexts = try numbers("contexts.npy")
    return TestHost(
      contexts: contexts.values, dimension: contexts.columns, rewards: try numbers("rewards.npy").values,
      costs: try numbers("costs.npy").values, capacity: Capacity(Int(try named("K=") ?? "") ?? 0))
  }

  /// The parameters that the README names beside the defaults.
  func parameters() throws -> [(name: String, value: String)] {
    try ["alpha", "ridge"].compactMap { name in try named("'\(name)': ").map { (name, $0) } }
  }

  func decisions(_ policy: String) throws -> [TestHost.Decision] {
    try lines("\(policy).csv").map { line in
      let fields = line.split(separator: ",")
      return TestHost.Decision(adapter: Int(fields[1])!, hit: fields[2] == "1")
    }
  }

  func epochs(_ policy: String) throws -> [(step: Step, residents: [Int])] {
    try lines("\(policy).epochs.csv").map { line in
      let fields = line.split(separator: ",")
      return (Int(fields[0])!, fields[1].split(separator: " ").map { Int($0)! })
    }
  }

  private func lines(_ file: String) throws -> [Substring] {
    let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
    return Array(text.split(whereSeparator: \.isNewline).dropFirst())
  }

  /// What follows a mark in the README, up to a space, comma or brace.
  private func named(_ mark: String) throws -> String? {
    let text = try String(contentsOf: folder.appendingPathComponent("README.md"), encoding: .utf8)
    return text.range(of: mark).map { String(text[$0.upperBound...].prefix { !" ,;}".contains($0) }) }
  }

  /// Little-endian doubles in C order, which is what the goldens hold.
  private func numbers(_ file: String) throws -> (values: [Double], columns: Int) {
    let data = try Data(contentsOf: folder.appendingPathComponent(file))
    let headerLength = Int(data[8]) + Int(data[9]) << 8
    let header = String(decoding: data[10..<10 + headerLength], as: UTF8.self)
    try #require(header.contains("'<f8'") && header.contains("'fortran_order': False"))
    let shape = header.split(separator: "(")[1].split(separator: ")")[0].split(separator: ",")
    let body = [UInt8](data[(10 + headerLength)...])
    let values = body.withUnsafeBytes { bytes in
      (0..<bytes.count / 8).map { bytes.loadUnaligned(fromByteOffset: $0 * 8, as: Double.self) }
    }
    return (values, Int(shape.last!.filter(\.isNumber))!)
  }
}
