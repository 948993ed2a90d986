import Foundation
import Testing

/// Files that git keeps, or would: build folders and hidden ones left out.
private func files(under folder: String, suffix: String) -> [URL] {
  let root = repository.appending(path: folder)
  guard let all = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil) else { return [] }
  return all.compactMap { $0 as? URL }
    .filter { $0.lastPathComponent.hasSuffix(suffix) && !$0.path.contains("/.build") && !$0.path.contains("/.venv") }
    .sorted { $0.path < $1.path }
}

@Suite("The pages", .timeLimit(.minutes(60)))
struct PagesTests {
  @Test("every relative link leads to a file")
  func links() throws {
    let pages =
      ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"].map { repository.appending(path: $0) }
      + ["docs", "examples", "traces", "Benchmarks", "profiles"].flatMap { files(under: $0, suffix: ".md") }
    for page in pages {
      let text = try String(contentsOf: page, encoding: .utf8)
      for match in text.matches(of: /\]\(([^)#\s]+)(?:#[^)]*)?\)/) {
        let target = String(match.1)
        if target.contains("://") || target.hasPrefix("mailto:") { continue }
        let file = page.deletingLastPathComponent().appending(path: target)
        #expect(
          FileManager.default.fileExists(atPath: file.path), "\(page.lastPathComponent) links to \(target)")
      }
    }
  }

  @Test("every key that a doc comment or page cites stands in the bibliography")
  func keys() throws {
    let bibliography = try String(
      contentsOf: repository.appending(path: "docs/reference/bibliography.md"), encoding: .utf8)
    let known = Set(bibliography.matches(of: /\*\*\[(\w+)\]\*\*/).map { String($0.1) })
    let sources = files(under: "Sources", suffix: ".swift") + files(under: "docs", suffix: ".md")
    for file in sources {
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: /\[([A-Z][A-Za-z]+(?:19|20)\d\d[a-z]?)(?:[,;][^\]]*)?\]/) {
        #expect(known.contains(String(match.1)), "\(file.lastPathComponent) cites [\(match.1)]")
      }
    }
  }

  @Test("every subcommand and flag of the command stands in the manual page")
  func manual() throws {
    let page = try String(contentsOf: repository.appending(path: "docs/man/polarbench.1"), encoding: .utf8)
    for file in files(under: "Sources/PolarbenchCLI", suffix: "Command.swift") {
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: /commandName: "([\w-]+)"/) {
        #expect(page.contains(".It Em \(match.1)\n"), "the manual page lacks '\(match.1)': run scripts/man-page")
      }
      for match in text.matches(of: /\.customLong\("([\w-]+)"\)/) {
        #expect(page.contains("Fl -\(match.1)"), "the manual page lacks '--\(match.1)': run scripts/man-page")
      }
    }
  }

  @Test("no file is over 500 lines")
  func length() throws {
    for file in files(under: "Sources", suffix: ".swift") {
      let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count <= 500, "\(file.lastPathComponent) has \(lines.count) lines")
    }
  }
}
