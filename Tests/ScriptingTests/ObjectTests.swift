import Core
import Scripting
import Testing

@Suite("Vectors", .timeLimit(.minutes(60)))
struct VectorTests {
  private static let v = "local v, w = host.vector{ 3, 1, 2 }, host.vector{ 1, 2, 3 }"

  @Test(
    "do arithmetic in index order",
    arguments: [
      ("v[1], v[2.0], #v, v:dot(w), v:sum(), v:argmax(), v:argmin()", "3.0 1.0 3 11.0 6.0 1 2"),
      ("v:axpy(2, w)[3], v:scale(0.5)[1], v:copy(w)[2], v:fill(7):sum()", "8.0 2.5 2.0 21.0"),
      ("host.vector(v):fill(0):sum(), v:sum()", "0.0 6.0"),
      ("host.zeros(0):argmax(), #host.zeros(0), host.zeros(0):sum()", "nil 0 0.0"),
      ("host.vector{ 1, 1 }:argmax(), host.vector{ 0 / 0, 2, 1 }:argmin(), host.vector{ 0 / 0 }:argmax()", "1 3 nil"),
      ("host.vector{ 1e16, 1, -1e16 }:sum(), host.vector{ 1e16, -1e16, 1 }:sum()", "0.0 1.0"),
    ])
  func arithmetic(expression: String, expected: String) { #expect(values(expression, after: Self.v) == expected) }

  @Test(
    "refuse with what they expected",
    arguments: [
      ("v[4]", "! bad argument: expected a place in 1 … 3 of the vector, got 4"),
      ("v[0]", "! bad argument: expected a place in 1 … 3 of the vector, got 0"),
      ("v[1.5]", "! bad argument: expected a place in 1 … 3 of the vector, got 1.5"),
      ("host.zeros(0)[1]", "! bad argument: expected no place: the vector is empty, got 1"),
      ("v:dot(3)", "! bad argument: dot() expected a vector as argument 1, got 3"),
      ("v.dot(3)", "! dot() is called on a vector, with a colon: write x:dot(…)"),
      ("v:dot(host.zeros(2))", "! bad argument: expected a vector of 3 numbers, got one of 2"),
      ("v:scale()", "! bad argument: scale() expected a number as argument 1, got nothing"),
      ("host.zeros(-1)", "! bad argument: zeros() expected a length, 0 or more as argument 1, got -1"),
      ("host.vector{ 1, 'x' }", "! bad argument: expected numbers in the list, got 'x' at place 2"),
    ])
  func refusals(expression: String, expected: String) { #expect(values(expression, after: Self.v) == expected) }

  @Test("take numbers alone")
  func writes() {
    #expect(values("v[1]", after: Self.v + " v[1] = 2^53 + 2") == "9.007199254741e+15")
    #expect(
      values("", after: Self.v + " v[1] = '2'") == "! bad argument: expected a number to keep in the vector, got '2'")
    #expect(values("", after: Self.v + " v.x = 1") == "! bad argument: expected a place, as in v[1] = 0.5, got 'x'")
  }

  @Test("count against the machine's memory")
  func memory() {
    let fault = #expect(throws: Fault.self) {
      try script("local all = {} for i = 1, 1e6 do all[i] = host.zeros(1000) end", limits: .patient)
    }
    #expect(fault?.kind == .memory)
    #expect(values("#host.zeros(1000)", after: "for i = 1, 20000 do host.zeros(1000) end") == "1000")
  }
}

@Suite("Rows", .timeLimit(.minutes(60)))
struct RowsTests {
  private static let rows = "local r = host.rows(2) for i = 1, 50 do r:append(host.vector{ i, -i }) end"

  @Test(
    "grow, are read and copied",
    arguments: [
      ("#r, r.width, r:get(50, 2), r:get(1, 1)", "50 2 -50.0 1.0"),
      ("#r:last(3), r:last(3):get(1, 1), #r:last(99), #r:last(0)", "3 48.0 50 0"),
      ("r:spaced(7):get(1, 1), r:spaced(7):get(7, 1), #r:spaced(100)", "1.0 43.0 50"),
    ])
  func reads(expression: String, expected: String) { #expect(values(expression, after: Self.rows) == expected) }

  @Test("keep the last when they are trimmed, step after step")
  func trims() {
    #expect(values("#r, r:get(1, 1)", after: Self.rows + " r:trim(10)") == "10 41.0")
    let stepwise = " for i = 51, 500 do r:append(host.vector{ i, 0 }) r:trim(10) end"
    #expect(values("#r, r:get(1, 1), r:get(10, 1)", after: Self.rows + stepwise) == "10 491.0 500.0")
    #expect(values("#r, r:get(1, 1)", after: Self.rows + " r:trim(0) r:append(host.vector{ 7, 8 })") == "1 7.0")
  }

  @Test(
    "refuse with what they expected",
    arguments: [
      ("r:append(host.zeros(3))", "! bad argument: append() expected a vector of 2 numbers, got one of 3"),
      ("r:get(51, 1)", "! bad argument: get() expected a place within 50 rows of 2, got (51, 1)"),
      ("r[1]", "! rows are read by rows:get(i, j)"),
      ("host.rows(0)", "! bad argument: rows() expected the length of a row, 1 or more as argument 1, got 0"),
    ])
  func refusals(expression: String, expected: String) { #expect(values(expression, after: Self.rows) == expected) }
}

@Suite("Heaps", .timeLimit(.minutes(60)))
struct HeapTests {
  @Test("answer the lowest key, the longest set where keys tie")
  func order() {
    let heap = "local h = host.heap() h:set(3, 5) h:set(1, 5) h:set(2, 7)"
    #expect(values("#h, h:key(2), h:key(9), h:min()", after: heap) == "3 7.0 nil 3 5.0")
    #expect(values("h:min()", after: heap + " h:set(3, 5)") == "1 5.0")
    #expect(values("h:remove(3), h:remove(3), h:min()", after: heap) == "true false 1 5.0")
    #expect(values("host.heap():min(), (tostring(host.heap():min()))") == "nil nil")
  }

  @Test("agree with a plain search over 20 000 steps", arguments: [1, 2, 3])
  func search(seed: Int) {
    let steps = """
      local h, keys, order, wrong = host.heap(), {}, 0, 0
      for i = 1, \(seed) do math.random() end
      for step = 1, 20000 do
        local id, what = math.random(60), math.random(4)
        if what <= 2 then
          order = order + 1
          keys[id] = { math.random(10), order }
          h:set(id, keys[id][1])
        elseif what == 3 then
          if h:remove(id) ~= (keys[id] ~= nil) then wrong = wrong + 1 end
          keys[id] = nil
        else
          local best
          for i = 1, 60 do
            local a, b = keys[i], keys[best]
            if a and (not b or a[1] < b[1] or a[1] == b[1] and a[2] < b[2]) then best = i end
          end
          local found, key = h:min()
          if found ~= best or best and key ~= keys[best][1] then wrong = wrong + 1 end
        end
      end
      """
    #expect(values("wrong", after: steps) == "0")
  }

  @Test(
    "refuse with what they expected",
    arguments: [
      ("host.heap():set(1, 0 / 0)", "! bad argument: set() expected a number as key as argument 2, got nan"),
      ("host.heap():set(1.5, 0)", "! bad argument: set() expected an id in 1 … 2147483647 as argument 1, got 1.5"),
    ])
  func refusals(expression: String, expected: String) { #expect(values(expression) == expected) }

  @Test("of far ids run out of memory, and say so")
  func memory() {
    let fault = #expect(throws: Fault.self) { try script("host.heap():set(1 << 30, 1)", limits: .patient) }
    #expect(fault?.kind == .memory)
  }
}

@Suite("Lists", .timeLimit(.minutes(60)))
struct ListTests {
  @Test("keep ids in line")
  func line() {
    let list = "local l = host.list() l:front(1) l:front(2) l:back(7) l:front(1)"
    #expect(values("l:first(), l:next(1), l:next(2), l:next(7), l:last()", after: list) == "1 2 7 nil 7")
    #expect(values("l:previous(7), l:previous(1), l:has(2), l:has(3), #l", after: list) == "2 nil true false 3")
    #expect(values("l:remove(2), l:remove(2), l:next(1), #l", after: list) == "true false 7 2")
    #expect(values("host.list():first(), host.list():last(), host.list():pop(), #host.list()") == "nil nil nil 0")
    #expect(values("l:pop(), l:last(), l:remove(1)", after: list) == "7 2 true nil")
    #expect(values("l:remove(7)", after: list) == "true 2")
  }

  @Test("that share ids hold each in one of them, with its units")
  func shared() {
    let lists = "local a, b = host.lists(2) a:front(1, 5) a:front(2, 3) b:front(1)"
    #expect(values("#a, #b, a:units(), b:units(), a:has(1), b:has(1)", after: lists) == "1 1 3 5 false true")
    #expect(values("a:remove(1), a:next(1), b:remove(1), b:units()", after: lists) == "false nil true 0")
  }

  @Test(
    "refuse with what they expected",
    arguments: [
      ("host.list():front('3')", "! bad argument: front() expected an id in 1 … 2147483647 as argument 1, got '3'"),
      ("host.list().front(3)", "! front() is called on a list, with a colon: write x:front(…)"),
      ("host.list():front(1, -1)", "! bad argument: front() expected a whole number of units as argument 2, got -1"),
      ("host.lists(9)", "! bad argument: lists() expected how many lists, 1 to 8 as argument 1, got 9"),
      ("host.list():last(3)", "! bad argument: last() expected residents as argument 1, got 3"),
    ])
  func refusals(expression: String, expected: String) { #expect(values(expression) == expected) }
}

@Suite("Rings, sketches and means", .timeLimit(.minutes(60)))
struct CountingTests {
  @Test("a ring keeps the last n, the oldest first")
  func ring() {
    let ring = "local r = host.ring(3) r:push(1) r:push(2)"
    #expect(values("r:push(3), r:push(4), r[1], r[3], r:sum(), #r", after: ring) == "nil 1.0 2.0 4.0 9.0 3")
    #expect(values("#r, r[1], r[2], r:sum()", after: ring) == "2 1.0 2.0 3.0")
    #expect(values("r[3]", after: ring) == "! bad argument: expected a place in 1 … 2 of the ring, got 3")
    #expect(
      values("host.ring(0)")
        == "! bad argument: ring() expected how many numbers to keep, 1 to 16777216 as argument 1, got 0")
  }

  @Test("a sketch counts up to its most, halves, and widens without forgetting")
  func sketch() {
    let sketch = "local s = host.sketch(10, 4, 15) for i = 1, 20 do s:add(1) end s:add(2)"
    #expect(values("s:estimate(1), s:estimate(2), s:estimate(3), s:width()", after: sketch) == "15 1 0 16")
    #expect(values("s:width(), s:estimate(1), s:estimate(2)", after: sketch + " s:widen(100)") == "128 15 1")
    #expect(values("s:estimate(1), s:estimate(2)", after: sketch + " s:halve()") == "7 0")
    #expect(values("s:estimate(1)", after: "local s = host.sketch(1, 1) for i = 1, 99 do s:add(2) end") == "99")
  }

  @Test("a mean forgets half of what it heard half a life ago")
  func mean() {
    let mean = "local m = host.ewma(1) local none = m:value() m:add(4) local one = m:value() m:add(1)"
    #expect(values("none, one, m:value()", after: mean) == "nil 4.0 2.0")
    // With a half-life of 2 the weights are 1, 0.7071 and 0.5: 4 · 0.5 / 2.2071.
    #expect(
      values(
        "string.format('%.6f', m:value())", after: "local m = host.ewma(2) m:add(4) m:add(0) m:add(0)") == "0.906164")
    #expect(
      values("host.ewma(0)") == "! bad argument: ewma() expected a half-life in steps, above 0 as argument 1, got 0")
  }
}
