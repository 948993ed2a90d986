import Core
import Scripting
import Testing

@Suite("The plain functions", .timeLimit(.minutes(60)))
struct LibraryTests {
  @Test(
    "answer as Lua's do",
    arguments: [
      ("assert(1, 2, 3)", "1 2 3"),
      ("select('#', 1, nil, nil), select(2, 'a', 'b', 'c')", "3 b c"),
      ("select(-1, 'a', 'b'), select(5, 1)", "b"),
      ("tonumber('0x10'), tonumber('  12  '), tonumber('1e1'), tonumber({}), tonumber('1x')", "16 12 10.0 nil nil"),
      ("tonumber('z', 36), tonumber(' -ff ', 16), tonumber('8', 8), tonumber('', 10)", "35 -255 nil nil"),
      (
        "type(nil), type(2), type('x'), type({}), type(type), type(host.zeros(1))",
        "nil number string table function userdata"
      ),
      ("rawequal('a', 'a'), rawget({ 7 }, 1), rawlen({ 1, 2 }), rawlen('abc'), rawset({}, 1, 2)[1]", "true 7 2 3 2"),
      ("getmetatable('x'), getmetatable(math), getmetatable(host.zeros(1)), getmetatable({})", "nil false false nil"),
      ("getmetatable(setmetatable({}, { __index = { a = 5 } })).__index.a", "5"),
      ("setmetatable({}, { __index = function(_, k) return k .. '!' end }).x", "x!"),
    ])
  func base(expression: String, expected: String) { #expect(values(expression) == expected) }

  @Test(
    "refuse with what they expected",
    arguments: [
      ("assert(false)", "! assertion failed"),
      ("assert(nil, 'why')", "! why"),
      ("tonumber(1, 10)", "! bad argument: tonumber() expected a text as argument 1, got 1"),
      ("select(0)", "! bad argument: select() expected a place among the values, or '#' as argument 1, got 0"),
      ("rawget(3, 1)", "! bad argument: rawget() expected a table as argument 1, got 3"),
      ("rawset({}, 0 / 0, 1)", "! bad argument: rawset() expected a key that is a number as argument 2, got nan"),
      ("rawset(math, 'x', 1)", "! this table is the host's: it may be read only"),
      ("setmetatable(string, {})", "! this table is the host's: it may be read only"),
      ("setmetatable({}, { __gc = 1 })", "! metatables take no __gc here"),
      ("setmetatable({}, { __close = 1 })", "! metatables take no __close here"),
      ("setmetatable({}, { __len = 1 })", "! metatables take no __len here"),
      ("setmetatable({}, { __mode = 'k' })", "! metatables take no __mode here"),
      ("setmetatable({}, { __metatable = 1 })", "! metatables take no __metatable here"),
      ("'10' + 1", "! attempt to perform arithmetic on a string value (constant '10')"),
    ])
  func refusals(expression: String, expected: String) { #expect(values(expression) == expected) }

  @Test(
    "that are not there say what is",
    arguments: [
      (
        "pirnt(1)",
        "! unknown global 'pirnt'; did you mean 'print'? policies print nothing; host.log(...) keeps a line with the cell"
      ),
      ("print", "! unknown global 'print': policies print nothing; host.log(...) keeps a line with the cell"),
      ("hots.zeros(1)", "! unknown global 'hots'; did you mean 'host'?"),
      ("wholly_unknown", "! unknown global 'wholly_unknown'"),
      ("pcall", "! unknown global 'pcall': an error ends the run; look at values before they are used"),
      ("_G", "! unknown global '_G': globals may not be made; keep what is to last in the state"),
      (
        "('x'):find('y')",
        "! unknown name 'string.find': there are no patterns; compare whole strings, or parts by string.sub"
      ),
      ("math.flor(1)", "! unknown name 'math.flor'; did you mean 'floor'?"),
      ("host.zero(1)", "! unknown name 'host.zero'; did you mean 'zeros'?"),
      ("host.zeros(1):dott(2)", "! unknown name 'vector.dott'; did you mean 'dot'?"),
      ("host.list():frnt(2)", "! unknown name 'list.frnt'; did you mean 'front'?"),
    ])
  func absent(expression: String, expected: String) { #expect(values(expression) == expected) }

  @Test(
    "take no new names",
    arguments: [
      ("x = 1", "! assignment to the global 'x'; make it local"),
      ("type = 1", "! assignment to the global 'type'; make it local"),
      ("_ENV.x = 1", "! assignment to the global 'x'; make it local"),
      ("rawset(_ENV, 'x', 1)", "! this table is the host's: it may be read only"),
      ("math.tau = 6.28", "! math takes no new names, as here 'tau'; keep it in a local or in the state"),
      ("host.list().seen = 1", "! a list takes no fields; keep them in the state"),
    ])
  func sealed(line: String, expected: String) { #expect(values("", after: line) == expected) }

  @Test("name the line of a fault")
  func lines() {
    let fault = #expect(throws: Fault.self) { try script("local a = 1\nlocal b = 2\nlocal c = math.floor('x')") }
    #expect(fault?.place?.line == 3)
    #expect(fault?.reason == "bad argument: floor() expected a number as argument 1, got 'x'")
    let method = #expect(throws: Fault.self) { try script("local l = host.list()\n\nl:front(0)") }
    #expect(method?.place?.line == 3)
    #expect(method?.reason == "bad argument: front() expected an id in 1 … 2147483647 as argument 1, got 0")
    let unknown = #expect(throws: Fault.self) { try script("local v = host.zeros(2)\nv:fil(0)") }
    #expect(unknown?.place?.line == 2)
  }
}

@Suite("tostring", .timeLimit(.minutes(60)))
struct TextTests {
  @Test(
    "shows no addresses, nor signs that differ between machines",
    arguments: [
      ("nil, true, 3, 3.0, 'x', 1e15, 1 / 0, -1 / 0", "nil true 3 3.0 x 1e+15 inf -inf"),
      ("0 / 0, -(0 / 0)", "nan nan"),
      ("setmetatable({}, { __tostring = function() return 'me' end })", "me"),
      ("setmetatable({}, { __tostring = function() return 3 end })", "! __tostring answered 3; expected a text"),
    ])
  func texts(expression: String, expected: String) { #expect(values(expression) == expected) }

  @Test("numbers objects in order of first sight")
  func labels() {
    #expect(
      values("f, g, f, host.zeros(1), {}", after: "local f, g = {}, function() end")
        == "table: 1 function: 2 table: 1 vector: 3 table: 4")
  }
}

@Suite("pairs", .timeLimit(.minutes(60)))
struct PairsTests {
  /// The keys that `pairs` visits.
  private func keys(_ table: String) -> String {
    values(
      "table.unpack(seen)",
      after: "local seen = {} for k, v in pairs(\(table)) do seen[#seen + 1] = tostring(k) .. '=' .. tostring(v) end")
  }

  @Test(
    "visits numbers in rising order, then texts by bytes",
    arguments: [
      ("{}", ""),
      ("{ 5, 6, 7 }", "1=5 2=6 3=7"),
      ("{ b = 1, a = 2, aa = 3, B = 4, [''] = 5 }", "=5 B=4 a=2 aa=3 b=1"),
      (
        "{ 'x', b = 1, [2.5] = 2, [-1] = 3, [1 / 0] = 4, [-1 / 0] = 5, [2] = 'y', [3] = 'z' }",
        "-inf=5 -1=3 1=x 2=y 2.5=2 3=z inf=4 b=1"
      ),
      (
        "{ [math.maxinteger] = 1, [2^63] = 2, [math.mininteger] = 3 }",
        "-9223372036854775808=3 9223372036854775807=1 9.2233720368548e+18=2"
      ),
      ("{ a = 1, [1] = false }", "1=false a=1"),
    ])
  func order(table: String, expected: String) { #expect(keys(table) == expected) }

  @Test("visits many keys in order too")
  func many() {
    #expect(
      values(
        "n, is_sorted",
        after: """
          local t, n, is_sorted, last = {}, 0, true, '' for i = 1, 1000 do t['k' .. (i * 7919 % 1000)] = i end
          for k in pairs(t) do n = n + 1 is_sorted = is_sorted and last < k last = k end
          """) == "1000 true")
  }

  @Test("keeps to the keys that were there at the start, and passes over those that go")
  func changes() {
    #expect(
      values(
        "table.concat(seen, ' ')",
        after:
          "local seen, t = {}, { 1, 2, 3, 4 } for k in pairs(t) do seen[#seen + 1] = k t[k + 1] = nil t[k + 100] = 1 end"
      )
        == "1 3")
    #expect(
      values(
        "table.concat(seen, ' ')",
        after: "local seen, t = {}, { a = 1, b = 2 } for k in pairs(t) do seen[#seen + 1] = k t[k .. 'z'] = 1 end")
        == "a b")
  }

  @Test("refuses keys that have no order")
  func refusals() {
    #expect(keys("{ [true] = 1 }") == "! pairs() visits keys that are numbers or texts, in order; here is true")
    #expect(keys("{ [{}] = 1 }") == "! pairs() visits keys that are numbers or texts, in order; here is a table")
    #expect(keys("host.zeros(3)") == "! bad argument: pairs() expected a table as argument 1, got a vector")
  }

  @Test("and ipairs goes over lists, vectors and rings to their end")
  func items() {
    let sum = "local s = 0 for i, x in ipairs(%) do s = s + i * x end"
    for list in ["{ 3, 1, 2 }", "host.vector{ 3, 1, 2 }", "ring"] {
      let ring = "local ring = host.ring(3) for i = 1, 2 do ring:push(9) end ring:push(3) ring:push(1) ring:push(2)"
      let line = sum.split(separator: "%").joined(separator: list)
      #expect(values("s == 11", after: ring + " " + line) == "true")
    }
  }
}
