import Core
import Testing
import Traces

@testable import Printing

@Suite("What is written", .timeLimit(.minutes(60)))
struct OutputTests {
  @Test("goes to stdout or stderr, a line each, with nothing that a terminal would obey")
  func writes() {
    let said = Output.captured {
      Output.line("a\u{1B}[31m\nb")
      Output.text("c\nd\u{7}")
      Output.data("e,\u{1B}\n")
      Output.line()
      Output.note("f\rg")
      Output.fault(Fault("h", fix: "i"))
      Output.fault(Fault("j"), as: "warning: ")
      Output.passing("k")
      Output.passing(nil)
    }
    #expect(said.output == "a\\u{1B}[31m\\nb\nc\nd\\u{7}\ne,\u{1B}\n\n")
    #expect(said.errors == "f\\rg\nerror: h\n  fix:    i\nwarning: j\n\r\u{1B}[Kk\r\u{1B}[K")
  }

  @Test("is kept for each capture alone")
  func nested() {
    var inner = ("", "")
    let outer = Output.captured {
      Output.line("a")
      inner = Output.captured { Output.line("b") }
      Output.line("c")
    }
    #expect(outer.output == "a\nc\n" && inner.0 == "b\n" && outer.errors.isEmpty)
  }

  @Test("numbers have their word, one or many, in groups of three")
  func counts() {
    #expect(counted(1, "trace") == "1 trace" && counted(0, "trace") == "0 traces")
    #expect(counted(12345, "policy", "policies") == "12 345 policies")
    #expect(counted(1, "policy", "policies") == "1 policy")
  }

  @Test("columns are two blanks apart, numbers flush, wide letters counted, and no line ends in blanks")
  func columns() {
    #expect(
      aligned([["name", "n"], ["漢字", "10"], ["a\n", "7", "x"], ["b"]], right: [1])
        == ["name   n", "漢字  10", "a\\n    7  x", "b"])
    #expect(aligned([], right: []) == [])
  }

  @Test("a range of steps has both ends", arguments: [("0..0", 0...0), ("1200..1208", 1200...1208)])
  func range(text: String, expected: ClosedRange<Int>) throws {
    #expect(try StepRange.parse(text) == expected)
  }

  @Test(
    "what is no range is told with how to write one",
    arguments: ["3..1", "7", "..", "1..", "..2", "1.2", "-1..2", "1..2..3", "a..b", "", "1…2"])
  func noRange(text: String) {
    let fault = #expect(throws: Fault.self) { try StepRange.parse(text) }
    #expect(
      fault?.described
        == "'\(text)' is not a range of steps\n  fix:    write first..last, both included: --show 1200..1208")
  }

  @Test("scores are the best five, the highest first and ties in rising order, at the steps that are shown")
  func scores() throws {
    let trace = Trace(name: "t", requestCount: 1, adapters: "abcdef".map { Adapter(name: String($0)) })
    let show = StepThrough.scores(of: trace, at: 3...4)
    let said = try lines {
      show(2, [1])
      show(3, [0.5, 1, 1, -2, 0.25, 0])
      show(4, [0, 2])
      show(5, [1])
    }
    #expect(
      said == [
        "t 3  scores: b 1.0000, c 1.0000, a 0.5000, e 0.2500, f 0.0000, … (6 in all)",
        "t 4  scores: b 2.0000, a 0.0000",
      ])
  }

  @Test("arms beyond the trace's adapters are named by their number")
  func arms() throws {
    let show = StepThrough.scores(of: Trace(name: "t", requestCount: 1, adapters: [Adapter(name: "a")]), at: 0...0)
    #expect(try lines { show(0, [1, 2]) } == ["t 0  scores: arm 2 2.0000, a 1.0000"])
  }
}
