import Core
import Testing

@Suite("Lua tables that are read, not run", .timeLimit(.minutes(60))) struct LuaReaderTests {
  static func read(_ text: String) throws(Fault) -> LuaValue { try LuaValue(parsing: Array(text.utf8), file: "t.lua") }

  /// The one field of a table.
  static func value(_ text: String) throws(Fault) -> LuaValue? { try read("return {x=\(text)}").entries?.first?.value }

  @Test("plain values, inner tables and comments are read in order")
  func reading() throws {
    let table = try Self.read(
      #"""
      -- a trace
      return { --[[ its
        facts ]] name = "zipf-15", ['odd key'] = 'it\'s "so"\n\065',
        units = { time = "seconds"; size = 'bytes' }, n = -1.5e3, real = true, fake = false, list = { "a", "b" },
        none = nil, [ [[long]] ] = 0x10, end = "kept",
      } -- the end
      """#)
    let leaves = table.leaves.map { "\($0.name)=\($0.value)" }
    #expect(
      leaves == [
        "name=zipf-15", "odd key=it's \"so\"\nA", "units.time=seconds", "units.size=bytes", "n=-1.5e3", "real=true",
        "fake=false", "list.1=a", "list.2=b", "long=0x10", "end=kept",
      ])
    #expect(table.entries?.map(\.name).last == "end")
  }

  @Test("every value knows its line and column")
  func places() throws {
    let table = try Self.read("\u{FEFF}return {\n  a = 1, --[[\n ]] b = [[\n\n]], c =\n  'x', {\n true }\n}")
    let spots = (table.entries ?? []).map {
      "\($0.spot.line):\($0.spot.column) \($0.value.spot.line):\($0.value.spot.column)"
    }
    #expect(spots == ["2:3 2:7", "3:5 3:9", "5:5 6:3", "6:8 6:8"])
    #expect(
      table.entries?.last?.value.entries?.first?.spot.place(in: "f") == Fault.Place(file: "f", line: 7, column: 2))
    #expect(table.spot.line == 1 && table.spot.column == 11)
  }

  @Test(
    "strings are read in all of Lua's forms",
    arguments: [
      (#""\a\b\f\n\r\t\v\\\"\'""#, "\u{7}\u{8}\u{c}\n\r\t\u{b}\\\"'"), (#"'\65\066\0009'"#, "AB\u{0}9"),
      (#""\x41\u{e9}\u{1F600}""#, "Aé😀"), ("'a\\z  \n\r\t b'", "ab"), ("'a\\\nb\\\r\nc'", "a\nb\nc"),
      ("[[\na\r\nb\n\rc\rd]]", "a\nb\nc\nd"), ("[==[ ]] ]=] ]==]", " ]] ]=] "), ("[[]]", ""), ("'\u{e9}'", "é"),
    ])
  func strings(text: String, expected: String) throws { #expect(try Self.value(text)?.text == expected) }

  @Test(
    "numbers are read in all of Lua's forms, whole ones exactly",
    arguments: [
      ("0", 0.0, 0), ("-0.0", -0.0, 0), (".5", 0.5, nil), ("5.", 5, 5), ("007", 7, 7), ("-1e-3", -0.001, nil),
      ("1E+2", 100, 100), ("0x1F", 31, 31), ("-0Xff", -255, -255), ("0x.8", 0.5, nil), ("0xA.8p-1", 5.25, nil),
      ("0x1p4", 16, 16), ("9007199254740993", 9_007_199_254_740_992, 9_007_199_254_740_993),
      ("9223372036854775807", 0x1p63, .max), ("-9223372036854775808", -0x1p63, .min),
      ("9223372036854775808", 0x1p63, nil), ("0x7fffffffffffffff", 0x1p63, nil), ("1e308", 1e308, nil),
      ("1e-400", 0, 0),
      ("0.1", 0.1, nil), ("179769313486231570000e288", .greatestFiniteMagnitude, nil),
    ] as [(String, Double, Int?)])
  func numbers(text: String, number: Double, integer: Int?) throws {
    let value = try Self.value(text)
    #expect(value?.number?.bitPattern == number.bitPattern)
    #expect(value?.integer == integer)
    #expect(value?.leaves.first?.value == text)
  }

  static let plain = "a string, a number, true, false, nil or a table"
  static let broken: [(String, String)] = [
    ("", "1:1: the end of the line; expected 'return {'"), ("{ }", "1:1: '{ }'; expected 'return {'"),
    ("local a = 1\nreturn {}", "1:1: 'local a = 1'; expected 'return {'"), ("return 3", "1:8: '3'; expected '{'"),
    ("return { name = }", "1:17: '}'; expected \(plain)"),
    ("return { name = os.exit() }", "1:17: 'os.exit() }'; expected \(plain)"),
    ("return { a = -x }", "1:14: '-x' is no number that is read here"),
    ("return { a = 1 + 2 }", "1:16: '+ 2 }'; expected ',' or '}'"),
    ("return { a = 3-2 }", "1:15: '-2 }'; expected ',' or '}'"),
    ("return { a == 1 }", "1:10: 'a == 1 }'; expected \(plain)"),
    ("return {\n a = 1\n b = 2 }", "3:2: 'b = 2 }'; expected ',' or '}'"),
    ("return { [1] = 2 }", "1:11: '1] = 2 }'; expected a name in quotes"),
    ("return { ['a' = 2 }", "1:15: '= 2 }'; expected ']'"), ("return { ['a'] 2 }", "1:16: '2 }'; expected '='"),
    ("return { a = 1, a = 2 }", "1:17: the name 'a' stands twice in one table"),
    ("return { a = 1, ['a'] = 2 }", "1:17: the name 'a' stands twice in one table"),
    ("return { a = 0x }", "1:14: '0x' is no number that is read here"),
    ("return { a = 0xffffffffffffffff }", "1:14: '0xffffffffffffffff' is no number that is read here"),
    ("return { a = 1e999 }", "1:14: '1e999' is no number that is read here"),
    ("return { a = 1..2 }", "1:14: '1..2' is no number that is read here"),
    ("return { a = 12abc }", "1:14: '12abc' is no number that is read here"),
    ("return { a = 'x }", "1:14: the quote that opens this string is never closed on its line"),
    ("return { a = 'x\n' }", "1:14: the quote that opens this string is never closed on its line"),
    ("return { a = 'x\\", "1:14: the quote that opens this string is never closed on its line"),
    (#"return { a = '\q' }"#, "1:15: this escape is not known"),
    (#"return { a = '\256' }"#, "1:15: this escape is not known"),
    (#"return { a = '\x4' }"#, "1:15: this escape is not known"),
    (#"return { a = '\u{d800}' }"#, "1:15: this escape is not known"),
    (#"return { a = '\u{110000}' }"#, "1:15: this escape is not known"),
    (#"return { a = '\xff' }"#, "1:14: this string is not UTF-8"),
    ("return { a = [[x]=] }", "1:14: this string is never closed"),
    ("return { --[==[ a ]]", "1:10: this comment is never closed"),
    ("return { a = 1", "1:15: the end of the line; expected ',' or '}'"),
    ("return { } x", "1:12: 'x'; expected the end of the file"),
    ("return { }; ;", "1:13: ';'; expected the end of the file"),
    ("return " + String(repeating: "{", count: 200), "1:136: tables nest deeper than 128"),
  ]

  @Test("code and torn tables are refused with their place", arguments: broken)
  func refusal(text: String, expected: String) {
    let fault = #expect(throws: Fault.self) { try Self.read(text) }
    #expect(fault?.described.prefix(while: { $0 != "\n" }) == ("t.lua:" + expected)[...])
    #expect(fault?.fix != nil)
  }

  @Test("the remedy is that of the mistake")
  func remedies() {
    func fix(_ text: String) -> String? { #expect(throws: Fault.self) { try Self.read(text) }?.fix }
    #expect(fix("a = 1") == "the file is read, not run: write one table, return { name = \"text\" }")
    #expect(fix("return { a = b }") == "put text in quotes: name = \"text\"; nothing is computed or called here")
    #expect(fix("return { a = 1 b = 2 }") == "put a comma between values; nothing is computed or called here")
    #expect(fix("return { a = [==[ }") == "close it with ]==]")
    #expect(fix("return { --[=[ }") == "close it with ]=]")
    #expect(
      fix("return { a = 1e999 }")
        == "write a finite one, as in 12, -0.5, 1e-3 or 0x1F, whole hexadecimal ones below 2^63")
  }

  @Test("limits hold, and nothing takes more than time in proportion")
  func limits() throws {
    func nested(_ depth: Int) -> String {
      "return " + String(repeating: "{", count: depth) + String(repeating: "}", count: depth)
    }
    #expect(try Self.read(nested(LuaValue.depthLimit)).entries?.count == 1)
    #expect(throws: Fault.self) { try Self.read(nested(LuaValue.depthLimit + 1)) }
    let three = Array("return {1,2}".utf8)
    #expect(throws: Never.self) { try LuaValue(parsing: three, file: "f", limits: .init(bytes: 12, values: 3)) }
    #expect(throws: Fault.self) { try LuaValue(parsing: three, file: "f", limits: .init(bytes: 11)) }
    let many = #expect(throws: Fault.self) { try LuaValue(parsing: three, file: "f", limits: .init(values: 2)) }
    #expect(many?.described.hasPrefix("f:1:11: the file holds more values than are read") == true)
    let count = 250_000
    for unit in ["[=", "{", "--[=[", "]", "true,", "\"\\z\"", "a=", "0", "\r\n", "[==[]=]"] {
      let text = Array(("return {" + String(repeating: unit, count: count)).utf8)
      #expect(throws: Fault.self) { try LuaValue(parsing: text, file: "f", limits: .init(bytes: 1 << 21)) }
    }
  }
}
