import Core

/// The terms of LoRA and of the host, from matched runs and timed steps.
struct StepFit: Sendable {
  /// The fitted columns; terms in one column share a coefficient. The last column, page-ins, is used only without a
  /// table of load times.
  static let columns: [[StepTerm]] = [
    [.lora], [.loraSequences, .loraPrompt], [.idleBlocks], [.adapterBlocks], [.expand], [.shrink], [.passedOver],
    [.refusedSequences],
  ]
  static let fitted = columns.flatMap { $0 }

  /// A profile's terms that are not fitted here.
  let base: StepModel
  let bins: [StepBins.Bin]
  /// Whether load times are fitted too.
  let fitsLoads: Bool

  struct Result: Sendable {
    var steps: StepModel
    /// nil if load times are not fitted.
    var loadMillis: Double?
    /// Residuals of the runs, in their order, then of the bins.
    var residuals: [Double]
    var binResiduals: [Double]
  }

  func fit(_ matches: [RunMatch]) -> Result {
    let runs = matches.map { match in
      row(match.multipliers, target: match.stepMillis, loads: match.loads, loadMillis: match.loadMillis, weight: 1)
    }
    let steps = bins.map { bin in
      row(bin.multipliers, target: bin.millis, loads: 0, loadMillis: 0, weight: StepBins.weight * bin.weight)
    }
    let fit = RelativeRegression.fit(runs + steps)
    var model = base
    for (terms, value) in zip(Self.columns, fit.coefficients) {
      for term in terms { model[term] = rounded(value) }
    }
    return Result(
      steps: model, loadMillis: fitsLoads ? fit.coefficients.last.map { rounded($0) } : nil,
      residuals: Array(fit.residuals.prefix(runs.count)), binResiduals: Array(fit.residuals.dropFirst(runs.count)))
  }

  private func row(
    _ multipliers: [Double], target: Double, loads: Double, loadMillis: Double, weight: Double
  ) -> RelativeRegression.Row {
    func multiplier(_ term: StepTerm) -> Double { multipliers[StepTerm.allCases.firstIndex(of: term)!] }
    var known = fitsLoads ? 0 : loadMillis
    for term in StepTerm.allCases where !Self.fitted.contains(term) { known += base[term] * multiplier(term) }
    let features = Self.columns.map { $0.reduce(0) { $0 + multiplier($1) } }
    return RelativeRegression.Row(
      features: fitsLoads ? features + [loads] : features, known: known, target: target, weight: weight)
  }
}
