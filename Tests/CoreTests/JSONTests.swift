import Core
import Testing

@Suite("JSON values", .timeLimit(.minutes(60)))
struct JSONTests {
  private func parsed(_ text: String) throws -> JSONValue { try JSONValue(parsing: Array(text.utf8), file: "a.json") }

  @Test(
    "values are read as they stand",
    arguments: [
      ("null", JSONValue.null), (" true\n", .flag(true)), ("false", .flag(false)), ("0", .integer(0)),
      ("-9223372036854775808", .integer(.min)), ("9223372036854775807", .integer(.max)),
      ("9223372036854775808", .number(9_223_372_036_854_775_808)), ("-0", .integer(0)), ("1.5e-3", .number(0.0015)),
      ("1E+2", .number(100)), (#""a\"\\\/\b\f\n\r\tz""#, .string("a\"\\/\u{8}\u{c}\n\r\tz")),
      (#""\u00e9 \ud83d\ude00 é😀""#, .string("é 😀 é😀")), ("[]", .array([])), ("{}", .object([])),
      ("[1,[2],{\"a\":3}]", .array([.integer(1), .array([.integer(2)]), .object([.init("a", .integer(3))])])),
      ("{ \"b\" : 1 ,\"a\":2 }", .object([.init("b", .integer(1)), .init("a", .integer(2))])),
    ])
  func values(text: String, value: JSONValue) throws { #expect(try parsed(text) == value) }

  @Test(
    "a broken text is refused with its place",
    arguments: [
      ("", "a.json:1:1: the JSON ends where a value should stand\n  fix:    look for a truncated file"),
      ("{\n \"a\": 1,\n}", "a.json:3:1: the JSON has '}' where a name in quotes should stand"),
      ("[1 2]", "a.json:1:4: the JSON has '2]' where ',' or ']' should stand"),
      ("{\"a\" 1}", "a.json:1:6: the JSON has '1}' where ':' should stand"),
      ("[1,]", "a.json:1:4: the JSON has ']' where a value should stand"),
      ("nul", "a.json:1:1: the JSON has 'nul' where 'null' should stand"),
      ("NaN", "a.json:1:1: the JSON has 'NaN' where a value should stand"),
      ("01", "a.json:1:2: the JSON has '1' where the end of the text should stand"),
      ("1.", "a.json:1:3: the JSON ends where a digit should stand\n  fix:    look for a truncated file"),
      ("-x", "a.json:1:2: the JSON has 'x' where a digit should stand"),
      ("1e999", "a.json:1:1: the number is too large for a double"),
      ("{\"a\":1,\"a\":2}", "a.json:1:8: the name 'a' occurs twice in one JSON object\n  fix:    keep one of the two"),
      ("\"ab", "a.json:1:1: the JSON string is never closed\n  fix:    look for a truncated file"),
      (
        "\"a\nb\"",
        "a.json:1:3: a control character (byte 10) in a JSON string\n"
          + "  fix:    close the string, or write the line end as \\n"
      ),
      (
        #"["\ud83d"]"#,
        "a.json:1:3: the JSON string has a bad escape\n  fix:    write \\\" \\\\ \\/ \\b \\f \\n \\r \\t, or \\u with four "
          + "hexadecimal digits; surrogates come in pairs"
      ),
      (String(repeating: "[", count: 200), "a.json:1:129: the JSON nests deeper than 128 levels"),
    ])
  func broken(text: String, message: String) {
    #expect(throws: Fault.self) { try parsed(text) }
    do { _ = try parsed(text) } catch let fault { #expect("\(fault)" == message) }
  }

  @Test("arrays nest 128 deep, and no deeper")
  func depth() throws {
    func nested(_ depth: Int) -> [UInt8] {
      Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
    }
    #expect(try JSONValue(parsing: nested(JSONValue.depthLimit), file: "a.json").array?.count == 1)
    #expect(throws: Fault.self) { try JSONValue(parsing: nested(JSONValue.depthLimit + 1), file: "a.json") }
  }

  @Test("a low surrogate follows a high one, or the text is refused")
  func surrogates() throws {
    #expect(try JSONValue(parsing: Array(#""\ud83d\ude00""#.utf8), file: "a.json").string == "😀")
    for text in [#""\ud83d\ud83d""#, #""\ud83d\ue000""#, #""\ude00""#, #""\ud83d""#] {
      #expect(throws: Fault.self) { try JSONValue(parsing: Array(text.utf8), file: "a.json") }
    }
  }

  @Test("bytes that are not UTF-8 are refused")
  func notUTF8() {
    do {
      _ = try JSONValue(parsing: [0x22, 0xff, 0x22], file: "a.json")
      Issue.record("no fault")
    } catch { #expect(error.reason == "the JSON string is not UTF-8") }
  }

  @Test("every torn or mutated text is a value or a fault, never a crash")
  func mutations() {
    let seedText = Array(#"{"a":[1,-2.5e3,"x\u00e9\n",{"b":null}],"c":{"d":[true,false]}}"#.utf8)
    var random = RandomStream(Seed(7))
    for _ in 0..<20_000 {
      var text = seedText
      for _ in 0...random.integer(below: 4) {
        switch random.integer(below: 3) {
        case 0: text[random.integer(below: text.count)] = UInt8(random.integer(below: 256))
        case 1: text.removeLast(random.integer(below: text.count))
        default: text.insert(UInt8(random.integer(below: 128)), at: random.integer(below: text.count + 1))
        }
        if text.isEmpty { text = seedText }
      }
      do { _ = try JSONValue(parsing: text, file: "a.json") } catch { #expect(error.place != nil) }
    }
  }
}
