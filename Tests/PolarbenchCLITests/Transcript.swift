import Foundation
import Testing

/// A page whose blocks are executed in order in one folder: `console` blocks are commands and what they print, `diff`
/// blocks edits, and `lua` blocks that begin with `-- NAME.lua` are files to write.
struct Transcript {
  enum Block: Equatable {
    case command(String, output: [String])
    case edit(file: String, from: String, to: String)
    case file(String, String)
  }

  let blocks: [Block]

  init(_ page: String) {
    blocks = page.matches(of: /(?s)\n```(console|diff|lua)\n(.*?\n)```/).flatMap { match in
      let lines = match.2.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
      return switch match.1 {
      case "console": Self.commands(lines)
      case "diff": Self.edits(lines)
      default: Self.file(lines)
      }
    }
  }

  private static func commands(_ lines: [String]) -> [Block] {
    var blocks: [Block] = []
    for line in lines {
      if line.hasPrefix("$ ") {
        blocks.append(.command(String(line.dropFirst(2)), output: []))
      } else if case .command(let command, let output) = blocks.last {
        blocks[blocks.count - 1] = .command(command, output: output + [line])
      }
    }
    return blocks
  }

  /// `--- NAME`, then hunks after `@@` lines.
  private static func edits(_ lines: [String]) -> [Block] {
    let file = String(lines[0].dropFirst(4))
    return lines.dropFirst().split(separator: "@@").map { hunk in
      let text = { (mark: Character) in hunk.filter { $0.first != mark }.map { $0.dropFirst() + "\n" }.joined() }
      return .edit(file: file, from: text("+"), to: text("-"))
    }
  }

  private static func file(_ lines: [String]) -> [Block] {
    guard let name = lines[0].wholeMatch(of: /-- ([\w-]+\.lua)/) else { return [] }
    return [.file(String(name.1), lines.joined(separator: "\n") + "\n")]
  }

  /// Executes all blocks; calls `told` with each command, its expected output, and its output.
  func play(in folder: URL, told: (_ command: String, _ expected: [String], _ printed: [String]) -> Void) throws {
    for block in blocks {
      switch block {
      case .file(let name, let text):
        try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
      case .edit(let name, let from, let to):
        let file = folder.appending(path: name)
        let text = try String(contentsOf: file, encoding: .utf8)
        try #require(text.components(separatedBy: from).count == 2, "\(name) has not once:\n\(from)")
        try text.replacing(from, with: to).write(to: file, atomically: true, encoding: .utf8)
      case .command(let command, let expected):
        let path = Command.binary.deletingLastPathComponent().path + ":/usr/local/bin:/usr/bin:/bin"
        let outcome = try Command.run(
          program: URL(filePath: "/bin/bash"), ["-c", "export PATH=\(path); exec 2>&1; \(command)"], in: folder,
          environment: [:])
        var printed = outcome.lines
        if printed.last == "" { printed.removeLast() }
        told(command, expected, printed)
      }
    }
  }

  /// With timings masked: nanoseconds, and a last column of one decimal.
  static func masked(_ line: String) -> String {
    line.replacing(/\d+(\.\d+)? ns/, with: "… ns").replacing(/[ ]+\d+\.\d$/, with: " …")
  }

  /// Whether a command printed what the page shows; a line `…` of the page stands for any number of lines.
  static func agree(_ expected: [String], _ printed: [String]) -> Bool {
    guard let first = expected.first else { return printed.isEmpty }
    let rest = Array(expected.dropFirst())
    if first == "…" { return (0...printed.count).contains { agree(rest, Array(printed[$0...])) } }
    return printed.first.map(masked) == masked(first) && agree(rest, Array(printed.dropFirst()))
  }
}
