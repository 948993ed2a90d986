import Core
import Foundation
import Policies
import Testing

@Suite("the shelf", .timeLimit(.minutes(60)))
struct ShelfTests {
  private static let root: URL = {
    var url = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { url.deleteLastPathComponent() }
    return url
  }()

  @Test("lists are alphabetical and hold no name twice")
  func alphabetical() {
    for names in [
      Shelf.routers.map(\.card.name), Shelf.evictors.map(\.card.name), Shelf.joints.map(\.card.name),
    ] {
      #expect(names == names.sorted())
      #expect(Set(names).count == names.count)
    }
  }

  @Test("every policy has a page of its name", arguments: Shelf.cards)
  func pages(card: Card) throws {
    let page = Self.root.appendingPathComponent("docs/reference/policies/\(card.name).md")
    let text = try String(contentsOf: page, encoding: .utf8)
    #expect(text.hasPrefix("# \(card.name)\n"))
    for parameter in card.parameters { #expect(text.contains("`\(parameter.name)`"), "\(parameter.name)") }
  }

  @Test("every source is in the bibliography", arguments: Shelf.cards)
  func sources(card: Card) throws {
    let page = Self.root.appendingPathComponent("docs/reference/bibliography.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    for source in card.sources { #expect(text.contains("**[\(source)]**"), "\(source)") }
  }

  @Test("the bibliography holds no key twice")
  func bibliography() throws {
    let page = Self.root.appendingPathComponent("docs/reference/bibliography.md")
    let keys = try String(contentsOf: page, encoding: .utf8).split(separator: "\n").filter { $0.hasPrefix("- **[") }
      .map { $0.prefix { $0 != "]" } }
    #expect(Set(keys).count == keys.count)
  }

  @Test("defaults lie in their ranges, and summaries are one sentence", arguments: Shelf.cards)
  func defaults(card: Card) {
    for parameter in card.parameters { #expect(parameter.range.holds(parameter.standard), "\(parameter.name)") }
    #expect(card.summary.hasSuffix("."))
    #expect(!card.summary.contains("\n"))
  }

  @Test("routers and joint policies are files of their name", arguments: ["Routers", "Joint", "Bounds"])
  func stems(folder: String) throws {
    let path = Self.root.appendingPathComponent("Sources/Policies/\(folder)").path
    let stems = try FileManager.default.contentsOfDirectory(atPath: path).map { $0.lowercased() }
    for card in Shelf.routers.map(\.card) + Shelf.joints.map(\.card) where Self.folder(of: card) == folder {
      let stem = card.name.filter { $0 != "-" }
      // Two policies are called random; a module holds each file name once.
      #expect(stems.contains("\(stem).swift") || stems.contains("\(stem)\(card.kind.rawValue).swift"), "\(card.name)")
    }
  }

  private static func folder(of card: Card) -> String {
    switch card.kind {
    case .router: "Routers"
    case .joint: "Joint"
    case .scheduler, .replicaRouter: "Hooks"
    case .bound: "Bounds"
    case .evictor: "Evictors"
    }
  }
}
