import Core

/// Steps of a server with LoRA as its log timed them, binned by tokens and adapters (`micro_step_trace_bins`).
///
/// The log tells tokens and adapters, not what they were. The fullest bin holds the steps where as many requests decoded as
/// the server took (`max_num_seqs`, where there is such a column); of a step's further tokens, each decode that is missing
/// left its place to a prompt of five tokens, and a step that holds only prompts has no decode. An adapter's tokens fill a
/// tile each, or half a tile more than they are where they fill several.
struct StepBins: Sendable {
  static let columns = ["max_loras", "steps", "tokens_mean", "adapters_mean", "step_ms_median"]
  /// How much a bin of 20 steps or more counts beside a run of an hour.
  static let weight = 0.3
  /// Of a table without a column `max_lora_rank`.
  static let standardRank = 8
  /// Tokens in the cache for each decode, in the mean over those runs.
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
