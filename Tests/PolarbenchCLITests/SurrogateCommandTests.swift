import Foundation
import Testing

@Suite("surrogate", .timeLimit(.minutes(60)))
struct SurrogateCommandTests {
  private static func surrogate(_ arguments: [String]) throws -> Command.Outcome {
    try Command.run(["surrogate"] + arguments)
  }

  private static let asked = ["--adapters", "64", "--rates", "0.1", "--ranks", "16", "--slots", "32"]

  @Test("predict prints throughput and starvation of a server, as text and as JSON")
  func predict() throws {
    let told = try Self.surrogate(["predict", "--model", "qwen-2.5-7b"] + Self.asked)
    #expect(told.status == 0 && told.errors == "")
    #expect(told.lines[0].contains(" of 2681.0 tokens/s, KV cache of 657616 tokens"))
    #expect(told.lines[1].hasPrefix("starved: no, probability 0.0"))
    let line = try Self.surrogate(["predict", "--model", "qwen-2.5-7b", "--json", "--features"] + Self.asked).output
    let json = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    #expect(json["type"] as? String == "prediction" && json["starved"] as? Bool == false)
    #expect(json["feature_slots"] as? Double == 32)
  }

  @Test("predict warns of servers that the sweep never came near")
  func beyond() throws {
    let told = try Self.surrogate([
      "predict", "--model", "qwen-2.5-7b", "-n", "64", "--rates", "0.1", "--ranks", "16,64", "--slots", "32",
      "--mean-input", "900",
    ])
    #expect(told.status == 0)
    #expect(
      told.errors == """
        note: highest rank: 64 is outside of what surrogates learn from, 8 to 32
          fix:    ask the twin itself: 'polarbench twin run'
        note: mean tokens of a prompt: 900 is outside of what surrogates learn from, 30 to 600
          fix:    ask the twin itself: 'polarbench twin run'

        """)
  }

  @Test("predict says of a server that does not start that it does not")
  func infeasible() throws {
    let told = try Self.surrogate([
      "predict", "--model", "llama-3.1-8b", "--adapters", "400", "--rates", "0.1", "--ranks", "32", "--slots", "384",
    ])
    #expect(told.status == 0)
    #expect(told.output == "the server does not start: oom\n")
  }

  @Test("wrong flags end with the usage line")
  func usage() throws {
    for arguments in [
      ["predict", "--model", "llama-3.1-8b", "--adapters", "8", "--rates", "1", "--ranks", "8", "--slots", "9"],
      ["predict", "--model", "llama-3.1-8b", "--adapters", "8", "--rates", "-1", "--ranks", "8", "--slots", "8"],
      ["data", "--model", "llama-3.1-8b", "--output", "x.csv", "--mixes", "0", "--every", "0"],
      ["score", "--model", "llama-3.1-8b"], ["distil", "--model", "llama-3.1-8b", "--output", "tree.pdf"],
      ["distil", "--model", "llama-3.1-8b", "--leaves", "0"], ["features", "x.csv"],
    ] {
      let told = try Self.surrogate(arguments)
      #expect(told.status == 64, "\(arguments)")
      #expect(told.errors.contains("Usage: polarbench surrogate"), "\(arguments)")
    }
  }

  @Test("a model of another profile, and files that are none, are refused with exit code 2")
  func refusals() throws {
    let llama = Command.repository.appending(path: "profiles/surrogate/llama-3.1-8b-h100.surrogate").path
    let other = try Self.surrogate(["predict", "--model", "qwen-2.5-7b", "--surrogate", llama] + Self.asked)
    #expect(other.status == 2)
    #expect(other.errors.contains("was trained with 'llama-3.1-8b-h100@"))
    #expect(other.errors.contains("  fix:    train a surrogate with this profile"))
    try Command.inFolder { folder in
      let file = folder.appending(path: "x").path
      try Data("adapters\n8\n".utf8).write(to: URL(filePath: file))
      for arguments in [
        ["train", file, "--output", file + ".out"], ["score", "--data", file], ["score", "--optima", file],
        ["predict", "--surrogate", file] + Self.asked,
      ] {
        let told = try Self.surrogate(arguments + ["--model", "llama-3.1-8b"])
        #expect(told.status == 2 && told.errors.hasPrefix("error: \(file):"), "\(arguments): \(told.errors)")
      }
    }
  }

  @Test("train says how to get the program that trains, where it does not lie beside this one")
  func noTrainer() throws {
    try Command.inFolder { folder in
      let alone = folder.appending(path: "polarbench")
      try FileManager.default.copyItem(at: Command.binary, to: alone)
      let answer = try Command.run(
        program: alone, ["surrogate", "train", "d.csv", "--model", "llama-3.1-8b", "--output", "out"], in: folder,
        environment: [:])
      #expect(answer.status == 2)
      #expect(
        answer.errors == """
          error: training needs the program '\(folder.resolvingSymlinksInPath().path)/polarbench-train', which is not there
            fix:    scripts/setup libxgboost-dev && swift build -c release --static-swift-stdlib --product polarbench-train

          """)
    }
  }

  @Test("data gives the same bytes for any number of jobs, and continues where it was stopped")
  func data() throws {
    try Command.inFolder { folder in
      let file = folder.appending(path: "d.csv")
      let arguments = ["data", "--model", "llama-3.1-8b", "--output", file.path, "--mixes", "32", "--every", "0", "-q"]
      #expect(try Self.surrogate(arguments + ["-j", "2"]).status == 0)
      let whole = try String(contentsOf: file, encoding: .utf8)
      #expect(whole.split(separator: "\n").count == 33)
      try Data(whole.utf8.prefix(whole.utf8.count / 2)).write(to: file)
      #expect(try Self.surrogate(arguments + ["-j", "1"]).status == 0)
      #expect(try String(contentsOf: file, encoding: .utf8) == whole)
      let other = try Self.surrogate(arguments + ["--seed", "9"])
      #expect(other.status == 2)
      #expect(other.errors.contains("is of the design 'seed1-every0', and this run's is 'seed9-every0'"))
    }
  }

  @Test("data that is interrupted says how to go on, and what was finished is kept")
  func interrupted() throws {
    try Command.inFolder { folder in
      let file = folder.appending(path: "d.csv").path
      let process = Process()
      process.executableURL = Command.binary
      process.arguments = [
        "surrogate", "data", "--model", "llama-3.1-8b", "--output", file, "--mixes", "4096", "-j", "1",
      ]
      let errors = Pipe()
      process.standardError = errors
      try process.run()
      while (try? Data(contentsOf: URL(filePath: file)))?.isEmpty ?? true { usleep(10_000) }
      process.interrupt()
      let told = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      #expect(process.terminationStatus == 130)
      #expect(told.contains(" rows are kept in '\(file)'\n  resume: polarbench surrogate data --model llama-3.1-8b"))
    }
  }

  /// Runs and optima of our twin, and those measured where they lie beside us; the largest half-SMAPE of an optimum's
  /// adapters, slots and throughput. Two optima of a coarse grid are a step apart at most.
  static let scored: [(runs: URL, optima: URL, most: [Double])] =
    [
      (
        Command.repository.appending(path: "Tests/Goldens/twin/played.csv"),
        Command.repository.appending(path: "Tests/Goldens/twin/optima.csv"), [10, 20, 7]
      )
    ]
    + (Command.shared.map { $0.appending(path: "data/vllm-lora") }.map {
      [($0.appending(path: "runs_e2e.csv"), $0.appending(path: "real_optima.csv"), [1, 8, 3.5])]
    } ?? [])

  @Test("score tells errors as tables and as JSON Lines", arguments: scored)
  func score(of tables: (runs: URL, optima: URL, most: [Double])) throws {
    let arguments = [
      "score", "--model", "llama-3.1-8b", "--runs", tables.runs.path, "--optima", tables.optima.path,
    ]
    let told = try Self.surrogate(arguments)
    #expect(told.status == 0)
    #expect(told.lines[0] == "scored on                   rows  half-SMAPE %  95 % within  macro-F1")
    let lines = try Self.surrogate(arguments + ["--json"]).output.split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    let clean = try #require(lines.first { $0["scored_on"] as? String == "measured, clean" })
    let number = { (line: [String: Any], name: String) in (line[name] as? Double) ?? .nan }
    #expect(number(clean, "half_smape_percent") < 4)
    #expect(number(clean, "macro_f1") > 0.95)
    for errors in lines where errors["type"] as? String == "optimum_errors" {
      #expect(number(errors, "adapters_half_smape_percent") <= tables.most[0])
      #expect(number(errors, "slots_half_smape_percent") <= tables.most[1])
      #expect(number(errors, "throughput_half_smape_percent") <= tables.most[2])
    }
    let optima = try String(contentsOf: tables.optima, encoding: .utf8).split(separator: "\n")
      .filter { $0.hasPrefix("llama-3.1-8b") }
    #expect(lines.filter { $0["type"] as? String == "optimum" }.count == optima.count && !optima.isEmpty)
  }

  @Test("features are listed with units")
  func features() throws {
    let told = try Self.surrogate(["features"])
    #expect(told.lines.contains("slots_wanted [1]: the same over the slots"))
    #expect(told.lines.contains("step_ms [ms]: a step, in closed form"))
  }
}
