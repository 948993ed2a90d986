import Core
import Foundation
import Testing
import Traces

@testable import Tournaments

@Suite("Digests of traces", .timeLimit(.minutes(60)))
struct TraceDigestTests {
  private func shell(_ command: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", command]
    process.environment = ["LC_ALL": "C", "PATH": "/usr/bin:/bin"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return String(output.prefix(64))
  }

  @Test("of a file and of a folder are those that sha256sum tells; hidden files and folders are passed over")
  func sums() throws {
    let small = try SmallTournament()
    let file = small.path("t/requests.csv")
    #expect(try TraceDigest.hex(ofPath: file) == shell("sha256sum < '\(file)'"))
    let folder = small.path("t")
    let expected = try shell("cd '\(folder)' && sha256sum * | sha256sum")
    #expect(try TraceDigest.hex(ofPath: folder) == expected)
    try small.write("t/.hidden", "x")
    try FileManager.default.createDirectory(atPath: small.path("t/inner"), withIntermediateDirectories: false)
    #expect(try TraceDigest.hex(ofPath: folder) == expected)
    try small.write("t/Another", "x")
    #expect(try TraceDigest.hex(ofPath: folder) == shell("cd '\(folder)' && sha256sum A* a* r* t* | sha256sum"))
    let fault = #expect(throws: Fault.self) { try TraceDigest.hex(ofPath: small.path("nowhere")) }
    #expect(
      fault?.described == "cannot read '\(small.path("nowhere"))': No such file or directory\n"
        + "  fix:    check that the path is right and may be read")
  }

  @Test("of a drawn trace depend on everything in it but its name and facts")
  func contents() throws {
    var trace = try TraceSource.scenario(try Spelling("edge-15")).trace(
      {
        var conditions = Conditions()
        conditions.requests = 30
        return conditions
      }(), replicate: 0, capacity: nil)
    trace.asked = Array(repeating: 1, count: 30)
    trace.timesSeconds = (0..<30).map(Double.init)
    trace.promptTokens = Array(repeating: 5, count: 30)
    trace.outputTokens = Array(repeating: 6, count: 30)
    let hash = TraceDigest.hex(of: trace)
    var same = trace
    same.name = "another"
    same.facts = []
    #expect(TraceDigest.hex(of: same) == hash)
    let changes: [(inout Trace) -> Void] = [
      { $0.contexts[3] += 1 }, { $0.rewards[3] += 1 }, { $0.meanUtilities[3] += 1 }, { $0.pageInCosts[3] += 1 },
      { $0.timesSeconds[3] += 1 }, { $0.asked[3] = 2 }, { $0.promptTokens[3] = 2 }, { $0.outputTokens[3] = 2 },
      { $0.adapters[3].name = "x" }, { $0.adapters[3].rank = 3 }, { $0.adapters[3].isPinned = true },
      { $0.adapters[3].sizeBytes = 77 }, { $0.groups[3] += 1 },
    ]
    var hashes: Set<String> = [hash]
    for change in changes {
      var other = trace
      change(&other)
      hashes.insert(TraceDigest.hex(of: other))
    }
    #expect(hashes.count == changes.count + 1)
  }
}
