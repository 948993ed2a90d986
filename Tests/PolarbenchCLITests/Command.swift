import Foundation

/// Runs the built `polarbench` as a user would.
enum Command {
  struct Outcome {
    var status: Int32
    var output: String
    var errors: String

    var lines: [String] { output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
  }

  /// Lies beside the test bundle.
  static let binary = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appending(path: "polarbench")

  /// The repository's own folder.
  static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Measurements and goldens beside the repository; nil where they are not there.
  static let shared: URL? = {
    let folder =
      ProcessInfo.processInfo.environment["POLARBENCH_SHARED"].map { URL(filePath: $0) }
      ?? repository.deletingLastPathComponent().appending(path: "shared")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  /// A folder of golden decisions, by name: one of the repository's, or one of those beside it.
  static func golden(_ name: String) -> URL {
    let own = repository.appending(path: "Tests/Goldens/polar/\(name)")
    return FileManager.default.fileExists(atPath: own.path)
      ? own : (shared ?? repository).appending(path: "golden/polar/\(name)")
  }

  /// What is trusted by these tests alone.
  static let configuration = FileManager.default.temporaryDirectory.appending(path: "polarbench-\(UUID().uuidString)")
    .path

  static func run(_ arguments: [String]) throws -> Outcome {
    try run(program: binary, arguments, in: repository, environment: [:])
  }

  static func run(
    program: URL, _ arguments: [String], in workingFolder: URL, environment: [String: String]
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = workingFolder
    // Reports are drawn without figures unless a test asks for them: they take seconds.
    process.environment = ["POLARBENCH_PYTHON": "/nowhere/python3", "XDG_CONFIG_HOME": configuration].merging(
      environment
    ) { $1 }
    .merging(["NO_COLOR": "1", "PATH": "/usr/local/bin:/usr/bin:/bin"]) { $1 }
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let output = folder.appending(path: "stdout")
    let errors = folder.appending(path: "stderr")
    try Data().write(to: output)
    try Data().write(to: errors)
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8),
      errors: try String(contentsOf: errors, encoding: .utf8))
  }

  /// A fresh folder, removed after `body`.
  static func inFolder<Value>(_ body: (URL) throws -> Value) throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }
}
