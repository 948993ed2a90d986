import Core
import Foundation
import Testing

@testable import Traces

@Suite("Readers of foreign requests", .timeLimit(.minutes(60))) struct ArrivalReaderTests {
  static func read(_ format: ImportFormat, _ text: String) throws(Fault) -> Arrivals {
    let reader = try format.reader(ArrayBytes(text), file: "f", timeUnit: .milliseconds)!
    return try Arrivals(reader, file: "f")
  }

  static func firstLine(_ format: ImportFormat, _ bytes: [UInt8]) -> String {
    do throws(Fault) {
      let reader = try format.reader(ArrayBytes(bytes), file: "f", timeUnit: nil)!
      _ = try Arrivals(reader, file: "f")
    } catch { return String(error.described.prefix { $0 != "\n" }) }
    return "read"
  }

  @Test("a line of a mebibyte is read, one byte more is refused with its line")
  func longLine() throws {
    let line = [UInt8](repeating: 0x78, count: 1 << 20)
    var reader = LineReader(ArrayBytes([0x0a] + line + [0x0a]), file: "f")
    for _ in 0..<2 {
      let isAny = try reader.next()
      #expect(isAny)
    }
    let read = reader.bytes
    #expect(read == line)
    var long = LineReader(ArrayBytes([0x0a] + line + [0x78, 0x0a]), file: "f")
    let isAny = try long.next()
    #expect(isAny)
    do {
      _ = try long.next()
      Issue.record("no fault")
    } catch { #expect(error.described.hasPrefix("f:2: the line is longer than 1048576 bytes")) }
  }

  // MARK: - Azure LLM

  @Test("Azure's rows of 2023 and 2024 are read, with CR LF, a byte order mark and no final newline")
  func azureLLM() throws {
    let old = try Self.read(
      .azureLLM,
      "\u{FEFF}TIMESTAMP,ContextTokens,GeneratedTokens\r\n2023-11-16 18:17:03.9799600,4808,10\r\n2023-11-16 18:17:04.0319600,3180,8"
    )
    #expect(old.all.map(\.timeSeconds) == [0, 0.052])
    #expect(old.all.map(\.promptTokens) == [4808, 3180])
    #expect(old.all.map(\.outputTokens) == [10, 8])
    let new = try Self.read(
      .azureLLM,
      "TIMESTAMP,ContextTokens,GeneratedTokens\n2024-05-10 23:59:59.5+00:00,1,2\n2024-05-11 00:00:00+00:00,3,4\n2024-05-11T03:00:01+02:00,5,6\n"
    )
    #expect(new.all.map(\.timeSeconds) == [0, 0.5, 3601.5])
  }

  static let brokenAzure: [(String, String)] = [
    ("", "f: the file is empty; expected a header"),
    ("TIMESTAMP,ContextTokens\n", "f:1: there is no column 'GeneratedTokens'"),
    ("TIMESTAMP,ContextTokens,GeneratedTokens\n", "f: the trace has no requests"),
    ("TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:17:03,48", "f:2: the row has 2 fields; the header has 3"),
    (
      "TIMESTAMP,ContextTokens,GeneratedTokens\n16.11.2023 18:17,48,1",
      "f:2:1: TIMESTAMP is '16.11.2023 18:17'; expected a time like 2023-11-16 18:17:03.9799600"
    ),
    (
      "TIMESTAMP,ContextTokens,GeneratedTokens\n,48,1",
      "f:2:1: TIMESTAMP is empty; expected a time like 2023-11-16 18:17:03.9799600"
    ),
    (
      "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-02-29 18:17:03,48,1",
      "f:2:1: TIMESTAMP is '2023-02-29 18:17:03'; expected a time like 2023-11-16 18:17:03.9799600"
    ),
    (
      "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:17:03,-4,1",
      "f:2:21: ContextTokens is '-4'; expected a whole number, 0 to 2147483647"
    ),
    (
      "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:17:03,nan,1",
      "f:2:21: ContextTokens is 'nan'; expected a whole number, 0 to 2147483647"
    ),
    (
      "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:17:03,4,inf",
      "f:2:23: GeneratedTokens is 'inf'; expected a whole number, 0 to 2147483647"
    ),
    (
      "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:17:03,4,1.5",
      "f:2:23: GeneratedTokens is '1.5'; expected a whole number, 0 to 2147483647"
    ),
    (
      "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:17:03,4,1\n2023-11-16 18:17:04Z,4,1",
      "f:3:1: TIMESTAMP has a zone here and none in the rows above"
    ),
    (
      "TIMESTAMP,ContextTokens,GeneratedTokens\n\"2023-11-16 18:17:03,4,1",
      "f:2:1: the quote that opens this field is never closed"
    ),
    (String(repeating: ",", count: 20_000), "f:1: the row has more than 16384 columns"),
  ]

  @Test("a broken Azure LLM table is refused with its place", arguments: brokenAzure)
  func azureRefusal(text: String, expected: String) {
    #expect(Self.firstLine(.azureLLM, Array(text.utf8)) == expected)
  }

  @Test("timestamps count days as the calendar does")
  func timestamps() {
    func nanoseconds(_ text: String) -> Int? { Array(text.utf8).withUnsafeBufferPointer { Timestamp($0)?.nanoseconds } }
    #expect(nanoseconds("1970-01-01 00:00:00") == 0)
    #expect(nanoseconds("2000-02-29 12:00:00.5") == 951_825_600_500_000_000)
    #expect(nanoseconds("2024-03-01 00:00:00Z") == 1_709_251_200_000_000_000)
    #expect(nanoseconds("2100-03-01 00:00:00") == 4_107_542_400_000_000_000)
    let broken = [
      "", "2024-03-01", "2024-03-01 00:00", "2024-13-01 00:00:00", "2024-03-32 00:00:00", "2024-03-01 24:00:00",
      "2024-03-01 00:60:00", "2024-03-01 00:00:60", "1969-12-31 23:59:59", "2024-03-01 00:00:00.",
      "2024-03-01 00:00:00.0123456789", "2024-03-01 00:00:00+0000", "2024-03-01 00:00:00 ", "2100-02-29 00:00:00",
    ]
    for text in broken { #expect(nanoseconds(text) == nil, "\(text)") }
  }

  // MARK: - BurstGPT

  @Test("both generations of BurstGPT are read by column name; failures are counted")
  func burstGPT() throws {
    let old = try Self.read(
      .burstGPT,
      "Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type\n5,ChatGPT,472,18,490,Conversation log\n45,GPT-4,1087,0,1087,API log\n118.5,GPT-4,417,276,693,API log\n"
    )
    #expect(old.all.map(\.timeSeconds) == [5, 118.5])
    #expect(old.all.map(\.group) == ["ChatGPT", "GPT-4"])
    #expect(
      old.notes.lines == ["skipped 1: 0 response tokens: the request failed (first: f:3:15)"])
    let new = try Self.read(
      .burstGPT,
      "Timestamp,Session ID,Elapsed time,Model,Request tokens,Response tokens,Total tokens,Log Type\n5,17,1.5,ChatGPT,472,18,490,Conversation log\n6,,2,GPT-4,1,1,2,API log\n"
    )
    #expect(new.all.map(\.group) == ["17", ""])
    #expect(new.trace(named: "b").timesSeconds == [0, 1])
  }

  static let brokenBurst: [(String, String)] = [
    ("Timestamp,Model,Request tokens\n", "f:1: there is no column 'Response tokens'"),
    (
      "Timestamp,Request tokens,Response tokens\n-1,2,3\n",
      "f:2:1: Timestamp is '-1'; expected a finite number, 0 to 1000000000000"
    ),
    (
      "Timestamp,Request tokens,Response tokens\ninf,2,3\n",
      "f:2:1: Timestamp is 'inf'; expected a finite number, 0 to 1000000000000"
    ),
    (
      "Timestamp,Request tokens,Response tokens\n1,2,\n",
      "f:2:5: Response tokens is empty; expected a whole number, 0 to 2147483647"
    ),
    ("Timestamp,Request tokens,Response tokens\n1,2,0\n", "f: the trace has no requests"),
  ]

  @Test("a broken BurstGPT table is refused with its place", arguments: brokenBurst)
  func burstRefusal(text: String, expected: String) {
    #expect(Self.firstLine(.burstGPT, Array(text.utf8)) == expected)
  }

  // MARK: - Mooncake

  @Test("Mooncake's lines give a tenant by the second block")
  func mooncake() throws {
    let arrivals = try Self.read(
      .mooncake,
      """
      {"timestamp": 0, "input_length": 6758, "output_length": 500, "hash_ids": [0, 14, 2]}\r

      {"timestamp": 3000, "input_length": 5, "output_length": 1, "hash_ids": [0]}
      {"timestamp": 27000.5, "input_length": 6, "output_length": 2}
      """)
    #expect(arrivals.all.map(\.timeSeconds) == [0, 3, 27.0005])
    #expect(arrivals.all.map(\.group) == ["block-14", "", ""])
  }

  static let brokenMooncake: [(String, String)] = [
    ("", "f: the trace has no requests"),
    ("[1]\n", "f:1: the line is not a JSON object; expected one object per line"),
    ("{\"timestamp\": 0, \"input_length\": 6758, \"outp", "f:1:40: the JSON string is never closed"),
    (
      "{\"timestamp\": -1, \"input_length\": 1, \"output_length\": 1}",
      "f:1: timestamp is -1; expected milliseconds, 0 to 1000000000000000"
    ),
    (
      "{\"timestamp\": \"0\", \"input_length\": 1, \"output_length\": 1}",
      "f:1: timestamp is '0'; expected milliseconds, 0 to 1000000000000000"
    ),
    (
      "{\"input_length\": 1, \"output_length\": 1}",
      "f:1: timestamp is missing; expected milliseconds, 0 to 1000000000000000"
    ),
    (
      "{\"timestamp\": 0, \"input_length\": 1.5, \"output_length\": 1}",
      "f:1: input_length is 1.5; expected a whole number, 0 to 2147483647"
    ),
    (
      "{\"timestamp\": 0, \"input_length\": 1}",
      "f:1: output_length is missing; expected a whole number, 0 to 2147483647"
    ),
    (
      "{\"timestamp\": 0, \"input_length\": 1, \"output_length\": 1, \"hash_ids\": 3}",
      "f:1: hash_ids is 3; expected a list of ids"
    ),
    (
      "{\"timestamp\": 0, \"input_length\": 1, \"output_length\": 1, \"hash_ids\": [0, null]}",
      "f:1: hash_ids[1] is null; expected a whole number"
    ),
    (String(repeating: " ", count: 1_100_000), "f:1: the line is longer than 1048576 bytes"),
  ]

  @Test("a broken line of JSON is refused with its place", arguments: brokenMooncake)
  func mooncakeRefusal(text: String, expected: String) {
    let found = Self.firstLine(.mooncake, Array(text.utf8))
    #expect(found == expected)
  }

  // MARK: - Azure Functions

  @Test("arrival is end less duration; requests are sorted by it, ties in the file's order")
  func functions2021() throws {
    let arrivals = try Self.read(
      .azureFunctions2021, "app,func,end_timestamp,duration\na,x,10.5,10\na,y,2,1.75\nb,z,3,3\nb,w,0.5,0.25\n")
    #expect(arrivals.all.map(\.group) == ["b/z", "a/y", "b/w", "a/x"])
    #expect(arrivals.all.map(\.timeSeconds) == [0, 0.25, 0.25, 0.5])
    #expect(arrivals.notes.lines == ["2 requests came before the one above them: all were sorted by arrival"])
    let early = try Self.read(.azureFunctions2021, "app,func,end_timestamp,duration\na,x,1,3\na,x,2,1\n")
    #expect(early.trace(named: "e").timesSeconds == [0, 3])
  }

  @Test("counts of a minute become arrivals spread evenly in it")
  func functions2019() throws {
    let arrivals = try Self.read(
      .azureFunctions2019, "HashOwner,HashApp,HashFunction,Trigger,1,2,3\no,a,f,http,1,0,3\no,a,g,timer,1,2,0\n")
    #expect(arrivals.all.map(\.timeSeconds) == [30, 30, 75, 105, 130, 150, 170])
    #expect(arrivals.all.map(\.group) == ["a/f", "a/g", "a/g", "a/g", "a/f", "a/f", "a/f"])
  }

  static let brokenFunctions: [(ImportFormat, String, String)] = [
    (.azureFunctions2021, "app,func,end,duration\n", "f:1: there is no column 'end_timestamp'"),
    (
      .azureFunctions2021, "app,func,end_timestamp,duration\na,x,1,-1\n",
      "f:2:7: duration is '-1'; expected a finite number, 0 to 1000000000000"
    ),
    (.azureFunctions2021, "app,func,end_timestamp,duration\n,x,1,1\n", "f:2:1: app is empty; expected a name"),
    (.azureFunctions2019, "HashApp,HashFunction,Trigger,2\n", "f:1: there is no column '1'"),
    (
      .azureFunctions2019, "HashApp,HashFunction,1,2\na,f,1,-2\n",
      "f:2:7: minute 2 is '-2'; expected a whole number, 0 to 2147483647"
    ),
    (
      .azureFunctions2019, "HashApp,HashFunction,1\na,f,1.0\n",
      "f:2:5: minute 1 is '1.0'; expected a whole number, 0 to 2147483647"
    ),
  ]

  @Test("a broken table of functions is refused with its place", arguments: brokenFunctions)
  func functionsRefusal(format: ImportFormat, text: String, expected: String) {
    #expect(Self.firstLine(format, Array(text.utf8)) == expected)
  }

  @Test("more requests than memory is given to are refused")
  func ceiling() throws {
    let text = "HashApp,HashFunction,1\na,f,2147483647\n"
    func read(limit: Int?) throws(Fault) -> Arrivals {
      let reader = try AzureFunctions2019Reader(ArrayBytes(text), file: "f")
      return try Arrivals(reader, limit: limit, file: "f", ceiling: 1000)
    }
    let fault = #expect(throws: Fault.self) { try read(limit: nil) }
    #expect(fault?.reason == "the file has more than 1000 requests")
    #expect(try read(limit: 1200).all.count == 1200)
    #expect(try read(limit: 5).notes.lines == ["reading stopped after 5 requests, as asked"])
  }

  // MARK: - Id traces

  @Test("a table of ids keeps its times only if their unit is given")
  func idTable() throws {
    let told = try Self.read(.csv, "time,obj_id,size\n1500,a,3\n2000,b,4\n")
    #expect(told.all.map(\.timeSeconds) == [1.5, 2])
    let trace = told.trace(named: "t", keepsClock: true)
    #expect(trace.adapters.map(\.name) == ["a", "b"])
    #expect(trace.adapters.map(\.sizeBytes) == [3, 4])
    let reader = try IDTableArrivals(ArrayBytes("time,obj_id\n1500,a\n"), file: "f", hasHeader: true)
    let untold = try Arrivals(reader, file: "f")
    #expect(untold.all.map(\.timeSeconds) == [nil])
    #expect(untold.notes.lines.count == 1)
    #expect(try Self.read(.txt, "7\n8\n7").all.map(\.asked) == ["7", "8", "7"])
  }

  static let brokenIDs: [(ImportFormat, [UInt8], String)] = [
    (.csv, Array("time,object,size\n".utf8), "f:1: there is no column 'obj_id'"),
    (.csv, Array("time,obj_id,size\nx,1,1\n".utf8), "f:2:1: time is 'x'; expected a finite number, at least 0"),
    (
      .csv, Array("time,obj_id,size\n1,1,-1\n".utf8),
      "f:2:5: size is '-1'; expected a whole number, 0 to 1125899906842624"
    ),
    (.txt, Array("1\n2,3\n".utf8), "f:2: the row has 2 fields; the header has 1"),
    (.oracleGeneral, [], "f: the trace has no requests"),
    (.oracleGeneral, [UInt8](repeating: 0, count: 30), "f: record 1 (from 0) has 6 bytes; expected 24"),
    (
      .oracleGeneral, [UInt8](repeating: 0xf0, count: 24),
      "f: the next use of record 0 (from 0) is -1085102592571150096; expected a step, or -1 for never"
    ),
  ]

  @Test("a broken id trace is refused with its place", arguments: brokenIDs)
  func idRefusal(format: ImportFormat, bytes: [UInt8], expected: String) {
    #expect(Self.firstLine(format, bytes) == expected)
  }

  // MARK: - Forms

  @Test("the form is read off the name, or off the header")
  func detection() throws {
    let folder = try TemporaryFolder()
    func detect(_ name: String, _ text: String) throws -> ImportFormat? {
      try ImportFormat.detect(folder.write(name, text))
    }
    #expect(try detect("a.csv", "TIMESTAMP,ContextTokens,GeneratedTokens\n") == .azureLLM)
    #expect(try detect("b.csv", "Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type\n") == .burstGPT)
    #expect(try detect("c.csv", "app,func,end_timestamp,duration\n") == .azureFunctions2021)
    #expect(try detect("d.csv", "HashOwner,HashApp,HashFunction,Trigger,1,2\n") == .azureFunctions2019)
    #expect(try detect("e.csv", "time,obj_id,size\n") == .csv)
    #expect(try detect("f.csv", "x,y\n") == nil)
    #expect(try detect("g.jsonl", "") == .mooncake)
    #expect(try detect("h.oracleGeneral.bin", "") == .oracleGeneral)
    #expect(try detect("i.txt", "") == .txt)
    let fault = #expect(throws: Fault.self) { try TraceLoader.load(path: folder.path + "/f.csv") }
    #expect(fault?.reason == "neither the name nor the header shows the format")
  }

  /// Files of our own, made by `Tests/Goldens/arrivals/make.py`, and public ones where they lie beside us.
  static let files: [(file: String, requests: Int, groups: Int)] =
    [
      ("azure-llm.csv", 90, 0), ("mooncake.jsonl", 60, 31), ("azure-functions-2021.csv", 70, 7),
      ("azure-functions-2019.csv", 122, 3),
    ].map { (Shared.golden("arrivals/" + $0.0), $0.1, $0.2) }
    + (Shared.path == nil
      ? []
      : [
        ("azure-llm-2023/AzureLLMInferenceTrace_code.csv", 8819, 0), ("azure-llm-2023/conv_first9683.csv", 9683, 0),
        ("mooncake-fast25/conversation_first6000.jsonl", 6000, 3853),
        ("azure-functions/azure2021_first120.csv", 120, 30),
        ("azure-functions/azure2019_example_invocations.csv", 4525, 4),
      ].map { (Shared.file("data/traces/" + $0.0), $0.1, $0.2) })

  @Test("files of the public traces' forms are read whole", arguments: files)
  func realFiles(file: String, requests: Int, groups: Int) throws {
    let trace = try TraceLoader.load(path: file)
    #expect(trace.requestCount == requests)
    #expect(trace.groupNames.count == groups)
    #expect(trace.timesSeconds.first == 0)
    #expect(zip(trace.timesSeconds, trace.timesSeconds.dropFirst()).allSatisfy { $0 <= $1 })
  }
}
