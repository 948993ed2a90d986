import Core
import Paging
import Roster
import Testing

@testable import Tournaments

@Suite("A grid", .timeLimit(.minutes(60)))
struct GridTests {
  private func grid(_ json: String) throws(Fault) -> Grid {
    try Grid(try JSONValue(parsing: Array(json.utf8), file: "g.lua"), path: "g.lua")
  }

  @Test("is filled with what polarbench tournament plays by default")
  func defaults() throws {
    #expect(try grid("{}") == .standard)
    #expect(Grid.standard.replicates == 10 && Grid.standard.hasBounds && Grid.standard.scenarios == ["edge-15"])
    #expect(Grid.standard.conditions.seed == 1 && Grid.standard.conditions.price == 1)
  }

  @Test("reads every field, and is read back from what the manifest keeps")
  func fields() throws {
    let read = try grid(
      """
      {"policies": "polar", "scenarios": ["zipf"], "traces": ["a", "b"], "capacities": [2, 0.5, "1GiB"], "replicates": 7,
       "reference": "polar", "bounds": false, "strict": true, "requests": 50, "seed": 9, "shuffle": true,
       "profile": "a.profile", "price": 2.5, "host": "8", "when_full": "wait", "loading": "request-only",
       "bandwidth": 12.5, "first_reads": "once", "jitter": 0.1, "token_time": 20, "start_empty": true}
      """)
    #expect(read.policies == ["polar"] && read.scenarios == ["zipf"] && read.traces == ["a", "b"])
    #expect(read.capacities == ["2", "0.5", "1GiB"] && read.replicates == 7 && read.reference == "polar")
    #expect(!read.hasBounds && read.isStrict)
    let conditions = read.conditions
    #expect(conditions.requests == 50 && conditions.seed == 9 && conditions.shuffle)
    #expect(conditions.profile == "a.profile" && conditions.price == 2.5 && conditions.host == "8")
    #expect(conditions.whenFull == .wait && conditions.loading == .requestOnly && conditions.firstReads == .once)
    #expect(conditions.bandwidth == 12.5 && conditions.jitter == 0.1 && conditions.tokenTime == 20)
    #expect(conditions.startEmpty)
    #expect(try Grid(read.json, path: "manifest.json") == read)
    #expect(try Grid(Grid.standard.json, path: "manifest.json") == .standard)
  }

  @Test("that names traces alone has no scenario, and an empty table of Lua is an empty list")
  func tracesAlone() throws {
    #expect(try grid(#"{"traces": "t"}"#).scenarios == [])
    #expect(try grid(#"{"traces": "t", "scenarios": "scan"}"#).scenarios == ["scan"])
    #expect(try grid(#"{"scenarios": {}}"#).scenarios == [])
    #expect(try grid(#"{"policies": null, "traces": null}"#) == .standard)
  }

  @Test("takes seeds that no number of JSON can hold as texts")
  func seeds() throws {
    let most = try grid(#"{"seed": "18446744073709551615"}"#)
    #expect(most.conditions.seed == .max)
    #expect(try Grid(most.json, path: "m").conditions.seed == .max)
  }

  @Test(
    "that is wrong is told word for word, with the file",
    arguments: [
      (#"{"replicates": 0}"#, "replicates is 0; expected a whole number, 1 to 1000000"),
      (#"{"replicates": 1.5}"#, "replicates is 1.5; expected a whole number, 1 to 1000000"),
      (#"{"requests": "ten"}"#, "requests is 'ten'; expected a whole number, 1 to 1099511627776"),
      (#"{"loading": "fast"}"#, "loading is 'fast'; expected 'blocking', 'request-only' or 'overlapped'"),
      (#"{"when_full": "go"}"#, "when_full is 'go'; expected 'wait', 'bypass' or 'error'"),
      (#"{"price": -1}"#, "price is -1; expected a finite number, 0 to 1000000000"),
      (#"{"bandwidth": 0}"#, "bandwidth is 0; expected a finite number, 1e-09 to 1000000"),
      (#"{"bounds": 1}"#, "bounds is 1; expected true or false"),
      (#"{"seed": -1}"#, "seed is -1; expected a whole number, 0 or more"),
      (#"{"policies": [true]}"#, "policies is a table; expected a list of texts in quotes"),
      (#"{"reference": {}}"#, "reference is an empty table; expected a text in quotes, not empty"),
    ])
  func wrong(json: String, reason: String) {
    let fault = #expect(throws: Fault.self) { try grid(json) }
    #expect(
      fault?.described
        == "g.lua: \(reason)\n  fix:    docs/reference/tournament-store.md has each field with its unit and range")
  }

  @Test("that has a field too many names the nearest, and all that there are")
  func strangers() {
    let fault = #expect(throws: Fault.self) { try grid(#"{"replicate": 3, "zeal": 1}"#) }
    #expect(
      fault?.described
        == "g.lua: a tournament has no field 'replicate'\n  fix:    did you mean 'replicates'? the fields are policies, scenarios, "
        + "traces, capacities, replicates, seed, requests, shuffle, reference, bounds, strict, profile, price, host, "
        + "when_full, loading, bandwidth, first_reads, jitter, token_time, start_empty, set")
    let list = #expect(throws: Fault.self) { try grid("[1]") }
    #expect(list?.reason == "a tournament is a table")
    #expect(
      list?.fix
        == "end the file with: return { policies = { \"polar\", \"linucb+lru\" }, scenarios = { \"edge-15\" } }")
  }

  @Test("has a hash of its settings that its axes do not change")
  func settings() {
    let hash = { (grid: Grid) in grid.settingsHash(version: "1", profileHash: nil) }
    var grown = Grid.standard
    grown.policies.append("static-popular")
    grown.replicates = 99
    grown.capacities = ["7"]
    grown.hasBounds = false
    #expect(hash(grown) == hash(.standard))
    var other = Grid.standard
    other.conditions.price = 2
    #expect(hash(other) != hash(.standard))
    #expect(Grid.standard.settingsHash(version: "2", profileHash: nil) != hash(.standard))
    #expect(Grid.standard.settingsHash(version: "1", profileHash: "ab") != hash(.standard))
  }

  @Test("is read from a Lua file, and from a manifest")
  func files() throws {
    let small = try SmallTournament()
    let file = try small.write(
      "tournament.lua",
      """
      local policies = {}
      for _, alpha in ipairs { 0.1, 0.3 } do policies[#policies + 1] = "linucb(alpha=" .. alpha .. ")+lru" end
      return { policies = policies, capacities = { 2, 0.5, "1GiB" }, requests = 50 }
      """)
    let grid = try GridFile.read(file, .none)
    #expect(grid.policies == ["linucb(alpha=0.1)+lru", "linucb(alpha=0.3)+lru"])
    #expect(grid.capacities == ["2", "0.5", "1GiB"] && grid.conditions.requests == 50 && grid.replicates == 10)
    try small.play(small.grid)
    #expect(try GridFile.read(small.path("out/manifest.json"), .none) == small.grid)
    let other = try small.write("other.json", #"{"policies": []}"#)
    let fault = #expect(throws: Fault.self) { try GridFile.read(other, .none) }
    #expect(
      fault?.described
        == "\(other): there is no grid in it\n  fix:    name a manifest.json that 'tournament' wrote, or a tournament.lua"
    )
  }

  @Test("in Lua that does not end, or is not trusted and cannot be fenced, is refused")
  func scripts() throws {
    let small = try SmallTournament()
    let endless = try small.write("endless.lua", "while true do end")
    #expect(throws: Fault.self) { try GridFile.read(endless, .none) }
    let fine = try small.write("fine.lua", "return {}")
    let fault = #expect(throws: Fault.self) { try GridFile.read(fine, Fencing(.all)) }
    #expect(fault?.reason.hasPrefix("\(fine) is not trusted and would run in a process of its own") == true)
  }
}
