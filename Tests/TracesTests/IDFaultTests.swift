import Core
import Testing

@testable import Traces

/// A broken file and what is said of it.
struct BrokenTrace: CustomTestStringConvertible {
  var what: String
  var format: IDFormat
  var bytes: [UInt8]
  var isCompressed = false
  var message: String
  var testDescription: String { "\(format): \(what)" }

  init(_ what: String, _ format: IDFormat, _ bytes: [UInt8], isCompressed: Bool = false, _ message: String) {
    self.what = what
    self.format = format
    self.bytes = bytes
    self.isCompressed = isCompressed
    self.message = message
  }

  init(_ what: String, _ format: IDFormat, _ text: String, _ message: String) {
    self.init(what, format, Array(text.utf8), message)
  }
}

@Suite("Next uses that a trace announces", .timeLimit(.minutes(60)))
struct NextUseCheckTests {
  /// The steps at which ids 0 and 1 come, in turn, and when the first two requests announce them.
  private func check(announced: [Step]) throws(Fault) {
    let batch = IDColumns(wantsSizes: false, wantsNextUses: true)
    batch.count = 4
    for i in 0..<4 {
      batch.ids[i] = Int32(i % 2)
      batch.nextUses[i] = i < 2 ? announced[i] : .never
    }
    var check = NextUseCheck(file: "t")
    try check.check(batch, idCount: 2)
  }

  @Test("a count that begins elsewhere is the file's own, the same for all", arguments: [0, 1, 70, -2])
  func shifted(by count: Int) throws {
    try check(announced: [2 + count, 3 + count])
  }

  @Test("a request that comes before or after its announced step is a fault", arguments: [2, 4, 9])
  func elsewhere(_ announced: Step) {
    let fault = #expect(throws: Fault.self) { try self.check(announced: [2, announced]) }
    #expect(fault?.reason.hasSuffix("asks for an id that the record before announced for record \(announced)") == true)
  }
}

@Suite("Broken id traces", .timeLimit(.minutes(60)))
struct IDFaultTests {
  private static let empty = "t: the trace is empty; expected at least one request"
  private static let order = "fix:    see whether the file is oracleGeneral, in little-endian order"

  @Test("oracleGeneral", arguments: brokenBinary)
  func binary(broken: BrokenTrace) { check(broken) }

  @Test("CSV and txt", arguments: brokenText)
  func text(broken: BrokenTrace) { check(broken) }

  private func check(_ broken: BrokenTrace) {
    let trace = IDTrace(bytes: broken.bytes, format: broken.format, isCompressed: broken.isCompressed, name: "t")
    #expect(fault(reading: trace) == broken.message)
  }

  static let brokenBinary: [BrokenTrace] = {
    let two = oracleGeneral([1, 2])
    let packed = (try? TemporaryFolder.compressed(two)) ?? []
    return [
      BrokenTrace("empty", .oracleGeneral, [UInt8](), empty),
      BrokenTrace(
        "torn", .oracleGeneral, two.dropLast(5),
        """
        t: record 1 (byte 24) is torn: 19 of 24 bytes
          fix:    fetch the file again, or see whether it is oracleGeneral at all
        """),
      BrokenTrace(
        "a next use below -1", .oracleGeneral, two + WrittenRequest(id: 3, next: -5).record,
        """
        t: record 2 (byte 48) names -5 as the next use; expected a step, or -1 for never
          \(order)
        """),
      BrokenTrace(
        "big-endian", .oracleGeneral, WrittenRequest(id: 3, next: Int64(7).byteSwapped).record,
        """
        t: record 0 (byte 0) names 504403158265495552 as the next use; expected a step, or -1 for never
          \(order)
        """),
      BrokenTrace(
        "text", .oracleGeneral, "time,obj_id,size\n0,1,2\n3",
        """
        t: record 0 (byte 0) names 3677807211086360586 as the next use; expected a step, or -1 for never
          \(order)
        """),
      BrokenTrace(
        "zstd under another name", .oracleGeneral, packed,
        """
        t: the file is compressed by zstd, but its name does not end in .zst
          fix:    rename it, or unpack it: zstd -d
        """),
      BrokenTrace(
        "torn zstd", .oracleGeneral, packed.dropLast(2), isCompressed: true,
        """
        t: the zstd stream is truncated: it ends inside a frame
          fix:    fetch the file again: zstd -t
        """),
      BrokenTrace(
        "no zstd", .oracleGeneral, two, isCompressed: true,
        """
        t: the zstd stream is broken: Unknown frame descriptor
          fix:    fetch the file again: zstd -t
        """),
      BrokenTrace("empty zstd", .oracleGeneral, [UInt8](), isCompressed: true, empty),
    ]
  }()

  static let brokenText: [BrokenTrace] = [
    BrokenTrace("empty", .csv, "", "t: the file is empty; expected a header"),
    BrokenTrace("a header alone", .csv, "time,obj_id,size\n", empty),
    BrokenTrace(
      "a missing column", .csv, "time,id,size\n0,1,2\n",
      "t:1: there is no column 'obj_id'\n  fix:    the header has 'time', 'id', 'size'"),
    BrokenTrace(
      "a missing header", .csv, "0,1,2\n", "t:1: there is no column 'time'\n  fix:    the header has '0', '1', '2'"),
    BrokenTrace(
      "a torn line", .csv, "time,obj_id,size\n0,1,2\n1,2",
      """
      t:3: the row has 2 fields; the header has 3
        fix:    look for a truncated line, or for a delimiter that is not in quotes
      """),
    BrokenTrace(
      "a wrong type", .csv, "time,obj_id,size\n0,1,2.5\n",
      "t:2:5: size is '2.5'; expected a whole number, 0 to 1125899906842624"),
    BrokenTrace(
      "a negative size", .csv, "time,obj_id,size\n0,1,-2\n",
      "t:2:5: size is '-2'; expected a whole number, 0 to 1125899906842624"),
    BrokenTrace(
      "a huge size", .csv, "time,obj_id,size\n0,1,9223372036854775808\n",
      "t:2:5: size is '9223372036854775808'; expected a whole number, 0 to 1125899906842624"),
    BrokenTrace(
      "NaN", .csv, "time,obj_id,size\nnan,1,2\n", "t:2:1: time is 'nan'; expected a finite number, at least 0"),
    BrokenTrace(
      "inf", .csv, "time,obj_id,size\n0,1,inf\n",
      "t:2:5: size is 'inf'; expected a whole number, 0 to 1125899906842624"
    ),
    BrokenTrace(
      "an empty id", .csv, "time,obj_id,size\n0,,2\n", "t:2:3: the id is empty; expected a number or a text"),
    BrokenTrace(
      "an open quote", .csv, "time,obj_id,size\n0,\"1,2\n",
      "t:2:3: the quote that opens this field is never closed\n  fix:    close it, or look for a truncated file"),
    BrokenTrace(
      "ten million columns", .csv, String(repeating: ",", count: 10_000_000),
      "t:1: the row has more than 16384 columns\n  fix:    see whether this is the right file"),
    BrokenTrace(
      "a line without end", .txt, String(repeating: "1", count: 10_000_000),
      """
      t:1: the row is longer than 1048576 bytes
        fix:    see whether this is the right file, and whether a quote is left open
      """),
    BrokenTrace("empty", .txt, "\n\n", empty),
    BrokenTrace(
      "a table", .txt, "1\n2,3\n",
      """
      t:2: the line has 2 fields; expected one id
        fix:    give --format csv when it is a table, or put the id in quotes
      """),
    BrokenTrace(
      "binary", .txt, "1\n\u{0}\n",
      "t:2:1: a NUL byte: this is not a text file\n  fix:    see whether the file is compressed or binary"),
  ]

  @Test("a name without the format, a missing file and a folder are faults")
  func files() throws {
    #expect(throws: Fault.self) { try IDTrace(path: "t.bin") }
    #expect(
      fault(reading: try IDTrace(path: "absent.csv")) == "absent.csv: cannot open the file: No such file or directory")
    let folder = try TemporaryFolder()
    let trace = try IDTrace(path: folder.path, format: .txt)
    #expect(fault(reading: trace) == "\(folder.path): this is a folder; expected a file")
  }

  @Test(
    "next uses that do not come true are named",
    arguments: [
      (
        [1, 2, 1] as [UInt64], [-1, -1, -1] as [Int64],
        "t: record 2 (byte 48) asks for an id of which the record before said that it never comes again"
      ),
      (
        [1, 1, 2, 1], [1, 2, -1, -1],
        "t: record 3 (byte 72) asks for an id that the record before announced for record 2"
      ),
    ])
  func lies(ids: [UInt64], nexts: [Int64], message: String) throws {
    let bytes = zip(ids, nexts).flatMap { WrittenRequest(id: $0, next: $1).record }
    #expect(
      check(bytes) == message
        + "\n  fix:    the next uses of this file are wrong: compute them with --next-uses computed")
  }

  @Test("next uses may count from 0, from 1, or from where a piece was cut", arguments: [0, 1, 1000] as [Int64])
  func bases(base: Int64) throws {
    #expect(check(oracleGeneral([1, 2, 1, 1, 3, 2], base: base)) == "")
  }

  private func check(_ bytes: [UInt8]) -> String {
    do {
      let stream = try IDTrace(bytes: bytes, format: .oracleGeneral, name: "t").stream(wantsNextUses: true)
      var check = NextUseCheck(file: "t")
      while try stream.next() { try check.check(stream.columns, idCount: stream.idCount) }
      return ""
    } catch {
      return error.described
    }
  }
}
