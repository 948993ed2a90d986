import Foundation
import Testing

@Suite("twin batch, validate and optimum", .timeLimit(.minutes(60)))
struct TwinBatchCommandTests {
  static let header =
    "model,adapters,max_loras,max_lora_rank,rank_mix,rate_mix,total_time_s,pool_mean_input,pool_mean_output"
  static let row = "llama-3.1-8b-instruct,16,8,16,8-16,0.4-0.1,60,222.7,196.2"

  static func twin(_ arguments: [String]) throws -> Command.Outcome { try Command.run(["twin"] + arguments) }

  /// Writes a table and hands over its path and one for the output.
  private func withTable(_ text: String, _ body: (String, String) throws -> Void) throws {
    try Command.inFolder { folder in
      let table = folder.appending(path: "t.csv")
      try Data(text.utf8).write(to: table)
      try body(table.path, folder.appending(path: "out.csv").path)
    }
  }

  @Test("batch passes columns through, appends its own, and gives the same bytes for any number of jobs")
  func batch() throws {
    let rows = (0..<6).map { "\"a, \"\"\($0)\"\"\",\(Self.row.replacing("0.4-", with: "0.\($0)-"))" }
    try withTable("note,\(Self.header)\n" + rows.joined(separator: "\n") + "\n") { table, output in
      var written: [String] = []
      for jobs in ["1", "2", "7"] {
        let told = try Self.twin(["batch", table, "-o", output, "-q", "--no-wall", "--replicates", "2", "-j", jobs])
        #expect(told.status == 0 && told.errors == "" && told.output == "")
        written.append(try String(contentsOfFile: output, encoding: .utf8))
      }
      #expect(written[0] == written[1] && written[0] == written[2])
      let lines = written[0].split(separator: "\n")
      #expect(lines.count == 7)
      #expect(
        lines[0]
          == "note,\(Self.header),twin_total_throughput,twin_input_throughput,twin_output_throughput,twin_mean_ttft_ms,"
          + "twin_ttft_penalised_ms,twin_mean_tpot_ms,twin_mean_itl_ms,twin_p99_ttft_ms,twin_p99_tpot_ms,twin_p99_itl_ms,"
          + "twin_mean_running,twin_mean_waiting,twin_preemptions,twin_loads,twin_starved,twin_status,twin_wall_s")
      for (line, row) in zip(lines.dropFirst(), rows) { #expect(line.hasPrefix(row + ",") && line.hasSuffix(",ok,")) }
    }
  }

  @Test(
    "batch reads a byte order mark, CRLF and a last line without an end alike",
    arguments: ["\u{feff}H\nR\n", "H\r\nR\r\n", "H\nR"])
  func forms(form: String) throws {
    let text = form.replacing("H", with: Self.header).replacing("R", with: Self.row)
    var results: [[Substring]] = []
    for table in [text, "\(Self.header)\n\(Self.row)\n"] {
      try withTable(table) { path, output in
        #expect(try Self.twin(["batch", path, "-o", output, "-q", "--no-wall"]).status == 0)
        let line = try String(contentsOfFile: output, encoding: .utf8).split(whereSeparator: \.isNewline)[1]
        results.append(line.split(separator: ",", omittingEmptySubsequences: false))
      }
    }
    #expect(results[0] == results[1])
  }

  @Test("batch gives the reason for each row that cannot be simulated, simulates the others, and ends with 1")
  func rows() throws {
    let rows = [
      (Self.row, "ok"), ("llama-3.1-8b,384,128,32,8,1,60,,", "oom_kv"), ("llama-3.1-8b,384,384,64,8,1,60,,", "oom"),
      ("llama-3.1-8b,16,8,8,8,-1,60,,", #""error: rate_mix is '-1'; expected numbers, not negative,"#),
      ("llama-3.1-8b,16,8,8,8,0,60,,", "error: nothing arrives: all rates are 0"),
      ("llama-3.1-8b,16,8,8,8,1e-3-1e-2,60,,", "ok"),
      ("llama-3.1-8b,1000000,8,8,8,1,60,,", "error: adapters is '1000000'; expected a whole number from 1 to 100000"),
      ("llama-3.1-8b,16,8,8,8,1e6,1e7,,", "error: 16000000.0 requests per second for 10000000.0 s are more"),
      ("llama-3.1-8b,16,text,8,8,1,60,,", "error: max_loras is 'text'; expected a finite number"),
      ("llama-3.1-8b,16,8,8,8,1,0,,", #""error: total_time_s is '0.0'; expected seconds above 0, up to 1e7""#),
    ]
    try withTable("\(Self.header)\n" + rows.map(\.0).joined(separator: "\n")) { table, output in
      let told = try Self.twin(["batch", table, "-o", output, "-q"])
      #expect(told.status == 1)
      #expect(told.errors == "6 of 10 rows could not be simulated: twin_status says why\n")
      let written = try String(contentsOfFile: output, encoding: .utf8)
      #expect(!written.lowercased().contains("nan") && !written.contains("inf,"))
      for (line, expected) in zip(written.split(separator: "\n").dropFirst(), rows) {
        #expect(line.hasPrefix(expected.0) && line.contains("," + expected.1), "\(line)")
      }
    }
  }

  @Test(
    "batch refuses tables that are none, each with its place; exit code 2",
    arguments: [
      ("", "the file is empty; expected a header"), ("model,adapters\n", ":1: there is no column 'max_loras'"),
      ("H\na,b\n", ":2: the row has 2 fields; the header has 9"),
      ("H,model\n", ":1:104: the column 'model' occurs twice in the header"),
      ("H\nllama,\"16,8\n", ":2:7: the quote that opens this field is never closed"),
      ("H,twin_status\n", "has a column 'twin_status' already"),
    ])
  func brokenTables(text: String, message: String) throws {
    try withTable(text.replacing("H", with: Self.header)) { table, output in
      let told = try Self.twin(["batch", table, "-o", output])
      #expect(told.status == 2)
      #expect(told.errors.contains(message), "\(told.errors)")
    }
  }

  @Test("batch refuses no replicates, no workers, and an output that cannot be written, before it starts")
  func batchFlags() throws {
    try withTable("\(Self.header)\n\(Self.row)\n") { table, output in
      #expect(
        try Self.twin(["batch", table, "-o", output, "--replicates", "0"]).errors
          .hasPrefix("Error: --replicates is 0; expected 1 to 10000."))
      #expect(
        try Self.twin(["batch", table, "-o", output, "--jobs", "0"]).errors
          .hasPrefix("Error: --jobs is 0; expected 1 to 1024."))
      let told = try Self.twin(["batch", table, "-o", ""])
      #expect(told.status == 2)
      #expect(told.errors.hasPrefix("error: cannot write '': No such file or directory\n"))
    }
  }

  // MARK: - validate and optimum

  @Test("validate prints errors by metric and group, and refuses a table without measurements")
  func validate() throws {
    let measured = "\(Self.header),regime,group,total_throughput,mean_tpot_ms,starved\n\(Self.row),mid,g,1600,20,0\n"
    try withTable(measured) { table, _ in
      let told = try Self.twin(["validate", table, "-q"])
      #expect(told.status == 0)
      #expect(told.lines[0].hasPrefix("llama-3.1-8b-instruct, clean rows  rows"))
      for word in ["mean_tpot_ms", "starvation macro-F1 1.0000", "regime mid", "not starved"] {
        #expect(told.output.contains(word))
      }
      let json = try Self.twin(["validate", table, "-q", "--json", "-j", "1"])
      #expect(json.lines[0].hasPrefix(#"{"type":"errors","model":"llama-3.1-8b-instruct","rows_of":"clean rows""#))
      #expect(try Self.twin(["validate", table, "-q", "--json", "-j", "3"]).output == json.output)
    }
    try withTable("\(Self.header)\n\(Self.row)\n") { table, _ in
      let told = try Self.twin(["validate", table, "-q"])
      #expect(told.status == 2 && told.output == "")
      #expect(told.errors.hasPrefix("error: no row of \(table) was measured and could be played\n"))
    }
  }

  @Test("optimum names the best point, the same for any number of jobs")
  func optimum() throws {
    let asked = [
      "optimum", "--model", "qwen-2.5-7b", "--rates", "0.4,0.1", "--ranks", "8,16", "--slots", "8,16,32", "--adapters",
      "8,16,32", "--duration", "300",
    ]
    let told = try Self.twin(asked + ["-j", "1"])
    #expect(told.status == 0)
    #expect(told.lines.contains { $0.hasPrefix("best: 32 adapters with ") })
    #expect(try Self.twin(asked + ["-j", "3"]).output == told.output)
    let json = try Self.twin(asked + ["--json"])
    #expect(json.lines.dropLast().last?.hasPrefix(#"{"type":"optimum","adapters":32,"#) == true)
  }

  @Test("optimum simulates a table of cases, and compares them with measurements")
  func optima() throws {
    let text =
      "model,rates,sizes,max_served_adapters,max_adapter_slots,max_total_throughput\n"
      + "qwen-2.5-7b,0.4-0.1,8-16,16,8,1600\nqwen-2.5-7b,0.4,8,,,\n"
    try withTable(text) { table, _ in
      let asked = ["optimum", table, "-q", "--slots", "8", "--adapters", "8,16", "--duration", "300"]
      let told = try Self.twin(asked)
      #expect(told.status == 0 && told.lines[0].hasPrefix("model        rates and ranks  adapters  slots"))
      #expect(told.lines[3].hasPrefix("adapters right in 1 of 1 cases, slots too in 1; throughput off by "))
      let json = try Self.twin(asked + ["--json"])
      #expect(
        json.lines[1].hasPrefix(#"{"type":"optimum","model":"qwen-2.5-7b","rates":[0.4],"ranks":[8],"adapters":16"#))
      #expect(try Self.twin(["optimum", table, "--model", "qwen-2.5-7b"]).status == 64)
    }
    #expect(try Self.twin(["optimum", "--model", "qwen-2.5-7b"]).status == 64)
  }

  @Test(
    "optimum refuses what cannot be searched",
    arguments: [
      (["--rates", "0"], "error: nothing arrives: all rates are 0\n"),
      (["--rates", "1e-13"], "error: rate: 1e-13; expected requests per second, 0, or 1e-12 to 1e6\n"),
      (["--rates", "1", "--slots", "400"], "error: no server of these slots starts, or no number of adapters reaches"),
    ])
  func noOptimum(arguments: [String], message: String) throws {
    let told = try Self.twin(["optimum", "--model", "qwen-2.5-7b", "--ranks", "8"] + arguments)
    #expect(told.status == 2)
    #expect(told.errors.hasPrefix(message), "\(told.errors)")
  }
}
