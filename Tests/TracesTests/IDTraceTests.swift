import Core
import Testing

@testable import Traces

@Suite("Id traces", .timeLimit(.minutes(60)))
struct IDTraceTests {
  @Test("oracleGeneral: ids are numbered as they appear, sizes and next uses are the file's")
  func oracleGeneralColumns() throws {
    let bytes = oracleGeneral([.max, 0, .max, 5], sizes: [3, 0, 3, 4_294_967_295])
    let read = try ReadTrace(IDTrace(bytes: bytes, format: .oracleGeneral, name: "a"))
    #expect(read.ids == [0, 1, 0, 2])
    #expect(read.sizes == [3, 0, 3, 4_294_967_295])
    #expect(read.nextUses == [2, .never, .never, .never])
  }

  @Test("a next use of 2^63 - 1 means never too")
  func largestNextUse() throws {
    let bytes = WrittenRequest(id: 1, next: .max).record
    #expect(try ReadTrace(IDTrace(bytes: bytes, format: .oracleGeneral, name: "a")).nextUses == [.never])
  }

  @Test(
    "CSV: columns are found by name, ids are numbers or texts",
    arguments: [
      "time,obj_id,size\n0,7,10\n1,a,20\n2,7,10\n", "size,x,obj_id,time\n10,,7,0\n20,,a,1.5\n10,,7,2\n",
      "\u{FEFF}time,obj_id,size\r\n0,7,10\r\n1,\"a\",20\r\n2,7,10",
    ])
  func csvColumns(text: String) throws {
    let read = try ReadTrace(IDTrace(bytes: Array(text.utf8), format: .csv, name: "a"))
    #expect(read.ids == [0, 1, 0])
    #expect(read.sizes == [10, 20, 10])
  }

  @Test("ids are the same when they are spelt the same: 7 and 007 are two, and so are 2^64 and its remainder")
  func spellings() throws {
    let text = "7\n007\n18446744073709551615\n18446744073709551616\n0\n00\n7\n-7\n\"a,b\"\n\"a\"\"b\"\n"
    let read = try ReadTrace(IDTrace(bytes: Array(text.utf8), format: .txt, name: "a"))
    #expect(read.ids == [0, 1, 2, 3, 4, 5, 0, 6, 7, 8])
    #expect(read.sizes == Array(repeating: 1, count: 10))
  }

  @Test("all formats, packed or not, read alike over many batches")
  func formatsAgree() throws {
    var random = RandomStream(Seed(3))
    let ids = (0..<100_003).map { _ in UInt64(random.integer(below: 5000)) &* 0x1_0000_0001 }
    let sizes = ids.map { UInt32($0 % 97) }
    let binary = oracleGeneral(ids, sizes: sizes)
    let csv = Array(("time,obj_id,size\n" + zip(ids, sizes).map { "0,\($0),\($1)\n" }.joined()).utf8)
    let expected = try ReadTrace(IDTrace(bytes: binary, format: .oracleGeneral, name: "a"))
    let folder = try TemporaryFolder()
    let paths = [
      try folder.write("a.oracleGeneral", binary), try folder.write("a.oracleGeneral.bin", binary),
      try folder.write("a.zst", try TemporaryFolder.compressed(binary)), try folder.write("a.csv", csv),
      try folder.write("a.csv.zst", try TemporaryFolder.compressed(csv)),
    ]
    for path in paths {
      let trace = try IDTrace(path: path)
      #expect(trace.name == "a")
      for _ in 0..<2 {
        let read = try ReadTrace(trace)
        #expect(read.ids == expected.ids && read.sizes == expected.sizes)
      }
    }
  }

  @Test("a survey counts requests, objects and their first sizes")
  func survey() throws {
    let bytes = oracleGeneral([1, 2, 1, 3], sizes: [10, 20, 99, 0])
    let survey = try IDSurvey(IDTrace(bytes: bytes, format: .oracleGeneral, name: "a"))
    var expected = IDSurvey()
    expected.requestCount = 4
    expected.idCount = 3
    expected.workingSetBytes = 30
    expected.sizesAreAllOne = false
    #expect(survey == expected)
  }

  @Test("one size in the first of many batches is enough for sizes not to be all one")
  func surveyOfBatches() throws {
    let ids = (0..<20_000).map { UInt64($0) }
    let bytes = oracleGeneral(ids, sizes: ids.map { $0 == 0 ? 2 : 1 })
    let survey = try IDSurvey(IDTrace(bytes: bytes, format: .oracleGeneral, name: "a"))
    #expect(!survey.sizesAreAllOne)
    #expect(survey.workingSetBytes == 20_001)
  }

  @Test("next uses that are worked out equal those that the file holds")
  func nextUses() throws {
    var random = RandomStream(Seed(4))
    let ids = (0..<50_000).map { _ in UInt64(random.integer(below: 300)) }
    let trace = IDTrace(bytes: oracleGeneral(ids), format: .oracleGeneral, name: "a")
    let computed = try NextUses(trace)
    let read = try ReadTrace(trace)
    #expect(Array(UnsafeBufferPointer(start: computed.from(0), count: ids.count)) == read.nextUses)
  }

  @Test(
    "the name tells format and compression",
    arguments: [
      ("x/zipf.oracleGeneral", IDFormat.oracleGeneral, false, "zipf"),
      ("zipf.oracleGeneral.bin", .oracleGeneral, false, "zipf"),
      ("zipf.oracleGeneral.bin.zst", .oracleGeneral, true, "zipf"), ("w106.zst", .oracleGeneral, true, "w106"),
      ("a.b.csv", .csv, false, "a.b"), ("ids.txt.zst", .txt, true, "ids"), ("ids.bin", nil, false, "ids"),
      (".csv", .csv, false, ".csv"),
    ] as [(String, IDFormat?, Bool, String)])
  func names(path: String, format: IDFormat?, isCompressed: Bool, stem: String) {
    let named = IDFormat.named(path)
    #expect(named.format == format && named.isCompressed == isCompressed)
    #expect(IDFormat.stem(of: path) == stem)
  }
}

@Suite("The numbering of ids", .timeLimit(.minutes(60)))
struct IDMapTests {
  @Test(
    "random, strided, shifted and equal-tailed ids are numbered as a dictionary would",
    arguments: [1, 24, 4096, 1 << 32, 1 << 50, 0x9e37_79b9_7f4a_7c15] as [UInt64])
  func likeADictionary(stride: UInt64) throws {
    var map = IDMap()
    var known: [UInt64: Int32] = [:]
    var random = RandomStream(Seed(5))
    for _ in 0..<60_000 {
      let id = UInt64(random.integer(below: 20_000)) &* stride
      let expected = known[id] ?? Int32(known.count)
      known[id] = expected
      #expect(try map.index(of: id) == expected)
    }
    #expect(map.count == known.count)
  }

  @Test("one id too many is a fault")
  func limit() throws {
    var map = IDMap(limit: 2)
    _ = try map.index(of: 1)
    _ = try map.index(of: 2)
    _ = try map.index(of: 1)
    do {
      _ = try map.index(of: 3)
      Issue.record("expected a fault")
    } catch {
      #expect(
        error.described == """
          more than 2 distinct ids: they are numbered in 32 bits
            fix:    sample the trace by id, or cut it into parts
          """)
    }
  }
}
