import Foundation
import Testing

@Suite("polarbench trace", .timeLimit(.minutes(60)))
struct TraceCommandTests {
  private static let outcomes = "question_id,category,a,b\n7,law,1,0\n9,law,0,1\n11,chat,1,1\n"
  private static let features = "question_id,f0,f1\n7,1,0\n9,0,1\n11,0.6,0.8\n"
  private static let arrivals =
    "TIMESTAMP,ContextTokens,GeneratedTokens\r\n2023-11-16 18:17:03.5,10,1\r\n2023-11-16 18:17:05,20,2"

  private static func write(_ text: String, _ name: String, in folder: URL) throws -> String {
    let file = folder.appending(path: name)
    try Data(text.utf8).write(to: file)
    return file.path
  }

  @Test("a quality table with contexts and arrivals becomes a trace that info shows and check finds fault with")
  func quality() throws {
    try Command.inFolder { folder in
      let output = folder.appending(path: "out/q").path
      let imported = try Command.run([
        "trace", "import", "quality", Self.write(Self.outcomes, "o.csv", in: folder),
        "--contexts", Self.write(Self.features, "f.csv", in: folder), "--adapter-columns", "3-4",
        "--group-column", "category", "--arrivals", Self.write(Self.arrivals, "azure.csv", in: folder),
        "--output", output, "--licence", "MIT", "--adapter-rank", "16", "--adapter-bytes", "80740352",
      ])
      #expect(imported.status == 0)
      #expect(
        imported.errors == "note: times and tokens: 2 arrivals of azure, repeated 2 times, each pass 3.000 s later\n")
      let requests = try String(contentsOfFile: output + "/requests.csv", encoding: .utf8)
      #expect(
        requests == "time_s,prompt_tokens,output_tokens,tags\n0.0,10,1,law\n1.5,20,2,law\n3.0,10,1,chat\n")
      let adapters = try String(contentsOfFile: output + "/adapters.csv", encoding: .utf8)
      #expect(adapters == "name,bytes,rank\na,80740352,16\nb,80740352,16\n")
      let facts = try String(contentsOfFile: output + "/trace.lua", encoding: .utf8)
      #expect(facts.contains("  name = \"q\",\n  source = \"o.csv\",\n  licence = \"MIT\",\n"))
      let info = try Command.run(["trace", "info", output])
      #expect(info.status == 0)
      #expect(info.output == imported.output)
      #expect(
        info.lines.prefix(4) == [
          "trace          q", "requests       3", "adapters       2: a, b",
          "features       2, norm 1.000 to 1.000, mean 1.000",
        ])
      let json = try Command.run(["trace", "info", output, "--json"])
      #expect(json.output.hasPrefix(#"{"type":"trace","trace":"q","requests":3,"adapters":["a","b"],"dimension":2,"#))
      let check = try Command.run(["trace", "check", output])
      #expect(check.status == 0)
      #expect(check.output == "q: 3 requests, no findings\n")
    }
  }

  @Test("ranks are taken in turn, and bytes follow from them where the model is known")
  func ranks() throws {
    try Command.inFolder { folder in
      let table = try Self.write("a,b,c\n1,0,1\n", "o.csv", in: folder)
      let trace = folder.appending(path: "t").path
      let base = ["trace", "import", "quality", table, "--adapter-columns", "1-3", "-o", trace, "-q", "--force"]
      let imported = try Command.run(base + ["--adapter-rank", "8,32", "--base-model", "qwen2.5-7b"])
      #expect(imported.errors == "")
      let adapters = try String(contentsOfFile: trace + "/adapters.csv", encoding: .utf8)
      #expect(adapters == "name,bytes,rank\na,40370176,8\nb,161480704,32\nc,40370176,8\n")
      let wrong = try Command.run(base + ["--adapter-rank", "8,,32"])
      #expect(wrong.status == 64)
      #expect(wrong.errors.hasPrefix("Error: The value '8,,32' is invalid for '--adapter-rank <ranks>'"))
      let alone = try Command.run(base + ["--base-model", "qwen2.5-7b"])
      #expect(alone.status == 64)
      #expect(alone.errors.hasPrefix("Error: --base-model goes with --adapter-rank\n"))
    }
  }

  @Test("what is there already is not overwritten unasked")
  func overwriting() throws {
    try Command.inFolder { folder in
      let file = try Self.write(Self.arrivals, "azure.csv", in: folder)
      let output = folder.appending(path: "t").path
      #expect(try Command.run(["trace", "import", "azure-llm", file, "-o", output, "-q"]).output == "")
      let again = try Command.run(["trace", "import", "azure-llm", file, "-o", output])
      #expect(again.status == 2)
      #expect(
        again.errors
          == "error: \(output)/trace.lua: this exists already\n  fix:    name another output, or overwrite it by --force\n"
      )
      #expect(try Command.run(["trace", "import", "azure-llm", file, "-o", output, "--force"]).status == 0)
    }
  }

  @Test("export names what is missing; check lists findings and ends with 1")
  func exportAndCheck() throws {
    try Command.inFolder { folder in
      let file = try Self.write("time,obj_id,size\n1,7,3\n2,8,4\n3,7,3\n", "ids.csv", in: folder)
      let trace = folder.appending(path: "ids").path
      let imported = try Command.run(["trace", "import", "csv", file, "-o", trace, "--time-unit", "s"])
      #expect(imported.status == 0)
      #expect(imported.errors == "")
      let back = folder.appending(path: "back.csv").path
      #expect(try Command.run(["trace", "export", trace, "--format", "csv", "-o", back]).errors == "")
      #expect(try String(contentsOfFile: back, encoding: .utf8) == "time,obj_id,size\n1,7,3\n2,8,4\n3,7,3\n")
      let check = try Command.run(["trace", "check", trace, "--json"])
      #expect(check.status == 1)
      #expect(
        check.lines.prefix(2) == [
          #"{"type":"finding","trace":"ids","finding":"trace.lua names no licence: say where the trace is from"}"#,
          #"{"type":"finding","trace":"ids","finding":"there are no rewards: the trace serves evictors, but no router"}"#,
        ])
      let none = try Command.run([
        "trace", "export", Self.write(Self.arrivals, "a.csv", in: folder), "--format", "csv", "-o", back,
      ])
      #expect(none.status == 2)
      #expect(
        none.errors
          == "error: the requests of a name no adapter\n  fix:    an id trace needs one for each: fill the column adapter of requests.csv\n"
      )
    }
  }

  @Test(
    "options that do not go together are usage errors",
    arguments: [
      (
        ["trace", "import", "quality", "x", "-o", "y"],
        "a quality table wants one of --adapters A,B,C and --adapter-columns 6-20"
      ),
      (
        ["trace", "import", "quality", "x", "-o", "y", "--adapter-columns", "6"],
        "--adapter-columns is '6'; expected two places from 1, as 6-20"
      ),
      (
        ["trace", "import", "burstgpt", "x", "-o", "y", "--shuffle-seed", "1"],
        "--adapters, --adapter-columns, --contexts and --shuffle-seed go with quality tables"
      ),
      (["trace", "import", "txt", "x", "-o", "y", "--limit", "0"], "--limit is 0; expected 1 to 100000000"),
    ])
  func usage(arguments: [String], expected: String) throws {
    let outcome = try Command.run(arguments)
    #expect(outcome.status == 64)
    #expect(outcome.errors.hasPrefix("Error: " + expected))
  }
}
