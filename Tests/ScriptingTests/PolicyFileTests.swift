import Core
import Foundation
import Scripting
import Testing

@Suite("A file of policies/", .timeLimit(.minutes(60)))
struct PolicyFileTests {
  @Test("bears its policy's name, and lies in its kind's folder", arguments: PolicyFiles.all)
  func stems(path: String) throws {
    let card = try PolicyFiles.script(path).card
    let halves = path.split(separator: "/").map(String.init)
    switch halves[0] {
    case "templates": #expect(card.name == "my-\(halves[1])" && card.kind.rawValue == halves[1])
    case "twin": #expect(card.name == halves[1])
    default:
      #expect(card.name == halves[1])
      #expect(card.kind == (halves[0] == "joint" ? .joint : halves[0] == "routers" ? .router : .evictor))
    }
    #expect(!card.summary.isEmpty && !card.title.isEmpty)
  }

  @Test("cites sources that the bibliography has", arguments: PolicyFiles.all)
  func sources(path: String) throws {
    let page = PolicyFiles.repository.appending(path: "docs/reference/bibliography.md")
    let bibliography = try String(contentsOf: page, encoding: .utf8)
    for source in try PolicyFiles.script(path).card.sources {
      #expect(bibliography.contains("**[\(source)]**"), "\(source)")
    }
  }

  @Test("has a page of its name, with each parameter; a twin shares its sibling's", arguments: PolicyFiles.all)
  func pages(path: String) throws {
    guard !path.hasPrefix("templates/") else { return }
    let card = try PolicyFiles.script(path).card
    let page = PolicyFiles.repository.appending(path: "docs/reference/policies/\(card.name).md")
    let text = try String(contentsOf: page, encoding: .utf8)
    #expect(text.hasPrefix("# \(card.name)\n"))
    for parameter in card.parameters { #expect(text.contains("`\(parameter.name)`"), "\(parameter.name)") }
  }

  /// Lua versions of built-ins are tested by TwinTests, and hooks of the server's twin by `polarbench check`.
  static let others = PolicyFiles.all.filter { path in
    !TwinTests.pairs.contains { $0.second.contains(path) }
      && (try? PolicyFiles.script(path).card.kind).map { $0 != .scheduler && $0 != .replicaRouter } ?? true
  }

  @Test("runs in 50 random worlds without a fault", arguments: others)
  func plays(path: String) throws {
    let script = try PolicyFiles.script(path)
    let spelling =
      switch script.card.kind {
      case .router: path + "+lru"
      case .evictor: "linucb+" + path
      default: path
      }
    let entrant = try Entrants.named(spelling)
    for number in 0..<50 {
      let world = RandomWorld(number)
      if world.isSized, script.card.kind != .router, !script.card.traits.contains(.sized) { continue }
      #expect(throws: Never.self, "world \(number)") { try world.play(entrant, number: number) }
    }
  }

  @Test(
    "of an evictor replays id traces in slots and bytes without a fault",
    arguments: others.filter { $0.hasPrefix("evictors/") })
  func replays(path: String) throws {
    let entrant = try Entrants.named("asked+\(path)")
    for number in 0..<20 {
      for unit in [Capacity.Unit.slots, .bytes] {
        #expect(throws: Never.self, "trace \(number)") { try RandomIDs(number, unit: unit).replay(entrant) }
      }
    }
  }
}
