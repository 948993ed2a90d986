import Core
import Scripting
import Testing

/// A list of `count` ones that Lua takes to be 2⁶³ − 1 long: behind its end there are items at 2 · count, 4 · count, …
private func endless(_ count: Int) -> String {
  var keys = [count + 1]
  var key = count
  while key <= Int.max / 2 {
    key *= 2
    keys.append(key)
  }
  keys.append(.max)
  let list = String(repeating: "1,", count: count)
  return "{ \(list) \(keys.map { "[\($0)] = 1" }.joined(separator: ", ")) }"
}

@Suite("A list with holes", .timeLimit(.minutes(60)))
struct BorderTests {
  private static let unknown = "! the list has holes, so its length is unknown"

  @Test("may be as long as its table claims, and no function believes it")
  func claims() {
    let rows = "host.rows(2)"
    for call in [
      "host.vector(t)", "table.sort(t)", "table.insert(t, 1)", "table.insert(t, 1, 1)", "table.remove(t)",
      "table.remove(t, 1)", "table.concat(t)", "table.unpack(t)", "host.rng():shuffle(t)",
      "host.cover { utilities = \(rows), costs = host.zeros(2), capacity = 1, previous = t }",
      "host.cover { utilities = \(rows), costs = host.zeros(2), capacity = 1, pinned = t }",
      "host.cover { utilities = \(rows), costs = host.zeros(2), capacity = 1, units = t }",
    ] {
      #expect(values("#t == math.maxinteger", after: "local t = \(endless(8))") == "true")
      #expect(values(call, after: "local t = \(endless(8))") == Self.unknown, "\(call)")
    }
  }

  /// As many items as would be written far behind what 16 bytes hold.
  @Test("is not copied, however many items it has", arguments: ["vector(t)", "rng():shuffle(t)"])
  func long(call: String) throws {
    let fault = #expect(throws: Fault.self) { try script("local t = \(endless(200_000))\nhost.\(call)") }
    #expect(
      fault?.described == """
        mine.lua:2: the list has holes, so its length is unknown
          fix:    give it an item at each place from 1 on; false can stand for nothing
        """)
  }

  @Test("of a length that memory could hold is read to its first hole")
  func short() {
    let claims = "local t = { 1, 2, nil, 4 }"
    #expect(values("#t", after: claims) == "4")
    #expect(
      values("host.vector(t)", after: claims) == "! bad argument: expected numbers in the list, got nil at place 3")
    #expect(
      values("table.concat(t)", after: claims)
        == "! bad argument: concat() expected texts and numbers, got nil at place 3")
  }

  @Test("is not accepted as a list of a card")
  func cards() {
    for (field, told) in [
      ("sources = { 'a', nil, 'c' }", "a list with holes; expected an item at each place from 1 on"),
      ("sources = { [0] = 'a' }", "a list with holes; expected an item at each place from 1 on"),
      ("sources = { 'a', b = 'c' }", "items of a list beside named fields; expected one or the other"),
      ("parameters = \(endless(8))", "a list with holes; expected an item at each place from 1 on"),
    ] {
      let fault = #expect(throws: Fault.self) {
        try script("return { name = 'a', kind = 'evictor', api = 1, victim = function() end, \(field) }")
      }
      #expect(fault?.reason == "the policy's table holds \(told)")
    }
    // In whatever order its items were written.
    let list = "local s = {} for i = 40, 1, -1 do s[i] = 'x' .. i end"
    let text = "\(list) return { name = 'a', kind = 'evictor', api = 1, victim = function() end, sources = s }"
    #expect((try? script(text))?.card.sources.suffix(2) == ["x39", "x40"])
  }

  @Test("is the script's own: lists of the host are not written")
  func own() {
    for call in ["insert(math, 1)", "remove(string)", "sort(host)", "move({ 1 }, 1, 1, 1, math)"] {
      #expect(values("table.\(call)") == "! this table is the host's: it may be read only", "\(call)")
    }
  }
}

@Suite("Counts and sizes of a script", .timeLimit(.minutes(60)))
struct SizeTests {
  @Test(
    "are held to their bounds before they are worked with",
    arguments: [
      (
        "host.linucb { arms = math.maxinteger, dim = 1 }",
        "! arms is 9223372036854775807; expected a whole number from 1 to 1048576"
      ),
      ("host.ridge { dim = 2^63 }", "! dim is 9.2233720368548e+18; expected a whole number from 1 to 4096"),
      (
        "host.linucb { arms = 1 << 20, dim = 4096 }",
        "! a model of 1048576 arms and 4096 dimensions needs more memory than the policy may have"
      ),
      ("host.rng():integer(math.mininteger, 0)", "! rng:integer(a, b) draws from fewer than 2^63 numbers"),
      ("host.rng():integer(0, math.maxinteger)", "! rng:integer(a, b) draws from fewer than 2^63 numbers"),
      ("math.abs(host.rng():integer(1, math.maxinteger)) > 0", "true"),
      ("table.unpack({}, math.mininteger, math.maxinteger)", "! unpack() gives at most 250 values"),
      ("select('#', (ipairs({}))({}, math.maxinteger))", "0"),
      (
        "host.cover { utilities = host.rows(1), costs = host.zeros(1), capacity = math.maxinteger }",
        "! capacity is 9223372036854775807; expected a whole number from 0 to 9007199254740992"
      ),
      (
        "host.cover { utilities = host.rows(1), costs = host.zeros(1), capacity = 1, units = { 1 << 53 } }",
        "! units holds 9007199254740992; expected whole numbers from 0 to 4398046511104"
      ),
    ])
  func bounds(expression: String, expected: String) { #expect(values(expression) == expected) }

  @Test(
    "that are too large for memory are a fault of memory, in every object",
    arguments: [
      "host.zeros(0x7fffffff)", "host.ring(1 << 24)", "host.sketch(1 << 24, 16)", "host.heap():set(0x7fffffff, 1)",
      "host.lists(8):back(0x7fffffff)", "host.rows(1 << 20):append(host.zeros(1 << 20))",
    ])
  func memory(call: String) {
    #expect(throws: Fault.self) { try script(call, limits: .patient) }
    let fault = #expect(throws: Fault.self) { try script(call, limits: .patient) }
    #expect(fault?.kind == .memory)
  }
}
