import Core
import Scripting
import Testing

/// A policy from its text.
func script(_ text: String, limits: ScriptLimits = .fast) throws -> Script {
  try Script(Array(text.utf8), path: "mine.lua", limits: limits)
}

@Suite("A script", .timeLimit(.minutes(60)))
struct ScriptTests {
  @Test("returns its card")
  func card() throws {
    let script = try script(
      """
      local P = { name = "mine", kind = "evictor", api = 1, title = "Mine", summary = "Evicts.",
        sources = { "Mattson1970" }, traits = { "memory" },
        parameters = {
          { name = "decay", default = 0.5, min = 0, max = 1, unit = "", summary = "How fast." },
          { name = "k", default = 2, integer = true, min = 1, max = 64, summary = "How many." },
          { name = "order", default = "first", choices = { "first", "last" } },
          { name = "fast", default = false },
        } }
      function P.victim(state, incoming, residents) return residents[1] end
      return P
      """)
    #expect(script.card.name == "mine")
    #expect(script.card.kind == .evictor)
    #expect(script.card.traits == .memory)
    #expect(script.card.parameters.map(\.standard) == ["0.5", "2", "first", "false"])
    #expect(
      script.card.parameters.map(\.range) == [.number(0...1), .integer(1...64), .choice(["first", "last"]), .flag])
    #expect(script.verbs == ["victim"])
  }

  @Test(
    "may begin with a byte order mark and a line for the shell",
    arguments: ["\u{FEFF}", "#!/usr/bin/lua\n", "\u{FEFF}# x\n"])
  func firstLine(start: String) throws {
    let text = start + "return { name = 'mine', kind = 'evictor', api = 1, victim = function() end }"
    #expect(try script(text).card.name == "mine")
    let fault = #expect(throws: Fault.self) { try script(start + "return {") }
    #expect(fault?.place?.line == (start.hasSuffix("\n") ? 2 : 1))
  }

  @Test(
    "says what is not in order, and where",
    arguments: [
      ("local P = {", "mine.lua:1: unexpected symbol near <eof>"),
      ("return 3", "mine.lua: the file answered 3; expected a table (does it end in 'return P'?)"),
      (
        "local x = 1\nlocal y = x + nil\nreturn {}",
        "mine.lua:2: attempt to perform arithmetic on a nil value\n"
          + "  fix:    what was never written is nil: give it a first value, as in (t[key] or 0)"
      ),
      ("return { name = 'a', kind = 'evictor' }", "mine.lua: the card names no api\n  fix:    write api = 1"),
      (
        "return { name = 'a', kind = 'evictr', api = 1 }",
        "mine.lua: kind is 'evictr'; expected router, evictor, joint, scheduler or replica-router\n  fix:    "
          + "write kind = \"router\", \"evictor\", \"joint\", \"scheduler\" or \"replica-router\""
      ),
      (
        "return { name = 'a', kind = 'evictor', api = 1, victm = function() end }",
        "mine.lua:1: the policy's table has a field 'victm', which is neither a part of a card nor a verb; did you mean 'victim'?\n"
          + "  fix:    make it a local function; the verbs are start, route, learn, used, admit, victim, plan, choose, "
          + "send"
      ),
      (
        "return { name = 'a', kind = 'evictor', api = 1 }",
        "mine.lua: the evictor has no victim()\n  fix:    add 'function P.victim(…)'; the templates show its arguments"
      ),
    ])
  func faults(text: String, message: String) {
    let fault = #expect(throws: Fault.self) { try script(text) }
    #expect(fault?.described == message)
  }

  @Test("ends in a named fault where it passes a limit", arguments: [ScriptLimits.fast, .strict])
  func limits(limits: ScriptLimits) throws {
    for (text, kinds) in [
      ("while true do end", [Fault.Kind.cpu, .budget]),
      ("local t = {} for i = 1, 1e9 do t[i] = {} end", [.memory, .cpu, .budget]),
      ("local s = 'x' while true do s = s .. s end", [.memory, .cpu]),
      ("local function f() return f() end f()", [.cpu, .budget]),
      ("local function f() f() end f()", [.error, .memory, .cpu, .budget]),
    ] {
      let fault = #expect(throws: Fault.self) { try script(text, limits: limits) }
      #expect(kinds.contains(try #require(fault?.kind)), "\(text): \(fault?.described ?? "")")
    }
  }
}
