import Core

/// The model's own terms, from servers without LoRA: prompts that are sent all at once and decode together
/// (`micro_decode`), and prompts of one output token (`micro_prefill`).
struct BaseFit: Sendable {
  static let decodeColumns = ["total_input_tokens", "total_output_tokens", "mean_running", "mean_tpot_ms"]
  static let prefillColumns = ["num_prompts", "total_input_tokens", "steps", "tokens_per_step", "step_ms_mean"]
  static let decodeTerms: [StepTerm] = [.base, .sequences, .resident, .beyondGraphs]

  private(set) var rows: [RelativeRegression.Row] = []
  /// The number of decode rows; the others are prefills.
  private(set) var decodeRows = 0
  /// The fitted terms: with the prompt's if prefills were measured step by step, else that is taken from a profile.
  private(set) var terms = decodeTerms
  private let graphTokens: Int

  /// - Parameter profile: the source of the prompt coefficient and the largest CUDA graph, if they were not measured.
  init(decode: MeasuredTable, prefill: MeasuredTable?, model: String, profile: TwinProfile) throws(Fault) {
    graphTokens = profile.steps.graphTokens
    for row in try decode.rows(of: model) { try addDecode(decode, row) }
    decodeRows = rows.count
    if let prefill {
      for row in try prefill.rows(of: model) { try addPrefill(prefill, row) }
    }
    if rows.count > decodeRows {
      terms.append(.prompt)
    } else {
      for i in rows.indices { rows[i].known = profile.steps[.prompt] * rows[i].features.removeLast() }
    }
    guard decodeRows >= Self.decodeTerms.count else {
      throw Messages.tooFewRows(decodeRows, decode.file, model, needs: Self.decodeTerms.count)
    }
  }

  /// Adds a step's means: requests, tokens in the cache, whether it is too long for a CUDA graph, and prompt tokens.
  private mutating func add(sequences: Double, resident: Double, prompt: Double, tokens: Double, millis: Double) {
    rows.append(
      RelativeRegression.Row(
        features: [1, sequences, resident / 1000, tokens > Double(graphTokens) ? 1 : 0, prompt], target: millis))
  }

  /// Uses the engine's log of steps if it exists, else the client's measurements.
  private mutating func addDecode(_ table: MeasuredTable, _ row: Int) throws(Fault) {
    let outputs = try table.positive("total_output_tokens", of: row)
    let inputs = try table.positive("total_input_tokens", of: row)
    let requests = try table.numberIfAny("num_prompts", of: row) ?? 1
    let steps = try table.numberIfAny("steps", of: row) ?? 0
    let sequences = steps > 0 ? outputs / steps : try table.positive("mean_running", of: row)
    let prompt = steps > 0 ? inputs / steps : 0
    var millis = try table.numberIfAny("step_ms_mean", of: row) ?? 0
    if millis == 0 { millis = try table.positive("mean_tpot_ms", of: row) }
    add(
      sequences: sequences, resident: sequences * (inputs + outputs / 2) / max(1, requests), prompt: prompt,
      tokens: sequences + prompt, millis: millis)
  }

  /// A burst whose steps were not timed is ignored.
  private mutating func addPrefill(_ table: MeasuredTable, _ row: Int) throws(Fault) {
    guard let millis = try table.numberIfAny("step_ms_mean", of: row), millis > 0 else { return }
    let tokens = try table.positive("tokens_per_step", of: row)
    let steps = try table.positive("steps", of: row)
    add(
      sequences: try table.positive("num_prompts", of: row) / steps, resident: tokens, prompt: tokens, tokens: tokens,
      millis: millis)
  }

  /// Writes the coefficients into a profile; returns the residuals of decodes and of prefills.
  func fit(into profile: inout TwinProfile) throws(Fault) -> [FitResiduals] {
    let result = RelativeRegression.fit(rows)
    guard result.coefficients[0] > 0 else { throw Messages.noBase() }
    let decode = FitResiduals("micro_decode", Array(result.residuals[..<decodeRows]))
    let prefill = FitResiduals("micro_prefill", Array(result.residuals[decodeRows...]))
    for (term, value) in zip(terms, result.coefficients) {
      profile.steps[term] = rounded(value)
      let part = term == .prompt ? prefill : decode
      profile.origins[term] = TwinProfile.Origin(
        source: part.name, rows: part.rows, residualPercent: (10 * part.mape).rounded() / 10)
    }
    return rows.count > decodeRows ? [decode, prefill] : [decode]
  }
}
