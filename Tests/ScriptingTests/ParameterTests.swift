import Core
import Scripting
import Testing

@Suite("Parameters of a script", .timeLimit(.minutes(60)))
struct ScriptParameterTests {
  private func evictor(_ parameter: String) throws -> Script {
    try script(
      """
      local P = { name = "mine", kind = "evictor", api = 1, parameters = { { name = "x", \(parameter) } } }
      function P.start(setting) error(math.type(setting.parameters.x) .. " " .. setting.parameters.x, 0) end
      function P.victim() end
      return P
      """)
  }

  /// The setting of `start`, with `x` set as on a command line.
  private func told(_ parameter: String, setting x: String? = nil) throws -> String {
    let script = try evictor(parameter)
    let given = x.map { [(name: "x", value: $0)] } ?? []
    var setting = Setting(adapterCount: 1, capacity: Capacity(1))
    setting.parameters = try Parameters(card: script.card, given: given)
    let fault = #expect(throws: Fault.self) { try script.start(setting) }
    return try #require(fault).reason
  }

  @Test(
    "that are whole arrive as they were written",
    arguments: [
      "9223372036854775807", "-9223372036854775808", "9007199254740993", "-9007199254740993", "0",
    ])
  func whole(number: String) throws {
    #expect(
      try told("default = \(number == "-9223372036854775808" ? "math.mininteger" : number), integer = true")
        == "integer \(number)")
    #expect(try told("default = 1, integer = true", setting: number) == "integer \(number)")
    let card = try evictor("default = 1, integer = true, min = math.mininteger, max = math.maxinteger").card
    #expect(card.parameters.first?.range == .integer(Int.min...Int.max))
  }

  @Test("that are set beyond 64 bits are refused", arguments: ["9223372036854775808", "1e300", "1.5", "nan", ""])
  func beyond(number: String) throws {
    let card = try evictor("default = 1, integer = true, summary = \"Big.\"").card
    let fault = #expect(throws: Fault.self) { try Parameters(card: card, given: [("x", number)]) }
    #expect(
      fault?.described == """
        parameter 'x' of mine is '\(number)'; expected a whole number of 64 bits
          fix:    the default is 1; its card says 'Big.'
        """)
  }

  @Test(
    "are refused where the card cannot hold them to what it says",
    arguments: [
      ("default = 1e300, integer = true", "the default of 'x' is not a whole number from min to max"),
      ("default = 2^63, integer = true", "the default of 'x' is not a whole number from min to max"),
      ("default = 1, integer = true, max = 1e300", "a bound of 'x' is 1e+300; expected a whole number of 64 bits"),
      ("default = 1, integer = true, min = 0.5", "a bound of 'x' is 0.5; expected a whole number of 64 bits"),
      ("default = 1, min = '0'", "min of 'x' is not a number"),
      ("default = 1, max = 0/0", "max of 'x' is not a number"),
      ("default = 1, max = -math.huge", "max of 'x' is not a number"),
      (
        "default = 9007199254740993", "the default of 'x' has more digits than a number keeps; write integer = true"
      ),
    ])
  func cards(parameter: String, told: String) {
    let fault = #expect(throws: Fault.self) { try evictor(parameter) }
    #expect(fault?.reason == "parameter 1: \(told)")
  }

  @Test("may have no bounds")
  func endless() throws {
    #expect(try told("default = 2.5, min = -math.huge, max = math.huge") == "float 2.5")
    #expect(try told("default = 7, integer = true, min = -math.huge, max = math.huge") == "integer 7")
  }
}
