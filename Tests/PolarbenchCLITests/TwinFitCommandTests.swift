import Foundation
import Testing

@Suite("polarbench twin fit", .timeLimit(.minutes(60)))
struct TwinFitCommandTests {
  private static let header =
    "model,adapters,max_loras,max_lora_rank,rank_mix,rate_mix,total_time_s,pool_mean_input,pool_mean_output,"

  private static func fit(_ table: String, _ more: [String] = []) throws -> Command.Outcome {
    try Command.inFolder { folder in
      let file = folder.appending(path: "runs.csv")
      try Data(table.utf8).write(to: file)
      var result = try Command.run(
        ["twin", "fit", "--runs", file.path, "--name", "x", "--output", folder.appending(path: "x.twin").path] + more)
      result.errors = result.errors.replacing(folder.path + "/", with: "")
      return result
    }
  }

  @Test("reports the missing columns of a table")
  func faults() throws {
    let model = ["--model", "llama-3.1-8b-instruct"]
    let noColumn = try Self.fit(Self.header + "mean_tpot_ms\n", model)
    #expect(noColumn.status == 2)
    #expect(
      noColumn.errors == """
        error: runs.csv:1: there is no column 'total_throughput'
          fix:    docs/how-to/calibrate-a-twin.md has the columns that a fit needs

        """)
    let row = "llama-3.1-8b-instruct,8,8,8,8,1,600,,,900,20\n"
    let few = try Self.fit(Self.header + "total_throughput,mean_tpot_ms\n" + row, model)
    #expect(
      few.errors == """
        error: runs.csv: 1 usable row of 'llama-3.1-8b-instruct'; expected 9 or more
          fix:    there is a coefficient for each: measure more configurations

        """)
    let other = try Self.fit(Self.header + "total_throughput,mean_tpot_ms\n" + row, ["--model", "llama-3.1-8b"])
    #expect(
      other.errors == """
        error: runs.csv: no row is of model 'llama-3.1-8b'
          fix:    the table has llama-3.1-8b-instruct

        """)
    let unknown = try Self.fit(Self.header + "total_throughput,mean_tpot_ms\n" + row, ["--model", "gpt"])
    #expect(unknown.errors.hasPrefix("error: there is no model or profile 'gpt'\n"))
  }
}
