import Core
import Scripting
import Testing

@Suite("string", .timeLimit(.minutes(60)))
struct StringTests {
  @Test(
    "answers as Lua's does",
    arguments: [
      ("('abc'):byte(), ('abc'):byte(-1), ('abc'):byte(10)", "97 99"),
      ("('abc'):byte(1, -1)", "97 98 99"),
      ("select('#', ('x'):rep(251):byte(1, 250))", "250"),
      ("string.char(72, 105), string.char()", "Hi "),
      ("('Hello'):lower(), ('Hello'):upper(), ('Hello'):reverse(), ('Hello'):len()", "hello HELLO olleH 5"),
      ("('Hello'):sub(2, -2), ('Hello'):sub(-3), ('Hello'):sub(0), ('Hello'):sub(4, 2)", "ell llo Hello "),
      ("('Hello'):sub(math.mininteger, math.maxinteger), ('Hello'):sub(-100, 1)", "Hello H"),
      ("('ab'):rep(3), ('ab'):rep(3, ','), ('x'):rep(0), ('x'):rep(-1), (''):rep(1 << 50)", "ababab ab,ab,ab   "),
    ])
  func answers(expression: String, expected: String) { #expect(values(expression) == expected) }

  @Test(
    "formats numbers and texts",
    arguments: [
      ("'%d|%5d|%-5d|%05d|%+d', 3, 42, 42, 42, 7", "3|   42|42   |00042|+7"),
      ("'%i|%u|%x|%X|%c|%d', 8, 9, 255, 255, 65, 3.0", "8|9|ff|FF|A|3"),
      (
        "'%e|%.3f|%g|%a|%10.2f|%-8.2f|', 1.5, 2, 1e20, 1, 3.14159, 2.5",
        "1.500000e+00|2.000|1e+20|0x1p+0|      3.14|2.50    |"
      ),
      ("'%s|%6s|%-6s|%.2s|%5.1s|%s', 'a', 'b', 'c', 'defg', 'hij', nil", "a|     b|c     |de|    h|nil"),
      ("'%%|%s|%5.1f|100%%', 0 / 0, -(0 / 0)", "%|nan|  nan|100%"),
      ("'%s %s', {}, 1.0", "table: 1 1.0"),
    ])
  func format(arguments: String, expected: String) { #expect(values("string.format(\(arguments))") == expected) }

  @Test(
    "refuses with what it expected",
    arguments: [
      ("string.format('%d')", "! bad argument: format() expected a value for its item 1, got nothing"),
      ("string.format('%d', 1.5)", "! bad argument: format() expected a whole number as argument 2, got 1.5"),
      ("string.format('%d', '3')", "! bad argument: format() expected a whole number as argument 2, got '3'"),
      (
        "string.format('%q', 1)",
        "! bad argument: format() accepts %d %i %u %c %x %X %e %E %f %F %g %G %a %A %s and %%, not '%q'"
      ),
      (
        "string.format('50%')",
        "! bad argument: format() accepts %d %i %u %c %x %X %e %E %f %F %g %G %a %A %s and %%, not '%'"
      ),
      ("string.char(256)", "! bad argument: char() expected a byte, 0 to 255 as argument 1, got 256"),
      ("('x'):rep(300):byte(1, -1)", "! byte() gives at most 250 values"),
      ("('x'):rep(300):byte(1, 251)", "! byte() gives at most 250 values"),
      ("('x'):rep(1 << 40)", "! makes a text of more than 256 KiB"),
      ("('x'):rep(1 << 62, 'yy')", "! makes a text of more than 256 KiB"),
      ("string.format('%s%s', ('x'):rep(200000), ('x'):rep(200000))", "! makes a text of more than 256 KiB"),
      ("(3):rep(2)", "! attempt to index a number value"),
    ])
  func refusals(expression: String, expected: String) { #expect(values(expression) == expected) }

  @Test("that grow too long stop the machine as memory that runs out")
  func memory() {
    let fault = #expect(throws: Fault.self) { try script("local s = ('x'):rep(1 << 40)", limits: .patient) }
    #expect(fault?.kind == .memory)
    #expect(fault?.place?.line == 1)
  }
}
