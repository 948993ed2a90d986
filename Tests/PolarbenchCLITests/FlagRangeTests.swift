import Testing

@Suite("Flags out of range", .timeLimit(.minutes(60)))
struct FlagRangeTests {
  private static let run = "run random+lru --scenario edge-15"
  private static let twin = "twin run --model llama-3.1-8b --adapters 4 --rates 1 --ranks 8"
  private static let most = "9223372036854775807"

  static let known: [(String, String)] = [
    ("\(run) -n \(most)", "--requests is \(most); expected 1 to 1099511627776."),
    ("\(run) --replicate 1000001", "--replicate is 1000001; expected 0 to 1000000."),
    ("\(run) --price 1e308", "--price is 1e+308; expected a number, 0 to 1000000000."),
    ("\(run) --bandwidth 1e308", "--bandwidth is 1e+308; expected a number, 1e-09 to 1000000."),
    ("\(run) --jitter 1e19", "--jitter is 1e+19; expected a number, 0 to 10."),
    ("\(run) --token-time inf", "--token-time is inf; expected a number, 0 to 1000000000."),
    (
      "compare random+lru --scenario edge-15 --replicates \(most)",
      "--replicates is \(most); expected 1 to 1000000."
    ),
    ("compare random+lru --scenario edge-15 --jobs \(most)", "--jobs is \(most); expected 1 to 1024."),
    (
      "tournament random+lru --scenario edge-15 -o x --replicates \(most)",
      "--replicates is \(most); expected 1 to 1000000."
    ), ("submit random+lru --scenario edge-15 -o x --shards \(most)", "--shards is \(most); expected 1 to 1000000."),
    ("submit random+lru --scenario edge-15 -o x --cpus \(most)", "--cpus is \(most); expected 1 to 1024."),
    ("check lru -k \(most)", "--capacity is \(most); expected 1 to 1000."),
    ("trace generate scan -k \(most) --output x", "--capacity is \(most); expected 0 to 9007199254740992."),
    ("trace generate zipf-ids --exponent nan --output x", "--exponent is nan; expected a number, 0 to 16."),
    ("trace import csv x --output y --limit \(most)", "--limit is \(most); expected 1 to 100000000."),
    (
      "trace import csv x --output y --adapter-bytes \(most)",
      "--adapter-bytes is \(most); expected 1 to 1125899906842624."
    ), ("trace assign x --output y --adapters \(most)", "--adapters is \(most); expected 1 to 1000000."),
    (
      "trace assign x --output y --adapters 2 --churn-period \(most)",
      "--churn-period is \(most); expected 1 to 1099511627776."
    ), ("\(twin) --slots=-9223372036854775808", "--slots is -9223372036854775808; expected 1 to 100000."),
    ("\(twin) --slot-rank \(most)", "--slot-rank is \(most); expected 1 to 1000000."),
    ("\(twin) --duration 1e308", "--duration is 1e+308; expected a number, 0.001 to 10000000."),
    ("\(twin) --every 1e-300", "--every is 1e-300; expected a number, 0.001 to 10000000."),
    ("twin batch x --output y --replicates \(most)", "--replicates is \(most); expected 1 to 10000."),
    (
      "twin optimum --model llama-3.1-8b --rates 1 --ranks 8 --duration 0",
      "--duration is 0.0; expected a number, 0.001 to 10000000."
    ), ("place x --model llama-3.1-8b --gpus \(most)", "--gpus is \(most); expected 1 to 10000."),
    ("place x --model llama-3.1-8b --margin nan", "--margin is nan; expected a number, 0 to 0.5."),
    ("surrogate data --model llama-3.1-8b --output x --mixes \(most)", "--mixes is \(most); expected 0 to 1000000."),
    ("profile probe x --repeats \(most)", "--repeats is \(most); expected 1 to 1000."),
  ]

  @Test("are reported with their value and their range; exit code 64", arguments: known)
  func refusal(words: String, message: String) throws {
    let told = try Command.run(words.split(separator: " ").map(String.init))
    #expect(told.status == 64)
    #expect(told.errors.hasPrefix("Error: " + message + "\n"), "\(told.errors)")
    #expect(told.output.isEmpty)
  }

  @Test(
    "a number that no flag can hold is a usage error too",
    arguments: ["99999999999999999999", "1e3", "0x10", "", "-9223372036854775809", "nan", "１"])
  func unreadable(value: String) throws {
    let told = try Command.run(["run", "random+lru", "--scenario", "edge-15", "--requests=\(value)"])
    #expect(told.status == 64)
    #expect(told.errors.contains("--requests"), "\(told.errors)")
  }

}
