import Foundation
import System
import Testing

@testable import Core

@Suite("Words for a shell", .timeLimit(.minutes(60)))
struct ShellWordTests {
  private static let words = [
    "plain-1.0_x/y=z", "", "two words", "it's", "$(touch x)", "`x`", "-rf", "a\nb", "tab\there", "\u{1B}[31m", "\\n",
    "'\n\\'", "\u{202E}", "é 漢", String(raw: [0x61, 0xff, 0x30]), "\u{7}1",
  ]

  @Test("are quoted only where they need it, on one line, with nothing that cannot be seen")
  func quoting() {
    #expect(ShellWord.joined(["a", "b c", "it's", ""]) == #"a 'b c' 'it'\''s' ''"#)
    #expect(ShellWord.quoted("a\n'\\é\u{202E}") == #"$'a\012\'\\é\342\200\256'"#)
    #expect(ShellWord.quoted(String(raw: [0xff, 0x30])) == #"$'\3770'"#)
    for word in Self.words { #expect(shown(ShellWord.quoted(word)) == ShellWord.quoted(word)) }
  }

  @Test("come out of bash as they went in", .enabled(if: FileManager.default.isExecutableFile(atPath: "/bin/bash")))
  func bash() throws {
    for word in Self.words {
      let process = Process()
      process.executableURL = URL(filePath: "/bin/bash")
      process.arguments = ["-c", "printf %s " + ShellWord.quoted(word)]
      let pipe = Pipe()
      process.standardOutput = pipe
      try process.run()
      let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
      process.waitUntilExit()
      #expect(Array(data) == word.rawBytes, "\(ShellWord.quoted(word))")
    }
  }

  @Test("a path is not read as an option")
  func paths() {
    #expect(ShellWord.path("-rf") == "./-rf")
    #expect(ShellWord.path("a-b") == "a-b")
    #expect(ShellWord.path("/-x") == "/-x")
  }
}

@Suite("CSV for a spreadsheet", .timeLimit(.minutes(60)))
struct CSVFormTests {
  @Test(
    "a text that begins like a formula gets a quote before it; a number is left",
    arguments: [
      ("=1+1", "'=1+1"), ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"), ("-rf", "'-rf"), ("@SUM(A1)", "'@SUM(A1)"),
      (" =1", "' =1"), ("'=1", "''=1"), ("＝1", "'＝1"), ("\"=1+1\"", "\"'\"\"=1+1\"\"\""), ("-0.5", "-0.5"),
      ("-1e-05", "-1e-05"), ("-7", "-7"), ("-inf", "-inf"), ("-1+1", "'-1+1"), ("\t=1", #"\t=1"#), ("\r=1", #"\r=1"#),
      ("a=1", "a=1"), ("law, chat", "\"law, chat\""), ("a\nb", #"a\nb"#), ("", "\"\""), ("\u{1B}[31m", #"\u{1B}[31m"#),
    ])
  func sheet(text: String, expected: String) {
    #expect(CSVForm.sheet.row([text]) == expected + "\n")
  }

  @Test("raw cells are as they are", arguments: ["=1+1", "-rf", "\u{1B}[31m", "\t=1", "a\nb"])
  func raw(text: String) {
    #expect(CSVForm.raw.row([text, "1"]) == delimitedRow([text, "1"]))
  }
}
