import Scripting
import Testing

@Suite("Metatables", .timeLimit(.minutes(60)))
struct MetatableTests {
  private static let classes = """
    local Base = {} Base.__index = Base function Base.name() return "base" end
    local Derived = setmetatable({}, { __index = Base })
    Derived.__index = Derived
    function Derived.new(x) return setmetatable({ x = x }, Derived) end
    local object = Derived.new(7)
    function Derived.twice(self) return 2 * self.x end
    """

  @Test(
    "serve for objects and classes as Lua's do",
    arguments: [
      ("object.x, object.name(), object:twice(), Derived.new(8):twice()", "7 base 14 16"),
      ("getmetatable(object) == Derived, getmetatable(Derived).__index == Base, getmetatable(Base)", "true true nil"),
      ("setmetatable({}, { __index = function(_, k) return k .. '!' end }).x", "x!"),
      ("setmetatable({}, { __eq = function() return true end }) == setmetatable({}, {})", "true"),
      ("getmetatable(setmetatable(setmetatable({}, {}), nil))", "nil"),
    ])
  func classes(expression: String, expected: String) {
    #expect(values(expression, after: Self.classes) == expected)
  }

  @Test("may be filled after they were set")
  func late() {
    #expect(
      values(
        "t.x, mt.y, t.seen",
        after: """
          local mt = {} local t = setmetatable({}, mt)
          mt.__index = function() return 'late' end
          mt.__newindex = function(t, k, v) rawset(t, k, v + 1) end
          mt.y = 3 t.seen = 1
          """) == "late 3 2")
  }

  @Test("keep a __newindex of their own")
  func written() {
    #expect(
      values(
        "class.x, log.x, log.y, rawget(other, 'y')",
        after: """
          local log = {}
          local class = setmetatable({}, { __newindex = function(_, k, v) log[k] = v end })
          local other = setmetatable({}, { __newindex = log })
          setmetatable({}, class) setmetatable({}, other)
          class.x = 1 other.y = 2
          """) == "nil 1 2 nil")
  }

  @Test(
    "take no name that acts when memory is collected, however late and by whatever way",
    arguments: [
      "setmetatable({}, { __mode = 'k' })",
      "local mt = {} setmetatable({}, mt) mt.__mode = 'k'",
      "local mt = {} setmetatable({}, mt) mt['__' .. 'mode'] = 'k'",
      "local mt = {} setmetatable({}, mt) rawset(mt, '__mode', 'k')",
      "local mt = {} rawset(mt, '__mode', 'k')",
      "local mt = {} setmetatable(mt, mt) mt.__mode = 'k'",
      "local mt = {} setmetatable({}, mt) setmetatable(mt, {}) mt.__mode = 'k'",
      "local mt = {} setmetatable({}, mt) setmetatable(mt, nil) mt.__mode = 'k'",
      "local m2 = {} local mt = setmetatable({}, m2) setmetatable({}, mt) m2.__newindex = nil mt.__mode = 'k'",
      "local m2 = { __newindex = rawset } local mt = setmetatable({}, m2) setmetatable({}, mt) mt.__mode = 'k'",
      "local mt = {} setmetatable({}, mt) local t = setmetatable({}, { __newindex = mt }) t.__mode = 'k'",
    ])
  func late(line: String) { #expect(values("", after: line) == "! metatables take no __mode here") }

  @Test("are not the host's tables", arguments: ["math", "host", "_ENV"])
  func hosts(table: String) {
    #expect(values("setmetatable({}, \(table))") == "! this table is the host's: it may be read only")
    #expect(values("setmetatable(\(table), {})") == "! this table is the host's: it may be read only")
  }
}
