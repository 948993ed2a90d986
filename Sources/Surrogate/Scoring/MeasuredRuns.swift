import Core
import Twin

/// Scores of a surrogate against a table of measured runs.
public struct MeasuredRuns: Sendable {
  public var all = SurrogateScore()
  /// Rows without a mark for a mismatch of adapters or cache.
  public var clean = SurrogateScore()
  public var cleanStarved = SurrogateScore()
  public var cleanUnstarved = SurrogateScore()

  /// Scores the measured rows of the surrogate's model; other rows are skipped.
  public init(_ table: BatchTable, against surrogate: Surrogate) throws(Fault) {
    for row in table.rows.indices {
      guard table.field("model", of: row) == surrogate.profile.model, table.field("status", of: row) ?? "ok" == "ok",
        let measured = table.number("total_throughput", of: row)
      else { continue }
      let asked = try BatchRow(table, row: row)
      let answer = surrogate.answer(
        try Self.configuration(asked).load(), slots: asked.slots, slotRank: asked.slotRank)
      guard case .fits = answer.verdict else { continue }
      let starved = table.field("starved", of: row) == "1"
      func add(to score: inout SurrogateScore) {
        score.add(
          predicted: answer.throughput, actual: measured, predictedStarved: answer.isStarved, starved: starved)
      }
      add(to: &all)
      guard table.field("adapter_mismatch", of: row) != "1", table.field("kv_mismatch", of: row) != "1" else {
        continue
      }
      add(to: &clean)
      starved ? add(to: &cleanStarved) : add(to: &cleanUnstarved)
    }
  }

  /// The configuration of a row's server.
  static func configuration(_ row: BatchRow) -> Configuration {
    var configuration = Configuration(adapters: row.adapters, slots: row.slots, ranks: row.ranks, rates: row.rates)
    configuration.meanInput = row.meanInput ?? configuration.meanInput
    configuration.meanOutput = row.meanOutput ?? configuration.meanOutput
    return configuration
  }

  /// The scores with their names.
  public var named: [(name: String, score: SurrogateScore)] {
    [
      ("measured, clean", clean), ("measured, clean, unstarved", cleanUnstarved),
      ("measured, clean, starved", cleanStarved), ("measured, all", all),
    ]
  }
}
