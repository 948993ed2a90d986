import Foundation
import Testing

/// `PlayTournament.swift` here is a link to the file in `examples/library`.
@Suite("The library's example", .timeLimit(.minutes(60)))
struct LibraryExampleTests {
  @Test("plans, plays and reports a tournament in 20 lines of Swift")
  func example() throws {
    let example = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "examples/library")
    let small = try SmallTournament()
    let lines = try playTournament(in: small.path("out"))
    let expected = try String(contentsOf: example.appending(path: "expected.txt"), encoding: .utf8)
    #expect(lines.joined(separator: "\n") + "\n" == expected)
    let source = try String(contentsOf: example.appending(path: "PlayTournament.swift"), encoding: .utf8)
    let body = source.split(separator: "\n").drop { !$0.hasPrefix("func ") }.dropFirst().prefix { $0 != "}" }
    #expect(body.count <= 20)
  }
}
