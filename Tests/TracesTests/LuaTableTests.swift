import Core
import Testing

@testable import Traces

@Suite("Lua tables", .timeLimit(.minutes(60))) struct LuaTableTests {
  static func read(_ text: String) throws(Fault) -> LuaTable { try LuaTable(parsing: Array(text.utf8), file: "t.lua") }

  @Test("plain values, inner tables and comments are read in order")
  func reading() throws {
    let table = try Self.read(
      #"""
      -- a trace
      return { --[[ its
        facts ]] name = "zipf-15", ['odd key'] = 'it\'s "so"\n\065',
        units = { time = "seconds"; size = 'bytes' }, n = -1.5e3, real = true, fake = false, list = { "a", "b" },
      } -- the end
      """#)
    let leaves = table.leaves.map { "\($0.name)=\($0.value)" }
    #expect(
      leaves == [
        "name=zipf-15", "odd key=it's \"so\"\nA", "units.time=seconds", "units.size=bytes", "n=-1.5e3", "real=true",
        "fake=false", "list.1=a", "list.2=b",
      ])
  }

  @Test("a quoted text reads back the same")
  func quoting() throws {
    let text = "a\"b\\c\n\r\t\u{0}1\u{7f}é日本"
    #expect(try Self.read("return {x=\(LuaTable.quoted(text))}") == .table([.init("x", .text(text))]))
  }

  static let broken: [(String, String)] = [
    ("", "t.lua:1:1: the end of the line; expected 'return {'"),
    ("{ }", "t.lua:1:1: '{ }'; expected 'return {'"),
    ("return 3", "t.lua:1:8: '3'; expected '{'"),
    ("return { name = }", "t.lua:1:17: '}'; expected a string, a number, true, false or a table"),
    ("return { name = os.exit() }", "t.lua:1:17: 'os.exit() }'; expected a string, a number, true, false or a table"),
    ("return {\n a = 1\n b = 2 }", "t.lua:3:2: 'b = 2 }'; expected ',' or '}'"),
    ("return { a = 1, a = 2 }", "t.lua:1:17: the name 'a' occurs twice in one table"),
    ("return { a = 0x10 }", "t.lua:1:14: '0x10' is not a number; expected a decimal number"),
    ("return { a = 'x }", "t.lua:1:14: the quote that opens this string is never closed on its line"),
    ("return { a = 'x\n' }", "t.lua:1:14: the quote that opens this string is never closed on its line"),
    (#"return { a = '\x41' }"#, #"t.lua:1:15: this escape is not known; expected \n \r \t \\ \" \' or three digits"#),
    ("return { --[[ a", "t.lua:1:10: this comment is never closed"),
    ("return { a = 1", "t.lua:1:15: the end of the line; expected ',' or '}'"),
    ("return { } x", "t.lua:1:12: 'x'; expected the end of the file"),
    ("return " + String(repeating: "{", count: 40), "t.lua:1:40: tables nest deeper than 32"),
  ]

  @Test("code and torn tables are refused with their place", arguments: broken)
  func refusal(text: String, expected: String) {
    let fault = #expect(throws: Fault.self) { try Self.read(text) }
    #expect(fault?.described.prefix(while: { $0 != "\n" }) == expected[...])
  }
}
