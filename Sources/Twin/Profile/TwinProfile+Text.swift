import Core

extension TwinProfile {
  /// The profile in the format of its file; reading it back gives the same profile.
  public var text: String {
    LuaValue(table: head + server + memory.entries + stepEntries + rest).fileText(
      head: ["A server for the twin. The form: docs/reference/twin-profile-format.md"])
  }

  private var head: [LuaValue.Entry] {
    var head: [LuaValue.Entry] = [.init("twin", LuaValue(name)), .init("model", LuaValue(model))]
    if let engine { head.append(.init("engine", LuaValue(engine))) }
    if let gpu { head.append(.init("gpu", LuaValue(gpu))) }
    if !sources.isEmpty { head.append(.init("sources", LuaValue(sources))) }
    if !notes.isEmpty { head.append(.init("notes", LuaValue(notes))) }
    return head
  }

  private var server: [LuaValue.Entry] {
    var server: [LuaValue.Entry] = [
      .init("block_tokens", LuaValue(blockTokens), comments: [""]), .init("token_budget", LuaValue(tokenBudget)),
      .init("max_sequences", LuaValue(maxSequences)),
    ]
    if let openRequestLimit { server.append(.init("open_requests", LuaValue(openRequestLimit))) }
    return server + [
      .init("output_share", LuaValue(outputShare)),
      .init("mean_lengths", ["prompt": LuaValue(meanLengths.input), "output": LuaValue(meanLengths.output)]),
      .init("length_correlation", LuaValue(lengthCorrelation)),
    ]
  }

  private var stepEntries: [LuaValue.Entry] {
    var entries: [LuaValue.Entry] = [.init("graph_tokens", LuaValue(steps.graphTokens), comments: [""])]
    if let kernels = steps.kernels {
      entries.append(
        .init(
          "kernels",
          [
            "layers": LuaValue(kernels.layers), "tiles": LuaValue(kernels.expandTiles),
            "projections": LuaValue(kernels.projections),
          ]))
    }
    let terms = StepTerm.allCases.filter { steps[$0] != 0 || origins[$0] != nil }
    return entries + [.init("terms", LuaValue(list: terms.map(term)))]
  }

  private func term(_ term: StepTerm) -> LuaValue {
    var fields: [LuaValue.Entry] = [.init("term", LuaValue(term.rawValue)), .init("ms", LuaValue(steps[term]))]
    if let origin = origins[term] {
      if origin.rows > 0 { fields.append(.init("rows", LuaValue(origin.rows))) }
      if let residual = origin.residualPercent { fields.append(.init("residual_percent", LuaValue(residual))) }
      if !origin.source.isEmpty { fields.append(.init("from", LuaValue(origin.source))) }
    }
    return LuaValue(table: fields)
  }

  private var rest: [LuaValue.Entry] {
    let storage: LuaValue = ["ms": LuaValue(storageMillis.base), "ms_per_rank": LuaValue(storageMillis.perRank)]
    let rest = [LuaValue.Entry("storage", storage, comments: [""])] + observation.entries
    guard !loads.isEmpty else { return rest }
    let loads = loads.map { load -> LuaValue in
      [
        "slot_rank": LuaValue(load.slotRank), "adapter_rank": LuaValue(load.adapterRank), "ms": LuaValue(load.millis),
      ]
    }
    return rest + [.init("loads", LuaValue(list: loads))]
  }
}

extension KVMemory {
  fileprivate var entries: [LuaValue.Entry] {
    let entries: [LuaValue.Entry] = [
      .init(
        "kv_formula",
        [
          "tokens": LuaValue(baseTokens), "per_slot": LuaValue(tokensPerSlot),
          "per_slot_rank": LuaValue(tokensPerSlotRank),
        ], comments: [""]),
      .init("model_length", LuaValue(modelLength)),
      .init(
        "memory_gib",
        [
          "weights": LuaValue(weightsGiB), "per_slot": LuaValue(slotGiB), "per_slot_rank": LuaValue(slotRankGiB),
        ]),
      .init("usable_gib", LuaValue(usableGiB)),
      .init("gpu_memory", ["gib": LuaValue(gpuGiB), "engine_share": LuaValue(gpuShare)]),
    ]
    guard !cells.isEmpty else { return entries }
    let measured = cells.map { cell -> LuaValue in
      let (slots, rank) = (LuaValue(cell.slots), LuaValue(cell.rank))
      guard let tokens = cell.tokens else { return ["slots": slots, "rank": rank, "refused": LuaValue(true)] }
      return ["slots": slots, "rank": rank, "tokens": LuaValue(tokens)]
    }
    return entries + [.init("kv", LuaValue(list: measured))]
  }
}

extension Observation {
  fileprivate var entries: [LuaValue.Entry] {
    guard self != Observation() else { return [] }
    return [
      .init(
        "metrics_page",
        [
          "ms": LuaValue(pageMillis), "ms_per_set": LuaValue(setMillis), "ms_per_name": LuaValue(nameMillis),
          "ms_running": LuaValue(runningMillis),
        ]),
      .init("metrics_every", ["seconds": LuaValue(periodSeconds), "merged_decodes": LuaValue(mergedDecodes)]),
      .init("first_token", ["ms": LuaValue(firstTokenMillis), "stalls": LuaValue(stallsPerFirstToken)]),
      .init("gauge_refusing", LuaValue(runningShareRefusing)),
    ]
  }
}
