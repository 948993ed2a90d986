import Core

extension TwinProfile {
  /// The profile in the format of its file; reading it back gives the same profile.
  public var text: String {
    var lines = ["# A server for the twin. The form: docs/reference/twin-profile-format.md", "twin    \(name)"]
    lines.append("model   \(model)")
    if let engine { lines.append("engine  \(engine)") }
    if let gpu { lines.append("gpu     \(gpu)") }
    lines += sources.map { "source  \($0)" } + notes.map { "note    \($0)" }
    lines += ["", "block-tokens       \(blockTokens)", "token-budget       \(tokenBudget)"]
    lines.append("max-sequences      \(maxSequences)")
    if let openRequestLimit { lines.append("open-requests      \(openRequestLimit)") }
    lines.append("output-share       \(outputShare)")
    lines.append("mean-lengths       \(meanLengths.input) prompt, \(meanLengths.output) output")
    lines.append("length-correlation \(lengthCorrelation)")
    lines += [""] + memory.lines + [""] + stepLines + [""]
    lines.append("storage  \(storageMillis.base) ms + \(storageMillis.perRank) ms/rank")
    lines += observation.lines
    lines += loads.map { "load     \($0.slotRank) \($0.adapterRank) \($0.millis) ms" }
    return lines.joined(separator: "\n") + "\n"
  }

  private var stepLines: [String] {
    var lines = ["graph-tokens \(steps.graphTokens)"]
    if let kernels = steps.kernels {
      lines.append(
        "kernels      \(kernels.layers) layers \(kernels.expandTiles) tiles \(kernels.projections) projections")
    }
    for term in StepTerm.allCases where steps[term] != 0 || origins[term] != nil {
      var line = "term     \(term.rawValue) \(steps[term]) ms"
      if let origin = origins[term] {
        if origin.rows > 0 { line += " rows \(origin.rows)" }
        if let residual = origin.residualPercent { line += " residual \(residual) %" }
        line += " from \(origin.source)"
      }
      lines.append(line)
    }
    return lines
  }
}

extension KVMemory {
  var lines: [String] {
    [
      "kv-formula   \(baseTokens) tokens - S * (\(tokensPerSlot) + \(tokensPerSlotRank) * R)",
      "model-length \(modelLength)",
      "memory       \(weightsGiB) GiB + S * (\(slotGiB) + \(slotRankGiB) * R)",
      "usable       \(usableGiB) GiB",
      "gpu-memory   \(gpuGiB) GiB, of which the engine takes \(gpuShare)",
    ] + cells.map { "kv           \($0.slots) \($0.rank) \($0.tokens.map(String.init) ?? "refused")" }
  }
}

extension Observation {
  var lines: [String] {
    guard self != Observation() else { return [] }
    return [
      "metrics-page   \(pageMillis) ms + \(setMillis) * sets + \(nameMillis) * names + \(runningMillis) * running",
      "metrics-every  \(periodSeconds) s, merging steps of at most \(mergedDecodes) decodes",
      "first-token    \(firstTokenMillis) ms + \(stallsPerFirstToken) * stalls",
      "gauge-refusing \(runningShareRefusing)",
    ]
  }
}
