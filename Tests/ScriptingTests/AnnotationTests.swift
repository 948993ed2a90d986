import Core
import Foundation
import Testing

/// docs/reference/host.lua, from which editors complete policies, against the contract's tables.
@Suite("The annotations for editors", .timeLimit(.minutes(60)))
struct AnnotationTests {
  private let contract: String
  private let annotations: String

  init() throws {
    let pages = PolicyFiles.repository.appending(path: "docs/reference")
    contract = try String(contentsOf: pages.appending(path: "lua-api.md"), encoding: .utf8)
    annotations = try String(contentsOf: pages.appending(path: "host.lua"), encoding: .utf8)
  }

  /// What stands under a heading of the contract, to the next one.
  private func section(_ heading: String) throws -> Substring {
    let start = try #require(contract.range(of: "\n## \(heading)\n")).upperBound
    let end = contract.range(of: "\n## ", range: start..<contract.endIndex)?.lowerBound ?? contract.endIndex
    return contract[start..<end]
  }

  private func names(_ pattern: Regex<(Substring, Substring)>, in text: some StringProtocol) -> Set<String> {
    Set(String(text).matches(of: pattern).map { String($0.1) })
  }

  @Test("have every function of host, and no other")
  func functions() throws {
    let told = names(/host\.(\w+)[({]/, in: try section("`host`"))
    #expect(told.count == 15)
    #expect(names(/\nfunction host\.(\w+)\(/, in: annotations) == told)
  }

  @Test("have every method, and no other")
  func methods() throws {
    let told = names(/:(\w+)\(/, in: try section("Views") + section("`host`"))
    #expect(told.contains("mayleave") && told.contains("axpy"))
    #expect(names(/\nfunction \w+:(\w+)\(/, in: annotations) == told)
  }

  @Test("have every verb and every field of the card")
  func verbs() throws {
    let told = names(/\n\| `(\w+)\(/, in: try section("The verbs"))
    #expect(told.count == 9)
    let fields = names(/\n---@field (\w+)\??\s/, in: annotations)
    #expect(told.subtracting(fields) == [])
    let card = ["name", "kind", "api", "title", "summary", "sources", "parameters", "traits"]
    #expect(Set(card).subtracting(fields) == [])
  }

  @Test("have every field of the setting and of the views")
  func fields() throws {
    let fields = names(/\n---@field (\w+)\??\s/, in: annotations)
    let rows = try section("`setting`").split(separator: "\n").filter { $0.hasPrefix("| `") }
    let setting = rows.reduce(into: Set<String>()) { all, row in
      all.formUnion(names(/`(\w+)`/, in: row.split(separator: "|")[0]))
    }
    #expect(setting.count == 13)
    let views = names(/[`a-z]\.(\w+)`/, in: try section("Views"))
    #expect(views.isSuperset(of: ["step", "context", "asked", "adapter", "reward", "hit", "cost", "used", "capacity"]))
    #expect(setting.union(views).subtracting(fields) == [])
  }

  @Test("are Lua that parses")
  func parses() throws {
    let fault = #expect(throws: Fault.self) { try PolicyFiles.annotations() }
    // It parses, and then makes the global `host`, which no policy may.
    #expect(try #require(fault).kind == .error)
  }
}
