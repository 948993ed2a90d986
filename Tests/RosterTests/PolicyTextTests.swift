import Core
import Foundation
import Roster
import Testing

@Suite("A policy as it is typed", .timeLimit(.minutes(60)))
struct PolicyTextTests {
  @Test(
    "parts, parameters and a label are read, white space left out",
    arguments: [
      ("polar", nil, ["polar"]), ("linucb(alpha=1e+0)+lru", nil, ["linucb(alpha=1e+0)", "lru"]),
      (" linucb ( alpha = 0.3 ) + lru ", nil, ["linucb(alpha=0.3)", "lru"]), ("A=polar", "A", ["polar"]),
      ("my run 2 = linucb(alpha=0.3)+dir/mine.lua", "my run 2", ["linucb(alpha=0.3)", "dir/mine.lua"]),
      ("mine.lua(decay=0.3)", nil, ["mine.lua(decay=0.3)"]),
    ] as [(String, String?, [String])])
  func reads(text: String, label: String?, parts: [String]) throws {
    let typed = try PolicyText(text)
    #expect(typed.label == label)
    #expect(typed.parts.map(\.described) == parts)
    #expect(try PolicyText(typed.described) == typed)
  }

  @Test("a list is cut at commas outside parentheses")
  func list() throws {
    let typed = try PolicyText.list("gdsf(order=insert-first,cost=1), lru,B=sieve")
    #expect(typed.map(\.described) == ["gdsf(order=insert-first,cost=1)", "lru", "B=sieve"])
  }

  @Test("a path may hold what separates, where such a file is there")
  func paths() throws {
    try LuaFolder.with(["mine(1).lua": "a", "a+b.lua": "b", "week,2.lua": "c", "x=1.lua": "d", "v1.lua(old).lua": "e"])
    { (folder: String) throws in
      for name in ["mine(1).lua", "a+b.lua", "week,2.lua", "x=1.lua", "v1.lua(old).lua"] {
        let path = "\(folder)/\(name)"
        let pair = try PolicyText("linucb(alpha=0.3)+\(path)")
        #expect(pair.parts.map(\.name) == ["linucb", path])
        let named = try PolicyText("B = \(path) ( decay = 0.25 ) + lru")
        #expect(named.label == "B" && named.parts.map(\.described) == [path + "(decay=0.25)", "lru"])
        #expect(try PolicyText(named.described) == named)
        let list = try PolicyText.list("lru,\(path)(decay=0.1),\(path)")
        #expect(list.map(\.described) == ["lru", path + "(decay=0.1)", path])
      }
    }
  }

  @Test("where no such file is there, separators separate")
  func noFile() throws {
    #expect(try PolicyText("a+b.lua").parts.map(\.name) == ["a", "b.lua"])
    #expect(throws: Fault.self) { try PolicyText("mine(1).lua") }
  }

  @Test("a text that can be read in two ways is refused, and the fix says both")
  func twoReadings() throws {
    try LuaFolder.with(["a.lua": "a", "b.lua": "b"]) { (folder: String) throws in
      let text = "\(folder)/a.lua+\(folder)/b.lua"
      #expect(try PolicyText(text).parts.count == 2)
      // Now it is also the path of one file, below a folder whose name ends in '+'.
      let file = URL(filePath: text)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.copyItem(at: URL(filePath: "\(folder)/b.lua"), to: file)
      #expect(
        fault { _ = try PolicyText(text) }?.reason
          == "'\(text)' is a file, and also reads as \(folder)/a.lua and \(folder)/b.lua")
      #expect(fault { _ = try PolicyText(text) }?.fix == "rename one of these files")
      #expect(try PolicyText("./\(text)").parts.count == 2)
    }
  }

  @Test(
    "what follows a path must be parameters, a separator or the end",
    arguments: ["(decay)", "(decay=0.3)x", "x"])
  func afterPath(rest: String) throws {
    try LuaFolder.with(["m(1).lua": "a"]) { (folder: String) throws in
      #expect(throws: Fault.self) { try PolicyText("\(folder)/m(1).lua\(rest)") }
    }
  }

  @Test(
    "labels that are none say what one is",
    arguments: [
      ("=polar", "'' is not a label"), ("a/b=polar", "'a/b' is not a label"),
      ("linucb=polar", "'linucb' is the name of a built-in policy and cannot be a label"),
    ])
  func labels(text: String, reason: String) throws {
    #expect(fault { _ = try PolicyText(text) }?.reason == reason)
  }
}
