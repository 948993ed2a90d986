import Core
import Foundation
import System
import Testing

@testable import Twin

@Suite("A batch", .timeLimit(.minutes(60)))
struct BatchTests {
  private static let header =
    "note,model,adapters,max_loras,max_lora_rank,rank_mix,rate_mix,total_time_s,pool_mean_input,pool_mean_output\n"

  private static func play(_ rows: String, replicates: Int = 1) throws -> [Prediction] {
    let table = try BatchTable(ArrayBytes(header + rows), file: "t.csv")
    var player = BatchPlayer(profiles: try ShippedTwinProfiles.all())
    player.replicates = replicates
    return table.rows.indices.map { Prediction(player.play(table, row: $0)) }
  }

  @Test("simulates rows of both models")
  func plays() throws {
    let told = try Self.play(
      """
      a,llama-3.1-8b-instruct,16,8,16,8-16,0.1-0.05,300,220,190
      b,qwen-2.5-7b-instruct,8,8,8,8,0.4,300,,

      """)
    #expect(told.map(\.status) == ["ok", "ok"])
    for prediction in told { #expect(prediction.fields.allSatisfy { !$0.isEmpty }) }
    #expect(told[0].values["total_throughput"]! > 300)
  }

  @Test("says the same as when it was written down, to the last digit", arguments: [0, 3, 5, 8, 10, 12, 16, 20])
  func golden(row: Int) throws {
    let table = try BatchTable(path: ownTables.appending(path: "played.csv").path)
    let told = Prediction(BatchPlayer(profiles: try ShippedTwinProfiles.all()).play(table, row: row)).values
    for column in ["total_throughput", "ttft_penalised_ms", "mean_tpot_ms", "p99_itl_ms", "mean_waiting", "loads"] {
      #expect(told[column].map { fixed($0, 4) } == table.field(column, of: row), "\(column)")
    }
  }

  @Test("the same row gives the same fields, and other replicates other means")
  func repeats() throws {
    let row = "a,llama-3.1-8b-instruct,16,8,16,8-16,0.1-0.05,300,220,190\n"
    let once = try Self.play(row)
    let again = try Self.play(row)
    let twice = try Self.play(row, replicates: 2)
    #expect(once == again)
    #expect(once != twice)
  }

  @Test(
    "a row that cannot be played says why, and has no numbers",
    arguments: [
      ("gpt,16,8,16,8,0.1,300,,", "error: there is no model or profile 'gpt'"),
      ("llama-3.1-8b,16,17,16,8,0.1,300,,", "error: 17 slots for 16 adapters"),
      ("llama-3.1-8b,16,8,8,8-16,0.1,300,,", "error: an adapter of rank 16 does not fit slots of rank 8"),
      ("llama-3.1-8b,16,8,8,8,0-0,300,,", "error: nothing arrives: all rates are 0"),
      ("llama-3.1-8b,16,8,8,8,nan,300,,", "error: rate_mix is 'nan'; expected a finite number"),
      (
        "llama-3.1-8b,16,8,8,8,-1,300,,",
        "error: rate_mix is '-1'; expected numbers, not negative, with a hyphen between two: 8-16-32"
      ),
      ("llama-3.1-8b,16,,8,8,1,300,,", "error: max_loras is ''; expected a value"),
      ("llama-3.1-8b,1e9,8,8,8,1,300,,", "error: adapters is '1e9'; expected a whole number from 1 to 100000"),
      ("llama-3.1-8b,8,8,8,8,1,0,,", "error: total_time_s is '0.0'; expected seconds above 0, up to 1e7"),
      ("llama-3.1-8b,8,8,8,8,1,300,inf,", "error: pool_mean_input is 'inf'; expected a finite number"),
      ("llama-3.1-8b,384,128,32,8,1,300,,", "oom_kv"), ("llama-3.1-8b,384,256,32,8,1,300,,", "oom"),
    ])
  func statuses(row: String, status: String) throws {
    let prediction = try Self.play("x,\(row)\n")[0]
    #expect(prediction.status == status)
    #expect(prediction.fields.dropLast().joined() == "")
  }

  @Test("a table without a column it needs, or with a ragged row, is refused with its place")
  func tables() throws {
    #expect(throws: Fault.self) { try BatchTable(ArrayBytes("model,adapters\n"), file: "t.csv") }
    do {
      _ = try BatchTable(ArrayBytes(Self.header + "a,b\n"), file: "t.csv")
      Issue.record("accepted")
    } catch {
      #expect(error.place == Fault.Place(file: "t.csv", line: 2))
    }
  }

  @Test("any number of workers gives the same")
  func workers() {
    let squares = Workers.map(100, jobs: 1) { $0 * $0 }
    #expect(squares == (0..<100).map { $0 * $0 })
    #expect(Workers.map(100, jobs: 7) { $0 * $0 } == squares)
  }
}
