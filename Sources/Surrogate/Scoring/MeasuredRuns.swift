import Core
import Twin

/// A surrogate against a table of measured runs.
public struct MeasuredRuns: Sendable {
  public var all = SurrogateScore()
  /// Those without a mark that adapters or cache were not what the table says.
  public var clean = SurrogateScore()
  public var cleanStarved = SurrogateScore()
  public var cleanUnstarved = SurrogateScore()

  /// Scores the rows of the surrogate's model that were measured; others are passed over.
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

  /// What a row's server was asked for.
  static func configuration(_ row: BatchRow) -> Configuration {
    var configuration = Configuration(adapters: row.adapters, slots: row.slots, ranks: row.ranks, rates: row.rates)
    configuration.meanInput = row.meanInput ?? configuration.meanInput
    configuration.meanOutput = row.meanOutput ?? configuration.meanOutput
    return configuration
  }

  /// For each score, what it is of.
  public var named: [(name: String, score: SurrogateScore)] {
    [
      ("measured, clean", clean), ("measured, clean, unstarved", cleanUnstarved),
      ("measured, clean, starved", cleanStarved), ("measured, all", all),
    ]
  }
}
