import Foundation
import Testing

/// Each example's `run.sh` in its quick form prints what stands in `expected.txt`, byte for byte.
@Suite("The examples", .timeLimit(.minutes(60)))
struct ExamplesTests {
  static let folders: [String] = {
    let root = Command.repository.appending(path: "examples")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
    return names.filter { FileManager.default.fileExists(atPath: root.appending(path: "\($0)/run.sh").path) }.sorted()
  }()

  @Test("a run prints what is expected", arguments: folders)
  func run(folder: String) throws {
    let example = Command.repository.appending(path: "examples/\(folder)")
    let expected = try String(contentsOf: example.appending(path: "expected.txt"), encoding: .utf8)
    let outcome = try Command.run(
      program: URL(filePath: "/bin/bash"), ["run.sh"], in: example,
      environment: ["POLARBENCH": Command.binary.path, "POLARBENCH_SHARED": Command.shared?.path ?? "", "QUICK": "1"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    if outcome.output.hasPrefix("skipped") { return }
    #expect(outcome.output == expected)
  }
}
