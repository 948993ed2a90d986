import Core
import Roster
import Testing
import Workbench

@Suite("Evictors of a replay", .timeLimit(.minutes(60)))
struct EvictorListTests {
  private func names(_ text: String, settings: [String] = []) throws -> [String] {
    try EvictorList.entrants(text, settings: settings, Fencing.none).map(\.name)
  }

  @Test("files are called by their cards, labels as they are")
  func files() throws {
    try LuaFolder.with(["a.lua": "m", "b,c.lua": "m", "d.lua": "sieve"]) { (folder: String) throws in
      let text = "lru,\(folder)/a.lua,\(folder)/b,c.lua,\(folder)/d.lua,F=fifo"
      #expect(try names(text) == ["lru", "m", "m-2", "sieve.lua", "F"])
      let entrants = try EvictorList.entrants(text, settings: [], Fencing.none)
      #expect(entrants[2].spelling == "\(folder)/b,c.lua" && entrants[2].needsIDCount && entrants[2].cardName == "m")
      #expect(!entrants[0].needsIDCount)
    }
  }

  @Test("the same evictor twice is refused, unless it has another label")
  func twice() throws {
    #expect(fault { _ = try names("lru,fifo, lru") }?.reason == "'lru' is named twice")
    #expect(try names("lru,B=lru") == ["lru", "B"])
    #expect(try names("lru-k(k=2),lru-k(k=3)") == ["lru-k(k=2)", "lru-k(k=3)"])
  }

  @Test("a setting is for every policy that has it, or for the one that it names")
  func settings() throws {
    let entrants = try EvictorList.entrants("lru-k,lru,B=lru-k(k=4)", settings: ["k=3", "B.k=5"], Fencing.none)
    #expect(entrants.map(\.spelling) == ["lru-k(k=3)", "lru", "lru-k(k=5)"])
    #expect(entrants.map(\.name) == ["lru-k", "lru", "B"])
    #expect(fault { _ = try names("lru,fifo", settings: ["k=3"]) }?.reason == "none of lru, fifo has a parameter 'k'")
  }

  @Test(
    "what is no evictor says so",
    arguments: [
      ("linucb", "'linucb' is not an evictor, but a router; an id trace leaves nothing to route"),
      ("lur", "there is no evictor 'lur'"), ("linucb+lru", "there is no evictor 'linucb+lru'"),
    ])
  func wrong(text: String, reason: String) throws {
    #expect(fault { _ = try names(text) }?.reason == reason)
  }
}
