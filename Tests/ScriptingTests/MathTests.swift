import Core
import Scripting
import Testing

@Suite("math", .timeLimit(.minutes(60)))
struct MathTests {
  @Test(
    "answers as Lua's does",
    arguments: [
      ("math.abs(-3), math.abs(math.mininteger), math.abs(-2.5)", "3 -9223372036854775808 2.5"),
      ("math.ceil(2.1), math.floor(-2.1), math.floor(1e300), math.floor(7)", "3 -3 1e+300 7"),
      ("math.fmod(7, 3), math.fmod(-7, 3), math.fmod(7, -3.5), math.fmod(math.mininteger, -1)", "1 -1 0.0 0"),
      ("math.max(1, 2.5, 2), math.min(3, 1, 2), math.max(2)", "2.5 1 2"),
      ("math.modf(3.75)", "3.0 0.75"),
      ("math.modf(-1 / 0)", "-inf 0.0"),
      ("math.tointeger(3.0), math.tointeger(3.5), math.tointeger('3')", "3 nil nil"),
      ("math.type(1), math.type(1.0), math.type('1'), math.ult(1, -1)", "integer float nil true"),
      ("math.sqrt(2), math.pi, math.huge", "1.4142135623731 3.1415926535898 inf"),
      ("math.exp(0), math.log(1), math.pow(2, 10), math.exp(1)", "1.0 0.0 1024.0 2.718281828459"),
      ("math.log(8, 2), math.log(1000, 10), math.log(3^20, 3)", "3.0 3.0 20.0"),
      ("math.log(0), math.log(10)", "-inf 2.302585092994"),
    ])
  func answers(expression: String, expected: String) { #expect(values(expression) == expected) }

  @Test(
    "refuses with what it expected",
    arguments: [
      ("math.fmod(1, 0)", "! bad argument: fmod() expected a divisor other than 0 as argument 2, got 0"),
      ("math.max()", "! bad argument: max() expected a number as argument 1, got nothing"),
      ("math.sin(1)", "! unknown name 'math.sin': its bits differ between machines"),
      ("math.randomseed(1)", "! unknown name 'math.randomseed': the cell's seed is set by the host"),
      ("math.random(0)", "! bad argument: random() expected a whole number of at least 1 as argument 1, got 0"),
      ("math.random(3, 1)", "! bad argument: random() expected a whole number of at least 3 as argument 2, got 1"),
      (
        "math.random(math.mininteger, math.maxinteger)",
        "! bad argument: random() expected fewer than 2^63 numbers to draw from as argument 2, got 9223372036854775807"
      ),
    ])
  func refusals(expression: String, expected: String) { #expect(values(expression) == expected) }

  @Test("draws from one stream, both ends included")
  func random() {
    let draws = """
      local low, high, inside = 99, 0, true
      for i = 1, 1000 do
        local r, u = math.random(3, 7), math.random()
        low, high, inside = math.min(low, r), math.max(high, r), inside and u >= 0 and u < 1
      end
      """
    #expect(values("low, high, inside, math.random(1), math.random(5, 5)", after: draws) == "3 7 true 1 5")
    #expect(values("math.random(1000000), math.random()") == values("math.random(1000000), host.rng():uniform()"))
  }
}
