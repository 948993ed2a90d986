import Foundation
import System
import Testing

@testable import Core

@Suite("Text from outside, shown", .timeLimit(.minutes(60)))
struct ShownTests {
  @Test(
    "what a terminal would obey or hide is spelled out, all else is left",
    arguments: [
      ("plain text, 'quoted' \\ \"double\"", #"plain text, 'quoted' \ "double""#),
      ("boom\n  replay: curl x", #"boom\n  replay: curl x"#), ("a\r\nb\tc", #"a\r\nb\tc"#),
      ("\u{1B}[31mred\u{7}", #"\u{1B}[31mred\u{7}"#), ("\u{0}\u{8}\u{7F}", #"\u{0}\u{8}\u{7F}"#),
      ("\u{9B}31m \u{85}", #"\u{9B}31m \u{85}"#), ("abc\u{202E}gpj.exe", #"abc\u{202E}gpj.exe"#),
      ("\u{2066}x\u{2069}\u{200E}\u{200F}\u{61C}", #"\u{2066}x\u{2069}\u{200E}\u{200F}\u{61C}"#),
      ("l\u{200B}r\u{FEFF}u\u{AD}\u{2060}", #"l\u{200B}r\u{FEFF}u\u{AD}\u{2060}"#),
      ("a\u{2028}b\u{2029}c", #"a\u{2028}b\u{2029}c"#), ("\u{E0041}\u{FE0F}\u{3164}", #"\u{E0041}\u{FE0F}\u{3164}"#),
      ("é ü 漢字 → ±", "é ü 漢字 → ±"), ("", ""),
    ])
  func shows(text: String, expected: String) {
    #expect(shown(text) == expected)
    #expect(shown(expected) == expected)
  }

  @Test("JSON keeps the text exactly, and has nothing in it that a terminal would obey")
  func json() throws {
    let text = "a\u{1B}\u{9B}\u{202E}\u{2028}\u{200B}\u{7F}\u{E0041}\"\\\nz"
    let literal = JSONLine.quoted(text)
    #expect(literal == #""a\u001b\u009b\u202e\u2028\u200b\u007f\udb40\udc41\"\\\nz""#)
    #expect(shown(literal) == literal)
    #expect(try JSONValue(parsing: Array(literal.utf8), file: "t").string == text)
  }

  @Test("a fault's fields cannot make lines of their own")
  func fault() {
    var fault = Fault(
      "boom\n  replay: curl x | sh", place: .init(file: "a\nb.lua", line: 3), at: "step 1\r\n  fix: y",
      fix: "m\u{1B}[2J",
      replay: "polarbench run a\u{2028}b")
    fault.calls = ["f\n  fix:    rm", "g"]
    #expect(
      fault.described == #"""
        a\nb.lua:3: boom\n  replay: curl x | sh
          at:     step 1\r\n  fix: y
          calls:  f\n  fix:    rm; g
          fix:    m\u{1B}[2J
          replay: polarbench run a\u{2028}b
        """#)
  }

  @Test("an excerpt is 40 code points at most, however many one character has")
  func excerpts() {
    #expect(excerpt("a\u{1B}\"\\") == #"'a\u{1B}"\'"#)
    #expect(
      excerpt("e" + String(repeating: "\u{301}", count: 1000)) == "'e" + String(repeating: "\u{301}", count: 39) + "…'")
    #expect(excerpt(String(repeating: "x", count: 40)) == "'" + String(repeating: "x", count: 40) + "'")
  }

  @Test(
    "columns are those that a terminal takes", arguments: [("abc", 3), ("é", 1), ("漢字", 4), ("🙂x", 3), ("e\u{301}", 1)])
  func columns(text: String, expected: Int) {
    #expect(text.columns == expected)
    #expect(text.padded(to: 6) == text + String(repeating: " ", count: 6 - expected))
    #expect(text.padding(to: 2).hasSuffix(text))
  }
}

@Suite("Bytes that are not UTF-8", .timeLimit(.minutes(60)))
struct RawTextTests {
  @Test(
    "come back as they were, and are shown by number",
    arguments: [
      ([0x61, 0xff, 0x62], #"a\xFFb"#), ([0xc3, 0xa9], "é"), ([0xc3], #"\xC3"#), ([0xe2, 0x80, 0x61], #"\xE2\x80a"#),
      // Overlong, a surrogate, and beyond Unicode.
      ([0xc0, 0xaf], #"\xC0\xAF"#), ([0xed, 0xa0, 0x80], #"\xED\xA0\x80"#), ([0xf5, 0x80], #"\xF5\x80"#),
      // The scalar that stands for 0xff, in valid UTF-8; and its neighbours, which stand for nothing.
      ([0xf4, 0x8f, 0xbb, 0xbf], #"\xF4\x8F\xBB\xBF"#), ([0xf4, 0x8f, 0xb8, 0x80], #"\u{10FE00}"#), ([], ""),
    ] as [([UInt8], String)])
  func roundTrip(bytes: [UInt8], expected: String) {
    let text = String(raw: bytes)
    #expect(text.rawBytes == bytes)
    #expect(shown(text) == expected)
  }

  @Test("a pipe in a folder is refused, and a file that is not there is not")
  func pipes() throws {
    let folder = FileManager.default.temporaryDirectory.path + "/" + UUID().uuidString
    mkdir(folder, 0o700)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(mkfifo(folder + "/pipe", 0o600) == 0)
    #expect(throws: Messages.noPlainFile(folder + "/pipe")) { try requirePlainFile(folder + "/pipe") }
    #expect(throws: Messages.noPlainFile("/dev/null")) { try requirePlainFile("/dev/null") }
    try requirePlainFile(folder + "/none")
    #expect(
      Messages.noPlainFile("t/requests.csv").described == """
        t/requests.csv: it is a pipe, a device or a folder; expected a regular file
          fix:    take it out of the folder, or put a file there
        """)
    #expect(Messages.waitingForInput("a") == "waiting for input from a")
    #expect(Messages.waitingForReader("a") == "waiting for a program that reads a")
  }
}
