import Core
import Scripting
import Testing

@Suite("table", .timeLimit(.minutes(60)))
struct TableTests {
  @Test(
    "answers as Lua's does",
    arguments: [
      ("table.concat({}), table.concat({ 1, 2.5, 'x' }, ', '), table.concat({ 1, 2, 3 }, '-', 2, 3)", " 1, 2.5, x 2-3"),
      ("table.concat({ [math.maxinteger] = 'q' }, '', math.maxinteger, math.maxinteger)", "q"),
      ("table.unpack({ 1, 2, 3 })", "1 2 3"),
      ("table.unpack({ 1, 2, 3 }, 2)", "2 3"),
      ("select('#', table.unpack({}, 1, 250))", "250"),
      ("table.pack(1, nil, 3).n, table.pack().n", "3 0"),
      ("table.concat(table.move({ 1, 2, 3 }, 2, 3, 1), ' ')", "2 3 3"),
      ("table.concat(table.move({ 1, 2, 3 }, 1, 3, 2), ' ')", "1 1 2 3"),
      ("table.concat(table.move({ 1, 2, 3 }, 1, 3, 3, { 9, 9 }), ' ')", "9 9 1 2 3"),
      ("#table.move({}, 1, 0, math.maxinteger)", "0"),
    ])
  func answers(expression: String, expected: String) { #expect(values(expression) == expected) }

  @Test("sorts equal numbers into the order that they had, without a comparator too")
  func equals() {
    #expect(values("table.concat(t, ' ')", after: "local t = { 2, 1.0, 1, 0 } table.sort(t)") == "0 1.0 1 2")
    #expect(values("table.concat(t, ' ')", after: "local t = { 1, 1.0, 0 } table.sort(t)") == "0 1 1.0")
  }

  @Test("inserts and removes as Lua's does")
  func insertion() {
    #expect(
      values(
        "table.concat(t, ' ')",
        after: "local t = { 1, 2, 3 } table.insert(t, 4) table.insert(t, 1, 0) table.insert(t, 6, 9)") == "0 1 2 3 4 9")
    #expect(
      values(
        "table.remove(t), table.remove(t, 1), table.remove(t, 2), table.concat(t, ' '), table.remove(t, #t + 1)",
        after: "local t = { 0, 1, 2, 3, 4, 9 }") == "9 0 2 1 3 4 nil")
    #expect(values("table.remove({}), table.remove({}, 0)") == "nil nil")
  }

  @Test(
    "refuses with what it expected",
    arguments: [
      ("table.insert({ 1 }, 3, 1)", "! bad argument: insert() expected a place in 1 … 2 as argument 2, got 3"),
      ("table.insert({ 1 })", "! bad argument: insert() takes a table and a value, or a table, a place and a value"),
      ("table.remove({ 1 }, 7)", "! bad argument: remove() expected a place in 1 … 2 as argument 2, got 7"),
      ("table.concat({ 1, {}, 3 })", "! bad argument: concat() expected texts and numbers, got a table at place 2"),
      ("table.unpack({}, 1, 251)", "! unpack() gives at most 250 values"),
      ("table.unpack({}, math.mininteger, math.maxinteger)", "! unpack() gives at most 250 values"),
      (
        "table.move({}, 1, math.maxinteger, 2)",
        "! bad argument: move() expected a place with room behind it as argument 4, got 2"
      ),
      (
        "table.move({}, math.mininteger, 1, 2)",
        "! bad argument: move() expected fewer items to move as argument 3, got 1"
      ),
      ("table.sort({ 3, 'x', 1 })", "! attempt to compare string with number"),
      ("table.sort({ 1, 2 }, 3)", "! bad argument: sort() expected a function of two items as argument 2, got 3"),
    ])
  func refusals(expression: String, expected: String) { #expect(values(expression) == expected) }

  @Test("is stopped in a loop over what is not there", arguments: [ScriptLimits.fast, .strict])
  func limits(limits: ScriptLimits) throws {
    for text in ["table.move({}, 1, 1 << 60, 2)", "table.concat({}, '', -1 << 60, 0)"] {
      let fault = #expect(throws: Fault.self) { try script(text, limits: limits) }
      #expect([.cpu, .budget, .error].contains(try #require(fault?.kind)), "\(text): \(fault?.described ?? "")")
    }
  }
}

@Suite("table.sort", .timeLimit(.minutes(60)))
struct SortTests {
  private static let items = "local t = {} for i = 1, 500 do t[i] = (i * 7919) % 40 * 1000 + i end "

  @Test("sorts every short list")
  func short() {
    #expect(
      values(
        "wrong",
        after: """
          local wrong = 0
          for n = 0, 40 do
            local t = {} for i = 1, n do t[i] = (i * 7919) % 31 end table.sort(t)
            for i = 2, n do if t[i - 1] > t[i] then wrong = wrong + 1 end end
            if #t ~= n then wrong = wrong + 1 end
          end
          """) == "0")
  }

  @Test("leaves equal items in their order")
  func stable() {
    #expect(
      values(
        "wrong",
        after: Self.items + """
          table.sort(t, function(a, b) return a // 1000 < b // 1000 end)
          local wrong = 0 for i = 2, #t do if t[i - 1] > t[i] then wrong = wrong + 1 end end
          """) == "0")
  }

  @Test(
    "keeps every item, whatever a comparator answers or does",
    arguments: [
      "return true", "return false", "return math.random() < 0.5", "return a", "t[1] = nil return a < b",
      "for k in pairs(t) do t[k] = nil end return a < b", "table.sort(t) return a < b",
    ])
  func liars(body: String) {
    let few = "local t = { 5, 3, 9, 1, 7, 2 } "
    #expect(
      values(
        "table.concat(t, ' ')", after: few + "table.sort(t, function(a, b) \(body) end) table.sort(t)") == "1 2 3 5 7 9"
    )
  }

  @Test("ends where a comparator raises")
  func raises() {
    #expect(values("table.sort({ 2, 1 }, function() error('boom', 0) end)") == "! boom")
  }
}
