import Core
import Scripting
import Testing

@Suite("The setting that a script is given", .timeLimit(.minutes(60)))
struct SettingTests {
  private func told(_ setting: Setting) throws -> String {
    let script = try Script(
      Array(
        """
        local P = { name = "teller", kind = "evictor", api = 1 }
        function P.start(s)
          error(table.concat(s.units, " ") .. "; " .. table.concat(s.bytes, " ") .. "; " .. table.concat(s.ranks, " ")
            .. "; " .. table.concat(s.names, " ") .. "; " .. table.concat(s.pinned, " ") .. "; " .. #s.costs)
        end
        function P.victim() end
        return P
        """.utf8), path: "teller.lua")
    let fault = #expect(throws: Fault.self) { try script.start(setting) }
    return try #require(fault).reason
  }

  @Test("contains units, bytes, ranks, names and pins of a catalogue; an unknown rank is 0")
  func catalogue() throws {
    let adapters = [
      Adapter(name: "chat", sizeBytes: 30, rank: 8), Adapter(name: "law", sizeBytes: 70, isPinned: true),
    ]
    let setting = Setting(
      adapterCount: 2, adapters: adapters, capacity: Capacity(10, .pages(pageBytes: 16)), footprints: [2, 5],
      pageInCosts: [0.5, 1])
    #expect(try told(setting).contains("2 5; 30 70; 8 0; chat law; 2; 2"))
  }

  @Test("contains the number of requests, or nil")
  func horizon() throws {
    let script = try script(
      """
      local P = { name = "teller", kind = "evictor", api = 1 }
      function P.start(s) error(tostring(s.horizon), 0) end
      function P.victim() end
      return P
      """)
    for (horizon, told) in [(10, "10"), (nil, "nil")] as [(Int?, String)] {
      let fault = #expect(throws: Fault.self) {
        try script.start(Setting(adapterCount: 1, capacity: Capacity(1), horizon: horizon))
      }
      #expect(fault?.reason == told)
    }
  }

  @Test("holds empty lists in an id trace")
  func idTrace() throws {
    #expect(try told(Setting(adapterCount: 0, capacity: Capacity(4))).contains("; ; ; ; ; 0"))
  }
}
