import Core

/// Logged step times of a server with LoRA, binned by tokens and adapters (`micro_step_trace_bins`).
///
/// The log has the counts of tokens and adapters, not their kinds. The fullest bin is taken as the steps with the
/// maximum of decoding requests (`max_num_seqs`, if there is such a column); in other steps each missing decode is
/// taken as a prompt of five tokens, and a step with only prompts has no decode. The tokens of an adapter fill one
/// tile, or, for several tiles, half a tile more than their number.
struct StepBins: Sendable {
  static let columns = ["max_loras", "steps", "tokens_mean", "adapters_mean", "step_ms_median"]
  /// The weight of a bin of 20 steps or more, relative to a run of an hour.
  static let weight = 0.3
  /// The rank for a table without a column `max_lora_rank`.
  static let standardRank = 8
  /// Mean tokens in the cache per decode, over those runs.
  static let residentTokens = 70.0

  struct Bin: Sendable {
    var multipliers: [Double]
    var millis: Double
    var weight: Double
  }

  private(set) var bins: [Bin] = []

  init(_ table: MeasuredTable, model: String, steps: StepModel) throws(Fault) {
    let rows = try table.rows(of: model)
    var limit = 0.0
    var most = 0.0
    for row in rows where try table.positive("steps", of: row) > most {
      most = try table.number("steps", of: row)
      limit = try table.positive("tokens_mean", of: row).rounded()
    }
    for row in rows {
      let tokens = try table.positive("tokens_mean", of: row)
      let decodes = try table.numberIfAny("max_num_seqs", of: row) ?? limit
      let load = Self.load(tokens: tokens, adapters: try table.number("adapters_mean", of: row), limit: decodes)
      var rank = Self.standardRank
      if table.text("max_lora_rank", of: row) != nil { rank = try table.count("max_lora_rank", of: row) }
      let slots = try table.count("max_loras", of: row)
      bins.append(
        Bin(
          multipliers: steps.multipliers(load, slots: slots, slotRank: rank),
          millis: try table.positive("step_ms_median", of: row),
          weight: min(1, (try table.number("steps", of: row) / 20).squareRoot())))
    }
  }

  private static func load(tokens: Double, adapters: Double, limit: Double) -> StepLoad {
    let decodes = tokens <= limit ? tokens : max(0, limit - (tokens - limit) / 4)
    let whole = Int(decodes.rounded())
    var load = StepLoad(
      sequences: whole, promptTokens: Int(tokens.rounded()) - whole,
      residentTokens: Int((decodes * residentTokens).rounded()), adapters: Int(adapters.rounded()))
    load.decoding = whole
    load.tiles64 = tiles(of: 64, tokens: tokens, adapters: adapters)
    load.tiles32 = tiles(of: 32, tokens: tokens, adapters: adapters)
    return load
  }

  private static func tiles(of size: Double, tokens: Double, adapters: Double) -> Int {
    let full = tokens / size + (tokens > adapters * size ? 0.5 * adapters : 0)
    return Int(max(adapters, full).rounded())
  }
}
