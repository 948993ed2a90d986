import Foundation
import Testing

/// The pages that tell what to type, typed. With POLARBENCH_RECORD=1 they are written anew.
@Suite("The pages with commands", .timeLimit(.minutes(60)))
struct TranscriptTests {
  static let pages: [String] = ["tutorials", "how-to", "explanation"].flatMap { folder in
    let root = Command.repository.appending(path: "docs/\(folder)")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
    return names.sorted().map { "docs/\(folder)/\($0)" }.filter {
      ((try? String(contentsOf: Command.repository.appending(path: $0), encoding: .utf8)) ?? "").contains(
        "\n```console\n")
    }
  }

  @Test("commands print what the page shows", arguments: pages)
  func run(page: String) throws {
    let file = Command.repository.appending(path: page)
    let text = try String(contentsOf: file, encoding: .utf8)
    var recorded = text
    try Command.inFolder { folder in
      for name in ["traces", "policies"] {
        try FileManager.default.createSymbolicLink(
          at: folder.appending(path: name), withDestinationURL: Command.repository.appending(path: name))
      }
      try Transcript(text).play(in: folder) { command, expected, printed in
        if Transcript.agree(expected, printed) { return }
        if ProcessInfo.processInfo.environment["POLARBENCH_RECORD"] == "1" {
          let shown = { (lines: [String]) in (["$ " + command] + lines).joined(separator: "\n") + "\n" }
          recorded = recorded.replacing(shown(expected), with: shown(printed), maxReplacements: 1)
        } else {
          Issue.record(
            """
            \(page): \(command) printed
            \(printed.joined(separator: "\n"))
            instead of
            \(expected.joined(separator: "\n"))
            """)
        }
      }
    }
    if recorded != text { try recorded.write(to: file, atomically: true, encoding: .utf8) }
  }

  @Test("the tutorial needs under five commands from nothing to a comparison")
  func length() throws {
    let page = Command.repository.appending(path: "docs/tutorials/first-lua-policy.md")
    let start = try #require(try String(contentsOf: page, encoding: .utf8).split(separator: "## Make it yours").first)
    let commands = Transcript(String(start)).blocks.compactMap {
      if case .command(let text, _) = $0 { text.split(separator: " ")[1] } else { nil }
    }
    #expect(commands == ["new", "check", "replay", "compare"])
  }

  @Test("blocks are read: commands, edits, files, and lines left out")
  func blocks() {
    let page = """

      ```console
      $ one
      a
      $ two
      ```

      ```diff
      --- m.lua
      @@
       x
      -y
      +z
      ```

      ```lua
      -- m.lua
      return {}
      ```

      """
    #expect(
      Transcript(page).blocks == [
        .command("one", output: ["a"]), .command("two", output: []),
        .edit(file: "m.lua", from: "x\ny\n", to: "x\nz\n"), .file("m.lua", "-- m.lua\nreturn {}\n"),
      ])
    #expect(Transcript.agree(["a", "…", "d"], ["a", "b", "c", "d"]))
    #expect(!Transcript.agree(["a", "…", "d"], ["a", "b", "c"]))
    #expect(Transcript.agree(["lru  0.5  1.2"], ["lru  0.5     0.9"]))
    #expect(!Transcript.agree(["a"], ["a", "b"]))
  }
}
