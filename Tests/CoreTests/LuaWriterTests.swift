import Core
import Testing

@Suite("Lua tables as text", .timeLimit(.minutes(60))) struct LuaWriterTests {
  private static func read(_ text: String) throws(Fault) -> LuaValue {
    try LuaValue(parsing: Array(text.utf8), file: "t")
  }

  @Test("a quoted text reads back the same")
  func quoting() throws {
    let text = "a\"b\\c\n\r\t\u{0}1\u{7f}é日本"
    #expect(try Self.read("return {x=\(LuaValue.quoted(text))}") == LuaValue(table: [.init("x", LuaValue(text))]))
  }

  @Test(
    "short tables have one line, lists of tables one for each, trees one however long, and names quotes where they must"
  )
  func layout() throws {
    let long = String(repeating: "x", count: 60)
    let tree = LuaValue(table: (0..<60).map { .init(nil, LuaValue($0 * 100)) })
    let value = LuaValue(table: [
      .init("name", LuaValue("a")), .init("end", LuaValue(true)),
      .init("page-in", LuaValue(0.5), comments: ["", "above"]),
      .init("few", LuaValue(["a", "b"])), .init("many", LuaValue([long, long])), .init("none", LuaValue(table: [])),
      .init(
        "points",
        LuaValue(table: [.init(nil, LuaValue(table: [.init("ms", LuaValue(3))])), .init(nil, LuaValue(["b"]))])),
      .init("trees", LuaValue(table: [.init(nil, tree), .init(nil, LuaValue(table: [.init(nil, LuaValue(1e300))]))])),
    ])
    let numbers = (0..<60).map { String($0 * 100) }.joined(separator: ",")
    let text = value.fileText(head: ["head", "two\nlines", ""])
    #expect(
      text == """
        -- head
        -- two
        -- lines

        return {
          name = "a",
          ["end"] = true,

          -- above
          ["page-in"] = 0.5,
          few = { "a", "b" },
          many = {
            "\(long)",
            "\(long)",
          },
          none = {},
          points = {
            { ms = 3 },
            { "b" },
          },
          trees = {
            {\(numbers)},
            {1e+300},
          },
        }

        """)
    #expect(try Self.read(text) == value)
  }

  @Test("a line of 132 columns is the longest", arguments: [(0, true), (1, false)])
  func width(more: Int, isOne: Bool) {
    // Two blanks, a = {, quotes and the end take 13.
    let text = String(repeating: "x", count: 119 + more)
    let lines = LuaValue(table: [.init("a", LuaValue([text]))]).fileText().split(separator: "\n")
    #expect((lines.count == 3) == isOne)
    if isOne { #expect(lines[1].utf8.count == 132) }
  }
}
