import Foundation
import Testing

/// The repository's own folder.
let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// SwiftPM lets a target import what it reaches transitively but never declared: so the `import` lines themselves are
/// held to the documented table.
@Suite("The import graph", .timeLimit(.minutes(60)))
struct ImportGraphTests {
  /// Rooms and what each may import, read from docs/reference/module-graph.md.
  private static func documented() throws -> [String: Set<String>] {
    let page = try String(contentsOf: repository.appending(path: "docs/reference/module-graph.md"), encoding: .utf8)
    var graph: [String: Set<String>] = [:]
    for line in page.split(separator: "\n") where line.hasPrefix("| `") {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      let names = { (cell: String) in
        Set(cell.split(separator: ",").map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " `—")) })
          .subtracting([""])
      }
      for room in names(cells[0]) { graph[room] = names(cells[1]) }
    }
    return graph
  }

  /// What the files of a target import, system modules left out.
  private static func imported(by target: String) throws -> [String: [String]] {
    let system: Set<String> = ["Synchronization", "Swift"]
    let folder = folder(of: target)
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)!
    var found: [String: [String]] = [:]
    for case let file as URL in files where file.pathExtension == "swift" {
      for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
        guard let match = line.firstMatch(of: /^\s*(?:@\w+ )?(?:public |internal )?import (?:\w+ )?(\w+)/) else {
          continue
        }
        let module = String(match.1)
        if isLibrary(module), mayUseLibrary(target) { continue }
        if !system.contains(module) { found[module, default: []].append(file.lastPathComponent) }
      }
    }
    return found
  }

  /// A row names a folder of Sources, or one of Tools by its path.
  private static func folder(of target: String) -> URL {
    repository.appending(path: target.hasPrefix("Tools/") ? target : "Sources/\(target)")
  }

  private static func isLibrary(_ module: String) -> Bool { ["Darwin", "Glibc", "Musl"].contains(module) }

  private static func mayUseLibrary(_ target: String) -> Bool { target == "System" || target.hasPrefix("Tools/") }

  @Test("every module imports only what its row allows")
  func rows() throws {
    let graph = try Self.documented()
    for (room, allowed) in graph {
      guard FileManager.default.fileExists(atPath: Self.folder(of: room).path) else {
        Issue.record("docs/reference/module-graph.md names '\(room)', which is no folder of Sources")
        continue
      }
      for (module, files) in try Self.imported(by: room) where !allowed.contains(module) {
        Issue.record("\(room) imports \(module) in \(files.sorted()), which its row does not allow")
      }
    }
  }

  @Test("every folder of Sources has a row")
  func complete() throws {
    let graph = try Self.documented()
    let folders = try FileManager.default.contentsOfDirectory(atPath: repository.appending(path: "Sources").path)
    for folder in folders where graph[folder] == nil {
      Issue.record("Sources/\(folder) has no row in docs/reference/module-graph.md")
    }
  }

  @Test("nothing in Sources imports Foundation")
  func noFoundation() throws {
    for room in try Self.documented().keys {
      #expect(try Self.imported(by: room)["Foundation"] == nil, "\(room) imports Foundation")
    }
  }

  @Test("a file of the command line outside Options/ is a command")
  func commands() throws {
    let folder = Self.folder(of: "PolarbenchCLI")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
    let parsing = try Self.imported(by: "PolarbenchCLI")["ArgumentParser"] ?? []
    #expect(Set(files).subtracting(parsing).isEmpty)
    let folders = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.contains(".") }
    #expect(folders == ["Options"])
  }
}
