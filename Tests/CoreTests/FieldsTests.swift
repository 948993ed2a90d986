import Core
import Testing

@Suite("Fields of a table", .timeLimit(.minutes(60))) struct FieldsTests {
  enum Colour: String, CaseIterable, Sendable { case red, green }

  static let known = ["name", "count", "ratio", "ok", "notes", "colour", "inner", "items"]

  static func fields(_ text: String) throws(Fault) -> Fields {
    let value = try LuaValue(parsing: Array("return {\(text)}".utf8), file: "t")
    return try Fields(value, "the test", known, in: .init(file: "t", page: "page.md"))
  }

  /// All fields of the table, each by its kind.
  static func read(_ text: String) throws(Fault) -> String {
    let fields = try fields(text)
    let name = try fields.required("name", .text)
    let count = try fields.optional("count", .integer(1...64))
    let ratio = try fields.optional("ratio", .number(0...1e9))
    let ok = try fields.optional("ok", .flag)
    let notes = try fields.optional("notes", .texts)
    let colour = try fields.word("colour", Colour.self)
    let inner = try fields.record("inner", ["a", "b"])?.required("a", .number(-1...1))
    let items = try fields.records("items", ["x"]).map { (item) throws(Fault) in try item.required("x", .integer(0...9))
    }
    return
      "\(name) \(count ?? -1) \(ratio ?? -1) \(ok ?? false) \(notes ?? []) \(colour ?? .red) \(inner ?? 9) \(items)"
  }

  @Test("are read by name; nil is as if it were not there")
  func reading() throws {
    #expect(
      try Self.read(
        "name='a', count=2.0, ratio=0x10, ok=true, notes={'x','y'}, colour='green', inner={a=.5}, items={{x=1},{x=2}}")
        == "a 2 16.0 true [\"x\", \"y\"] green 0.5 [1, 2]")
    #expect(try Self.read("name='a', notes='one', count=nil") == "a -1 -1.0 false [\"one\"] red 9.0 []")
    let fields = try Self.fields("name='a', count = 3, ok=nil")
    #expect(fields.has("count") && !fields.has("ok") && !fields.has("ratio"))
    #expect(fields.place(of: "count").column == 27 && fields.place(of: "ratio") == fields.place)
  }

  @Test("may come from JSON: members by their names, null as if it were not there")
  func json() throws {
    let json = Array(#"{"ok": true, "name": "a", "notes": [], "count": 2.0, "colour": null, "ratio": 0.5}"#.utf8)
    let value = LuaValue(json: try JSONValue(parsing: json, file: "j"))
    #expect(value.entries?.compactMap(\.name) == ["colour", "count", "name", "notes", "ok", "ratio"])
    let fields = try Fields(value, "the test", Self.known, in: .init(file: "j", page: "page.md"))
    #expect(try fields.required("ok", .flag) && !fields.has("colour"))
    #expect(try fields.required("count", .integer(1...2)) == 2 && fields.required("ratio", .number(0...1)) == 0.5)
    #expect(try fields.required("notes", .texts) == [] && fields.required("name", .text) == "a")
    let fault = #expect(throws: Fault.self) { try fields.required("count", .integer(3...4)) }
    #expect(fault?.described == "j: count is 2.0; expected a whole number, 3 to 4\n  fix:    \(Self.page)")
  }

  static let page = "page.md has each field with its unit and range"
  static let broken: [(String, String, String)] = [
    ("", "1:8: the test lacks the field 'name'", "add name = …, a text in quotes, not empty"),
    (
      "nam='a'", "1:9: the test has no field 'nam'",
      "did you mean 'name'? the fields are name, count, ratio, ok, notes, colour, inner, items"
    ),
    (
      "name='a', zzzzzz=1", "1:19: the test has no field 'zzzzzz'",
      "the fields are name, count, ratio, ok, notes, colour, inner, items"
    ),
    (
      "'a'", "1:9: the test holds 'a' without a name",
      "write NAME = VALUE; the fields are name, count, ratio, ok, notes, colour, inner, items"
    ),
    ("name=''", "1:14: name is empty; expected a text in quotes, not empty", page),
    ("name=3", "1:14: name is 3; expected a text in quotes, not empty", "write it in quotes: name = \"3\""),
    ("name='a', count=0", "1:25: count is 0; expected a whole number, 1 to 64", page),
    ("name='a', count=1.5", "1:25: count is 1.5; expected a whole number, 1 to 64", page),
    ("name='a', count=1e308", "1:25: count is 1e308; expected a whole number, 1 to 64", page),
    (
      "name='a', count='3'", "1:25: count is '3'; expected a whole number, 1 to 64", "write it without quotes; \(page)"
    ),
    ("name='a', ratio=-1", "1:25: ratio is -1; expected a finite number, 0 to 1000000000", page),
    ("name='a', ratio={}", "1:25: ratio is an empty table; expected a finite number, 0 to 1000000000", page),
    ("name='a', ok=1", "1:22: ok is 1; expected true or false", page),
    ("name='a', notes={'x',3}", "1:25: notes is a table; expected a list of texts in quotes", page),
    ("name='a', notes={a='x'}", "1:25: notes is a table; expected a list of texts in quotes", page),
    (
      "name='a', colour='gren'", "1:26: colour is 'gren'; expected 'red' or 'green'", "did you mean 'green'? \(page)"
    ),
    ("name='a', colour=true", "1:26: colour is true; expected 'red' or 'green'", page),
    ("name='a', inner=3", "1:25: 'inner' is 3; expected a table", "write { a = …, }; the fields are a, b"),
    ("name='a', inner={b=1}", "1:25: 'inner' lacks the field 'a'", "add a = …, a finite number, -1 to 1"),
    ("name='a', inner={c=1}", "1:26: 'inner' has no field 'c'", "did you mean 'a'? the fields are a, b"),
    ("name='a', items=3", "1:25: items is 3; expected a list of tables { a table of x }", page),
    (
      "name='a', items={x=1}", "1:26: 'items' has a field 'x'; expected a list of tables { a table of x }",
      "write the values alone: items = { …, … }"
    ),
    ("name='a', items={{x=1},{x=10}}", "1:35: x is 10; expected a whole number, 0 to 9", page),
    ("name='a', items={{x=1},{}}", "1:32: 'items', item 2 lacks the field 'x'", "add x = …, a whole number, 0 to 9"),
  ]

  @Test("a wrong field is refused with its place, its value, what was expected and a remedy", arguments: broken)
  func refusal(text: String, reason: String, fix: String) {
    let fault = #expect(throws: Fault.self) { try Self.read(text) }
    #expect(fault?.described == "t:\(reason)\n  fix:    \(fix)")
  }
}
