import Core
import Testing

@Suite("Delimited text", .timeLimit(.minutes(60))) struct DelimitedTests {
  /// Hands out one byte at a time: every state meets the end of a chunk.
  struct Drip: ByteSource {
    var inner: ArrayBytes
    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(Fault) -> Int {
      try inner.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<1]))
    }
  }

  static func rows(_ source: any ByteSource, limits: DelimitedReader.Limits = .init()) throws(Fault) -> [[String]] {
    var table = DelimitedReader(source, file: "a.csv", limits: limits)
    var rows: [[String]] = []
    while try table.next() { rows.append((0..<table.fieldCount).map { table.text($0) }) }
    return rows
  }

  static let texts: [(String, [[String]])] = [
    ("", []),
    ("\n\n", []),
    ("\u{FEFF}", []),
    ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
    ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
    ("a,b\n1,2", [["a", "b"], ["1", "2"]]),
    ("\u{FEFF}a,b\n1,2", [["a", "b"], ["1", "2"]]),
    ("a,\n,b", [["a", ""], ["", "b"]]),
    ("a\n\n\r\nb\n", [["a"], ["b"]]),
    ("\"\"\n", [[""]]),
    ("\"\"", [[""]]),
    ("\"a,b\",\"c\"\"d\"\n", [["a,b", "c\"d"]]),
    ("\"a\nb\",c\r\nd,e", [["a\nb", "c"], ["d", "e"]]),
    ("é,日本\n", [["é", "日本"]]),
    (" a , b \n", [[" a ", " b "]]),
  ]

  @Test("fields come out as RFC 4180 says, whatever the chunks", arguments: texts)
  func fields(text: String, expected: [[String]]) throws {
    #expect(try Self.rows(ArrayBytes(text)) == expected)
    #expect(try Self.rows(Drip(inner: ArrayBytes(text))) == expected)
  }

  static let broken: [(String, String)] = [
    ("a,\"b", "a.csv:1:3: the quote that opens this field is never closed"),
    ("x\na,\"b\"c\n", "a.csv:2:6: text follows a closing quote; expected a delimiter or the end of the line"),
    ("a,b\"c\n", "a.csv:1:4: there is a quote inside an unquoted field"),
    ("a\rb\r", "a.csv:1:2: there is a carriage return without a line feed"),
    ("a,b\n1,\0", "a.csv:2:3: a NUL byte: this is not a text file"),
    ("0123456789\n", "a.csv:1: the row is longer than 8 bytes"),
    ("a,b,c,d\n", "a.csv:1: the row has more than 3 columns"),
  ]

  @Test("a broken text is refused with its place", arguments: broken)
  func refusal(text: String, expected: String) {
    for source in [ArrayBytes(text), Drip(inner: ArrayBytes(text))] as [any ByteSource] {
      let fault = #expect(throws: Fault.self) {
        try Self.rows(source, limits: .init(rowBytes: text.contains("9") ? 8 : 99, columns: 3))
      }
      #expect(fault?.described.prefix(while: { $0 != "\n" }) == expected[...])
    }
  }

  @Test("UTF-16 is refused with the way to fix it")
  func utf16() {
    let fault = #expect(throws: Fault.self) { try Self.rows(ArrayBytes([0xff, 0xfe, 0x61, 0])) }
    #expect(
      fault?.described == """
        a.csv:1: the file is UTF-16
          fix:    save it as UTF-8: iconv -f UTF-16 -t UTF-8
        """)
  }

  @Test("a line of ten million columns is refused in constant memory")
  func manyColumns() {
    struct Commas: ByteSource {
      var left = 10_000_000
      var taken = 0
      mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(Fault) -> Int {
        let count = min(left, buffer.count)
        buffer[..<count].initializeMemory(as: UInt8.self, repeating: UInt8(ascii: ","))
        left -= count
        return count
      }
    }
    let fault = #expect(throws: Fault.self) { try Self.rows(Commas()) }
    #expect(fault?.reason == "the row has more than 16384 columns")
  }

  @Test("a row may be as long, and have as many columns, as the limits say, and no more")
  func limits() throws {
    let limits = DelimitedReader.Limits(rowBytes: 3, columns: 2)
    #expect(try Self.rows(ArrayBytes("abc\na,b\n"), limits: limits) == [["abc"], ["a", "b"]])
    #expect(throws: Fault.self) { try Self.rows(ArrayBytes("abcd\n"), limits: limits) }
    #expect(throws: Fault.self) { try Self.rows(ArrayBytes(",,\n"), limits: limits) }
  }

  @Test("places point at the line and byte where a field begins")
  func places() throws {
    var table = DelimitedReader(ArrayBytes("a,b\n\n\"x\ny\",é,z\n"), file: "f")
    #expect(try table.next())
    #expect(try table.next())
    #expect(table.line == 3)
    #expect(table.emptyLines == 1)
    #expect((0..<3).map { table.place($0).described } == ["f:3:1", "f:4:4", "f:4:7"])
  }

  @Test("a field of the wrong kind names its place, its column and its value")
  func fieldFaults() throws {
    var table = DelimitedReader(ArrayBytes("id,size\n7,1e5\n,\nnan,-3\n"), file: "f.csv")
    let columns = try Columns(header: &table)
    #expect(columns.names == ["id", "size"])
    func reason(_ body: () throws(Fault) -> Void) -> String {
      do throws(Fault) { try body() } catch { return error.described }
      return "none"
    }
    #expect(try table.next())
    #expect(
      reason { () throws(Fault) in _ = try table.integer(1, as: "size", in: 0...9) }
        == "f.csv:2:3: size is '1e5'; expected a whole number, 0 to 9")
    #expect(try table.number(1, as: "size") == 100_000)
    #expect(try table.next())
    #expect(
      reason { () throws(Fault) in _ = try table.integer(0, as: "id", in: .min ... .max) }
        == "f.csv:3:1: id is empty; expected a whole number")
    #expect(try table.next())
    #expect(
      reason { () throws(Fault) in _ = try table.number(0, as: "id") }
        == "f.csv:4:1: id is 'nan'; expected a finite number, -1000000000000000 to 1000000000000000")
    #expect(
      reason { () throws(Fault) in _ = try table.number(1, as: "size", in: 0...(.greatestFiniteMagnitude)) }
        == "f.csv:4:5: size is '-3'; expected a finite number, at least 0")
  }

  @Test("a header names what is missing, strange or there twice")
  func headers() throws {
    func fault(_ text: String, _ body: (Columns) throws -> Void) -> String {
      var table = DelimitedReader(ArrayBytes(text), file: "f.csv")
      do {
        try body(try Columns(header: &table))
        return "none"
      } catch { return "\(error)" }
    }
    #expect(fault("") { _ in } == "f.csv: the file is empty; expected a header")
    #expect(fault("a,\n") { _ in } == "f.csv:1:3: column 2 is empty; expected a name")
    #expect(
      fault("a,b,a\n") { _ in }
        == "f.csv:1:5: the column 'a' occurs twice in the header\n  fix:    rename one of the two")
    #expect(
      fault("time,obj_id\n") { _ = try $0.require("objid") }
        == "f.csv:1: there is no column 'objid'\n  fix:    did you mean 'obj_id'? the header has 'time', 'obj_id'")
    #expect(
      fault("time,sise\n") { try $0.allowOnly(["time", "size"]) }
        == "f.csv:1: the column 'sise' is not known here\n  fix:    did you mean 'size'? known are time, size")
  }
}

@Suite("Strict numbers", .timeLimit(.minutes(60))) struct StrictNumberTests {
  func integer(_ text: String) -> Int? { Array(text.utf8).withUnsafeBufferPointer { strictInteger($0) } }
  func number(_ text: String) -> Double? { Array(text.utf8).withUnsafeBufferPointer { strictNumber($0) } }

  @Test("whole numbers are digits and a minus sign")
  func integers() {
    #expect(integer("0") == 0)
    #expect(integer("-0") == 0)
    #expect(integer("007") == 7)
    #expect(integer("9223372036854775807") == .max)
    #expect(integer("-9223372036854775808") == .min)
    for text in ["", "-", "+1", " 1", "1 ", "1.0", "1e5", "0x1", "9223372036854775808", "-9223372036854775809", "१"] {
      #expect(integer(text) == nil, "\(text)")
    }
  }

  @Test("decimal numbers are exact to the last bit")
  func numbers() {
    var random = RandomStream(Seed(7))
    for _ in 0..<20_000 {
      let value = Double(bitPattern: random.next())
      guard value.isFinite else { continue }
      #expect(number("\(value)") == value)
      let short = fixed(random.uniform() * 1e6, random.integer(below: 9))
      #expect(number(short) == Double(short))
    }
    for text in ["1", "-1.5", ".5", "5.", "1e22", "1e-22", "5e-324", "1E+3", "1e-400", "-0", "0e999999999999999999999"]
    {
      #expect(number(text) == Double(text), "\(text)")
    }
    #expect(number("-0")?.sign == .minus)
  }

  @Test("words, blanks, hexadecimal and too large values are not numbers")
  func refusals() {
    let texts = [
      "", "-", ".", "e5", "1e", "1e+", "1e+-5", "1e--5", "+1", " 1", "1 ", "nan", "inf", "-inf", "0x1p3", "1e400",
      "1_0",
      "1e99999999999999999999", "1,5", "--1",
    ]
    for text in texts { #expect(number(text) == nil, "\(text)") }
  }
}
