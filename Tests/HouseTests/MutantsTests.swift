import Foundation
import Testing

@Suite("Tests that would notice", .timeLimit(.minutes(60)))
struct MutantsTests {
  private static let python = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  private func mutants(_ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: try #require(Self.python))
    process.arguments = [repository.appending(path: "scripts/mutants").path] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, output)
  }

  @Test("every mutant of Tests/Mutants finds its line", .enabled(if: python != nil, "needs python3"))
  func fresh() throws {
    let (status, output) = try mutants(["--check"])
    #expect(status == 0, "\(output)")
  }

  @Test("every module with logic has at least twelve mutants", .enabled(if: python != nil, "needs python3"))
  func rooms() throws {
    let output = try mutants(["--list"]).output
    let entries = output.split(separator: "\n").filter { !$0.hasPrefix(" ") }
    let counts = Dictionary(grouping: entries) { $0.prefix { $0 != " " } }.mapValues(\.count)
    #expect(counts.count == 23)
    #expect(counts.filter { $0.value < 12 }.isEmpty)
  }

  @Test("a mutant that is not there is an error that names it", .enabled(if: python != nil, "needs python3"))
  func strangers() throws {
    let (status, output) = try mutants(["--only", "core-unheard-of"])
    #expect(status == 1)
    #expect(output.hasPrefix("error: there is no mutant 'core-unheard-of'\n"))
  }

  @Test("every suite has a time limit, and every test is in a suite")
  func timeLimits() throws {
    let root = repository.appending(path: "Tests")
    let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)!
    for case let file as URL in files where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      let suites = text.split(separator: /@Suite\(/).dropFirst()
      for suite in suites {
        let head = suite.split(separator: "struct ", maxSplits: 1)[0]
        #expect(head.contains(".timeLimit("), "\(file.lastPathComponent): \(head.prefix(60))")
      }
      if suites.isEmpty { #expect(!text.contains("  @Test("), "\(file.lastPathComponent) has tests and no suite") }
    }
  }
}
