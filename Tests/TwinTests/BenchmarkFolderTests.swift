import Core
import Foundation
import Testing

@testable import Twin

@Suite("A folder of benchmarks", .timeLimit(.minutes(60)))
struct BenchmarkFolderTests {
  private static let log = """
    INFO 03-19 07:08:57 [kv_cache_utils.py:716] GPU KV cache size: 304,848 tokens
    (APIServer pid=1) INFO 03-19 07:09:07 [loggers.py:259] Engine 000: Avg prompt throughput: 0.0 tokens/s, Avg \
    generation throughput: 0.0 tokens/s, Running: 0 reqs, Waiting: 0 reqs, GPU KV cache usage: 0.0%
    (APIServer pid=1) INFO 03-19 07:09:17 [loggers.py:259] Engine 000: Avg prompt throughput: 90.0 tokens/s, Avg \
    generation throughput: 238.7 tokens/s, Running: 10 reqs, Waiting: 4 reqs, GPU KV cache usage: 3.5%
    (APIServer pid=1) INFO 03-19 07:09:27 [loggers.py:259] Engine 000: Avg prompt throughput: 80.0 tokens/s, Avg \
    generation throughput: 238.7 tokens/s, Running: 1,020 reqs, Waiting: 0 reqs, GPU KV cache usage: 3.5%
    """

  private static func json(_ rest: String) -> String {
    """
    {"date": "20260319-070907", "backend": "vllm", "model_id": "meta-llama/Llama-3.1-8B-Instruct", "num_prompts": 600,
     "max_lora_rank": "16", "max_loras": "8", "request_rate": 2.0, "burstiness": 1.0, "duration": 310.5,
     "completed": 600, "total_input_tokens": 120000, "total_output_tokens": 60000, "request_throughput": 1.93,
     "output_throughput": 193.2, "total_token_throughput": 579.7, "mean_ttft_ms": 81.5, "mean_tpot_ms": 21.5,
     "mean_itl_ms": 21.6, \(rest)}
    """
  }

  private static func inFolder<Value>(_ files: [String: String], _ body: (String) throws -> Value) throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(path: "bench-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
    return try body(folder.path)
  }

  @Test("becomes a table: the client's figures, its metadata, and what the engine printed")
  func table() throws {
    let files = [
      "b.json": Self.json(#""adapters": "16", "max_concurrency": null"#), "b.log": Self.log,
      "a.json": Self.json(#""adapters": 4, "rate_mix": "0.4-0.6", "rank_mix": "8-16", "model": "mine""#),
      "note.txt": "",
    ]
    let table = try Self.inFolder(files) { try BenchmarkFolder.table(of: $0, model: "m") }
    #expect(table.rows.count == 2)
    #expect(table.field("model", of: 0) == "mine")
    #expect(table.field("kv_tokens", of: 0) == nil)
    #expect(table.field("model", of: 1) == "m")
    #expect(table.number("kv_tokens", of: 1) == 304_848)
    #expect(table.number("mean_running", of: 1) == 515)
    #expect(table.number("mean_waiting", of: 1) == 2)
    #expect(table.number("mean_itl_ms", of: 1) == 21.6)
    let row = try BatchRow(table, row: 1)
    #expect((row.adapters, row.slots, row.slotRank) == (16, 8, 16))
    #expect((row.rates, row.ranks, row.durationSeconds) == ([0.125], [16], 310.5))
    #expect((row.meanInput, row.meanOutput) == (200, 100))
    #expect(try BatchRow(table, row: 0).rates == [0.4, 0.6])
    let run = try MeasuredRun(table, row: 1)
    #expect(!run.isStarved && abs(run.throughput - 579.71) < 0.01)
  }

  @Test(
    "what is missing or cannot be played is told",
    arguments: [
      ([:], "contains no .json file"), (["a.json": json(#""x": 1"#)], "there is no 'adapters'"),
      (["a.json": json(#""adapters": "no""#)], "adapters is 'no'; expected a number above 0"),
      (
        ["a.json": json(#""adapters": 4, "max_concurrency": 64"#)],
        "the client held back requests (max_concurrency), so the server did not get the given rate"
      ),
      (
        ["a.json": #"{"adapters": 4, "max_lora_rank": 8, "request_rate": "inf"}"#],
        "request_rate is 'inf'; expected a number above 0"
      ),
    ])
  func faults(files: [String: String], reason: String) throws {
    try Self.inFolder(files) { folder in
      let fault = try #require(throws: Fault.self) { try BenchmarkFolder.table(of: folder, model: "m") }
      #expect(fault.reason.hasSuffix(reason), "\(fault)")
      #expect(fault.place?.file == (files.isEmpty ? nil : folder + "/a.json"))
    }
  }
}
