import Foundation
import Testing

@Suite("twin run", .timeLimit(.minutes(60)))
struct TwinRunCommandTests {
  static let server = [
    "--model", "llama-3.1-8b", "--adapters", "16", "--rates", "0.4,0.1", "--ranks", "8,16", "--slots", "8",
    "--duration", "60",
  ]

  static func twin(_ arguments: [String]) throws -> Command.Outcome { try Command.run(["twin"] + arguments) }

  @Test("run prints text, or one JSON object with finite numbers")
  func account() throws {
    let told = try Self.twin(["run"] + Self.server)
    #expect(told.status == 0 && told.errors == "")
    #expect(
      told.lines[0].hasPrefix("llama-3.1-8b, 16 adapters in 8 slots of rank 16, KV cache of 302 000 tokens, 60 s"))
    for word in ["requests", "throughput", "starved", "running", "waiting", "KV cache", "loads", "TTFT", "TPOT", "ITL"]
    {
      #expect(told.output.contains(word))
    }
    let json = try Self.twin(["run"] + Self.server + ["--json"])
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    #expect(object["finished"] as? Int ?? 0 > 100)
    #expect(object["total_throughput"] as? Double ?? 0 > 1000)
    #expect((object["longest_wait_s"] as? [Double])?.count == 16)
    for name in ["ttft", "tpot", "itl", "seen_itl"] {
      let quantiles = ["p50", "p90", "p99"].map { object["\($0)_\(name)_ms"] as? Double ?? 0 }
      #expect(quantiles[0] > 0 && quantiles == quantiles.sorted())
    }
  }

  @Test("run writes its series and what each adapter got")
  func tables() throws {
    try Command.inFolder { folder in
      let paths = ["series", "adapters"].map { folder.appending(path: $0 + ".csv").path }
      let told = try Self.twin(["run"] + Self.server + ["--series", paths[0], "--adapter-table", paths[1]])
      #expect(told.status == 0)
      let tables = try paths.map { try String(contentsOfFile: $0, encoding: .utf8).split(separator: "\n") }
      #expect(tables[0][0].hasPrefix("t_s,running,waiting,kv_use,"))
      #expect(
        tables[0].count == 121 && tables[1].count == 17
          && tables[1][0].hasPrefix("adapter,rank,rate,arrived,failed,finished,"))
    }
  }

  @Test("run writes figures' numbers and specifications, and prints how to draw them")
  func figures() throws {
    try Command.inFolder { folder in
      let told = try Self.twin(["run"] + Self.server + ["--figures", folder.appending(path: "f").path])
      #expect(told.status == 0)
      #expect(told.errors.hasPrefix("advice: no Python here has vl-convert, which draws the figures;"))
      let files = try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "f").path).sorted()
      #expect(
        files == [
          "adapter-waits.csv", "adapter-waits.vl.json", "first-token.csv", "first-token.vl.json", "gauges.csv",
          "gauges.vl.json",
        ])
      let waits = try String(contentsOf: folder.appending(path: "f/adapter-waits.csv"), encoding: .utf8)
      #expect(waits.hasPrefix("adapter,rate,longest_wait_s,starved\n0,") && waits.split(separator: "\n").count == 17)
    }
  }

  @Test("run simulates the published twin too, with the given faults")
  func published() throws {
    let told = try Self.twin(["run"] + Self.server + ["--mode", "agullo", "--without", "free-prefill"])
    #expect(told.status == 0)
    #expect(told.lines[0].hasPrefix("published twin of llama-3.1-8b with 15 faults, 16 adapters in 8 slots of rank 16"))
    let json = try Self.twin(["run"] + Self.server + ["--mode", "agullo", "--with", "rank-ignored", "--json"])
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    #expect(object["faults"] as? [String] == ["rank-ignored"])
    #expect(object["total_throughput"] as? Double ?? 0 > 1000)
  }

  @Test(
    "run refuses what no server or no workload is, and tells how to fix it; exit code 2",
    arguments: [
      (
        ["--model", "gpt", "--adapters", "4", "--rates", "1", "--ranks", "8"],
        "error: there is no model or profile 'gpt'\n"
          + "  fix:    shipped are llama-3.1-8b-h100, qwen-2.5-7b-h100; a file of your own ends in .twin\n"
      ),
      (
        ["--adapters", "4", "--rates", "1", "--ranks", "8,32", "--slot-rank", "16"],
        "error: an adapter of rank 32 does not fit slots of rank 16\n  fix:    raise the slots' rank to 32\n"
      ),
      (
        ["--adapters", "4", "--rates", "1", "--ranks", "8", "--slots", "5"],
        "error: 5 slots for 4 adapters\n  fix:    a slot without an adapter only takes memory: at most 4\n"
      ),
      (
        ["--adapters", "4", "--rates", "0", "--ranks", "8"],
        "error: nothing arrives: all rates are 0\n  fix:    give at least one adapter a rate above 0\n"
      ),
      (
        ["--adapters", "4", "--rates", "1,1e-13", "--ranks", "8"],
        "error: rate: 1e-13; expected requests per second, 0, or 1e-12 to 1e6\n"
      ),
      (
        ["--adapters", "4", "--rates", "1e6", "--ranks", "8"],
        "error: 4000000.0 requests per second for 3600.0 s are more than the 100000000 that a run may have\n"
          + "  fix:    lower the rates, or shorten the run\n"
      ),
      (
        ["--adapters", "384", "--rates", "1", "--ranks", "8", "--slots", "128", "--slot-rank", "32"],
        "error: 128 slots of rank 32 leave a KV cache of 121176 tokens, and one request may take 131072\n"
          + "  at:     llama-3.1-8b-h100: weights and slots 15.01 + 128 x 0.1778 = 37.76 GiB of 52.56 GiB for them and the cache\n"
          + "  fix:    fewer slots, or a lower rank\n"
      ),
      (
        ["--adapters", "384", "--rates", "1", "--ranks", "8", "--slots", "384", "--slot-rank", "64"],
        "error: 384 slots of rank 64 do not fit the GPU: 153.66 of 63.30 GiB\n"
          + "  at:     llama-3.1-8b-h100: weights and slots 15.01 + 384 x 0.3496 = 149.25 GiB, activations 4.41 GiB\n"
          + "  fix:    fewer slots, or a lower rank\n"
      ),
      (
        ["--adapters", "4", "--rates", "1", "--ranks", "8", "--evictor", "belady"],
        "error: 'belady' is shown the future, and the twin has none to show\n  fix:    name another evictor: --evictor lru\n"
      ),
      (
        ["--adapters", "4", "--rates", "1", "--ranks", "8", "--arrivals", "gamma(100)"],
        "error: variation: 100.0; expected a number from 0.05 to 20\n"
      ),
      (
        ["--adapters", "4", "--rates", "1", "--ranks", "8", "--series", ""],
        "error: cannot write '': No such file or directory\n"
          + "  fix:    check that the folder exists and may be written to\n"
      ),
      (
        ["--adapters", "4", "--rates", "1", "--ranks", "8", "--mode", "agullo", "--with", "free-prefil"],
        "error: the published twin has no fault 'free-prefil'\n  fix:    did you mean 'free-prefill'? it has "
          + "normal-lengths, free-prefill, rank-ignored, lost-tokens, youngest-first, admission-after-preemption, "
          + "skipped-scans, scan-counter, unlimited-sequences, extra-token, lost-requests, queue-cap, itl-by-tokens, "
          + "ttft-of-queue, prefills-decode, ends-with-arrivals\n"
      ),
    ])
  func refused(arguments: [String], message: String) throws {
    let model = arguments[0] == "--model" ? [] : ["--model", "llama-3.1-8b"]
    let told = try Self.twin(["run"] + model + arguments)
    #expect(told.status == 2 && told.output == "")
    #expect(told.errors == message)
  }

  @Test(
    "run names a flag that is out of range; exit code 64",
    arguments: [
      (["--adapters", "1000000"], "Error: --adapters is 1000000; expected 1 to 100000."),
      (["--duration", "0"], "Error: --duration is 0.0; expected a number, 0.001 to 10000000."),
      (["--duration", "nan"], "Error: --duration is nan; expected a number, 0.001 to 10000000."),
      (["--mean-input", "0"], "Error: --mean-input is 0.0; expected a number, 4 to 1020."),
      (["--rates", "1,-0.5"], "Error: --rates is -0.5; expected a number, 0 to 1000000."),
      (["--rates", "nan"], "Error: --rates is nan; expected a number, 0 to 1000000."),
      (["--rates", "1e300"], "Error: --rates is 1e+300; expected a number, 0 to 1000000."),
      (["--rates", "a"], "Error: The value 'a' is invalid for '--rates <rates>'"),
      (["--ranks", "0"], "Error: The value '0' is invalid for '--ranks <ranks>'"),
      (["--trace", "x"], "Error: give --rates or --trace, one of the two."),
      (["--queue-cap", "5"], "Error: --queue-cap is for --mode agullo."),
      (
        ["--mode", "agullo", "--evictor", "lfu"],
        "Error: --evictor is for --mode vllm-v1; the published twin has no such choice."
      ),
      (
        ["--mode", "agullo", "--series", "x.csv"],
        "Error: --mode agullo keeps means only: no --series, no --adapter-table and no --figures."
      ),
    ])
  func flags(more: [String], message: String) throws {
    let told = try Self.twin(
      ["run", "--model", "llama-3.1-8b", "--adapters", "4", "--rates", "1", "--ranks", "8"] + more)
    #expect(told.status == 64)
    #expect(told.errors.split(separator: "\n").first.map(String.init) == message)
  }
}
