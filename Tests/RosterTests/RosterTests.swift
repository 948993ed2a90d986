import Core
import Roster
import Testing
import Workbench

@Suite("From text to policies", .timeLimit(.minutes(60)))
struct RosterTests {
  private func names(_ texts: [String], once: Bool = false) throws -> [String] {
    try Roster.picks(texts, once: once, Fencing.none).map(\.entrant.name)
  }

  @Test("built-in policies are called as they were typed")
  func builtIn() throws {
    #expect(try names(["polar", "linucb( alpha = 0.3 )+lru"]) == ["polar", "linucb(alpha=0.3)+lru"])
  }

  @Test("a file is called by its card's name, and its spelling is kept for commands")
  func files() throws {
    try LuaFolder.with(["some file.lua": "quick"]) { (folder: String) throws in
      let pick = try Roster.picks(["linucb+\(folder)/some file.lua(decay=0.25)"], Fencing.none)[0]
      #expect(pick.entrant.name == "linucb+quick(decay=0.25)")
      #expect(pick.entrant.spelling == "linucb+\(folder)/some file.lua(decay=0.25)")
      #expect(pick.sources[1].file?.path == "\(folder)/some file.lua")
      #expect(pick.entrant.parameters[1].entries.map(\.value) == ["0.25"])
    }
  }

  @Test("a file whose card has a built-in policy's name has .lua behind it, whatever the order")
  func sibling() throws {
    try LuaFolder.with(["x.lua": "lru"]) { (folder: String) throws in
      #expect(try names(["linucb+\(folder)/x.lua", "linucb+lru"]) == ["linucb+lru.lua", "linucb+lru"])
    }
  }

  @Test("of two with one name the later has a suffix; a label never has")
  func suffixes() throws {
    try LuaFolder.with(["a.lua": "m", "b.lua": "m", "c.lua": "m", "d.lua": "m-2"]) { (folder: String) throws in
      let texts = ["a", "d", "b", "c"].map { "asked+\(folder)/\($0).lua" }
      #expect(try names(texts) == ["asked+m", "asked+m-2", "asked+m-3", "asked+m-4"])
      #expect(try names([texts[0], "x=\(texts[2])", texts[3]]) == ["asked+m", "x", "asked+m-2"])
    }
  }

  @Test("a policy that two patterns name is there once; compared with itself it is there twice")
  func once() throws {
    #expect(try names(["polar", "polar"], once: true) == ["polar"])
    #expect(try names(["polar", "polar"]) == ["polar", "polar-2"])
    #expect(try names(["polar", "A=polar"], once: true) == ["polar", "A"])
  }

  @Test("two with one label are refused")
  func labelTwice() throws {
    #expect(fault { _ = try names(["A=polar", "A=polar-plus"]) }?.reason == "two policies have the label 'A'")
  }

  @Test("a reference is what a table calls it, or what was typed")
  func reference() throws {
    try LuaFolder.with(["a.lua": "m"]) { (folder: String) throws in
      let entrants = try Roster.picks(["polar", "A=linucb+lru", "linucb+\(folder)/a.lua"], Fencing.none).map(\.entrant)
      #expect(try Roster.index(of: "A", among: entrants) == 1)
      #expect(try Roster.index(of: "linucb + lru", among: entrants) == 1)
      #expect(try Roster.index(of: "linucb+m", among: entrants) == 2)
      #expect(try Roster.index(of: "linucb+\(folder)/a.lua", among: entrants) == 2)
      #expect(fault { _ = try Roster.index(of: "fifo", among: entrants) }?.fix == "name one of polar, A, linucb+m")
    }
  }

  @Test("a setting goes to every policy that has it, or to the one that it names, and replaces what was typed")
  func settings() throws {
    func entries(_ text: String, _ settings: [String]) throws -> [String] {
      let entrant = try Roster.entrant(text, settings: settings, Fencing.none)
      return entrant.parameters.flatMap { $0.entries.map { "\($0.name)=\($0.value)" } }
    }
    #expect(
      try entries("linucb+lru-k", ["alpha=0.25", "lru-k.k=3"]).filter { $0 == "alpha=0.25" || $0 == "k=3" }.count == 2)
    #expect(try entries("linucb+lru-k(k=4)", ["k=5"]).contains("k=5"))
    let both = try Roster.picks(
      ["linucb+lru", "A=polar", "fifo-free=linucb+fifo"], settings: ["alpha=0.25"], Fencing.none)
    #expect(both.map(\.entrant.spelling) == ["linucb(alpha=0.25)+lru", "polar(alpha=0.25)", "linucb(alpha=0.25)+fifo"])
    #expect(both.map(\.entrant.name) == ["linucb+lru", "A", "fifo-free"])
    let one = try Roster.picks(["linucb+lru", "A=polar"], settings: ["A.alpha=0.25"], Fencing.none)
    #expect(one.map(\.entrant.spelling) == ["linucb+lru", "polar(alpha=0.25)"])
  }

  @Test(
    "a setting that no policy has is refused",
    arguments: [
      (["linucb+lru"], "alpa=1", "none of linucb, lru has a parameter 'alpa'"),
      (["polar"], "alpa=1", "polar has no parameter 'alpa'"),
      (["polar", "linucb+lru"], "alpa=1", "none of polar, linucb, lru has a parameter 'alpa'"),
      (["linucb+lru"], "lru.alpha=1", "lru has no parameter 'alpha'"),
      (["linucb+lru"], "polar.alpha=1", "none of linucb, lru has a parameter 'polar.alpha'"),
    ])
  func unknownSettings(texts: [String], setting: String, reason: String) throws {
    #expect(fault { _ = try Roster.picks(texts, settings: [setting], Fencing.none) }?.reason == reason)
  }

  @Test(
    "halves alone, wrong pairs and unknown names say what to type",
    arguments: [
      ("lru", "'lru' is an evictor: it needs a router beside it"),
      ("linucb", "'linucb' is a router: it needs an evictor beside it"),
      ("lru+linucb", "'lru+linucb' is not a policy"), ("polr", "there is no policy 'polr'"),
      ("polar+lru", "'polar+lru' is not a policy"),
    ])
  func wrong(text: String, reason: String) throws {
    #expect(fault { _ = try Roster.entrant(text, Fencing.none) }?.reason == reason)
  }
}
