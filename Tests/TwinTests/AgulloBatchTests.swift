import Core
import Foundation
import Testing

@testable import Twin

@Suite("A batch of the published twin", .timeLimit(.minutes(60)))
struct AgulloBatchTests {
  private static let header = BatchTable.columns.joined(separator: ",") + ",max_waiting\n"

  private static func play(
    _ row: String, without faults: [AgulloFault] = []
  ) throws -> (prediction: Prediction, runs: [AgulloRun]) {
    let table = try BatchTable(ArrayBytes(header + row), file: "t.csv")
    var player = BatchPlayer(profiles: try ShippedTwinProfiles.all())
    player.mode = .agullo(Set(AgulloFault.allCases).subtracting(faults))
    let outcome = player.play(table, row: 0)
    guard case .published(let runs, _) = outcome else { return (Prediction(outcome), []) }
    return (Prediction(outcome), runs)
  }

  @Test("fills in the published twin's values; its time between tokens is used for TPOT and ITL")
  func fields() throws {
    let (told, runs) = try Self.play("qwen-2.5-7b-instruct,16,8,16,8-16,0.1-0.05,300,220,190,\n")
    #expect(told.status == "ok")
    #expect(told.values["mean_tpot_ms"] == runs[0].itlSeconds * 1000)
    #expect(told.values["mean_itl_ms"] == told.values["mean_tpot_ms"])
    #expect(told.values["ttft_penalised_ms"] == runs[0].ttftSeconds * 1000)
    #expect(told.values["p99_itl_ms"] == nil)
    #expect(!told.isStarved)
  }

  @Test("caps the queue by the row's own longest, or by what clients hold open")
  func cap() throws {
    let row = "llama-3.1-8b-instruct,32,8,8,8,3.2,300,220,190,"
    #expect(try Self.play(row + "7\n").runs[0].waiting == 8)
    #expect(try Self.play(row + "\n").runs[0].waiting > 8)
    #expect(try Self.play(row + "7\n", without: [.queueCap]).runs[0].waiting > 8)
  }

  @Test("refuses what does not start, as the other twin does")
  func refusals() throws {
    #expect(try Self.play("llama-3.1-8b-instruct,384,384,32,32,0.1,300,,,\n").prediction.status == "oom")
    #expect(
      try Self.play("qwen-2.5-7b-instruct,4,8,8,8,0.1,300,,,\n").prediction.status
        == "error: 8 slots for 4 adapters")
  }

  /// A row, and what is to be told of it: our own to the last digit, the authors' within a few in a hundred.
  struct Written: Sendable, CustomTestStringConvertible {
    var table: URL
    var row: Int
    var throughput: Double
    var itlMillis: Double
    var loads: Double
    var isOurs: Bool

    var testDescription: String { "\(isOurs ? "our" : "their") row \(row)" }
  }

  static let written: [Written] = ours + theirs

  private static let ours: [Written] = {
    let path = ownTables.appending(path: "published.csv")
    guard let table = try? BatchTable(path: path.path) else { return [] }
    return [0, 3, 5, 8, 12, 15, 20, 22].map { row in
      func number(_ column: String) -> Double { table.number(column, of: row) ?? .nan }
      return Written(
        table: path, row: row, throughput: number("total_throughput"), itlMillis: number("mean_itl_ms"),
        loads: number("loads"), isOurs: true)
    }
  }()

  /// Published predictions, where they lie beside us.
  private static let theirs: [Written] = {
    guard let folder = measurements, let table = try? BatchTable(path: folder.appending(path: "runs_e2e.csv").path),
      let text = try? String(contentsOf: folder.appending(path: "dt_author_predictions.csv"), encoding: .utf8)
    else { return [] }
    return [
      "ml/llama-3.1-8b-instruct/rate_0.4-0.05-0.025_size_8-8-32/_16_64_32_",
      "dt/llama-3.1-8b-instruct/rank_32_rates_0.1_0.05_0.025/_8_192_32_",
      "ml/qwen-2.5-7b-instruct/rate_0.4-0.05-0.025_size_8-8-32/_192_256_32_",
    ].map { run in
      let fields = text.split(separator: "\n").first { $0.hasPrefix(run + ",") }!.split(separator: ",")
      return Written(
        table: folder.appending(path: "runs_e2e.csv"),
        row: table.rows.indices.first { table.field("run_id", of: $0) == run }!, throughput: Double(fields[4])!,
        itlMillis: Double(fields[5])!, loads: Double(fields[7])!, isOurs: false)
    }
  }()

  @Test("says what was written down", arguments: written)
  func golden(written: Written) throws {
    var player = BatchPlayer(profiles: try ShippedTwinProfiles.all())
    player.mode = .agullo(Set(AgulloFault.allCases))
    let told = Prediction(player.play(try BatchTable(path: written.table.path), row: written.row)).values
    if written.isOurs {
      #expect(fixed(told["total_throughput"]!, 4) == fixed(written.throughput, 4))
      #expect(fixed(told["mean_itl_ms"]!, 4) == fixed(written.itlMillis, 4))
      #expect(told["loads"] == written.loads)
    } else {
      #expect(abs(told["total_throughput"]! / written.throughput - 1) < 0.02)
      #expect(abs(told["mean_itl_ms"]! / written.itlMillis - 1) < 0.02)
      #expect(abs(told["loads"]! / written.loads - 1) < 0.1)
    }
  }
}
