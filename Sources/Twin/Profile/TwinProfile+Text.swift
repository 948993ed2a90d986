import Core

extension TwinProfile {
  /// The profile as its file holds it; reading it back gives the same profile.
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
    let means: [LuaValue.Entry] = [
      .init("prompt", LuaValue(meanLengths.input)), .init("output", LuaValue(meanLengths.output)),
    ]
    return server + [
      .init("output_share", LuaValue(outputShare)), .init("mean_lengths", LuaValue(table: means)),
      .init("length_correlation", LuaValue(lengthCorrelation)),
    ]
  }

  private var stepEntries: [LuaValue.Entry] {
    var entries: [LuaValue.Entry] = [.init("graph_tokens", LuaValue(steps.graphTokens), comments: [""])]
    if let kernels = steps.kernels {
      let shape: [LuaValue.Entry] = [
        .init("layers", LuaValue(kernels.layers)), .init("tiles", LuaValue(kernels.expandTiles)),
        .init("projections", LuaValue(kernels.projections)),
      ]
      entries.append(.init("kernels", LuaValue(table: shape)))
    }
    var terms: [LuaValue.Entry] = []
    for term in StepTerm.allCases where steps[term] != 0 || origins[term] != nil {
      var one: [LuaValue.Entry] = [.init("term", LuaValue(term.rawValue)), .init("ms", LuaValue(steps[term]))]
      if let origin = origins[term] {
        if origin.rows > 0 { one.append(.init("rows", LuaValue(origin.rows))) }
        if let residual = origin.residualPercent { one.append(.init("residual_percent", LuaValue(residual))) }
        if !origin.source.isEmpty { one.append(.init("from", LuaValue(origin.source))) }
      }
      terms.append(.init(nil, LuaValue(table: one)))
    }
    return entries + [.init("terms", LuaValue(table: terms))]
  }

  private var rest: [LuaValue.Entry] {
    let storage: [LuaValue.Entry] = [
      .init("ms", LuaValue(storageMillis.base)), .init("ms_per_rank", LuaValue(storageMillis.perRank)),
    ]
    var rest: [LuaValue.Entry] = [.init("storage", LuaValue(table: storage), comments: [""])]
    rest += observation.entries
    let loads = loads.map { load in
      LuaValue.Entry(
        nil,
        LuaValue(table: [
          .init("slot_rank", LuaValue(load.slotRank)), .init("adapter_rank", LuaValue(load.adapterRank)),
          .init("ms", LuaValue(load.millis)),
        ]))
    }
    if !loads.isEmpty { rest.append(.init("loads", LuaValue(table: loads))) }
    return rest
  }
}

extension KVMemory {
  fileprivate var entries: [LuaValue.Entry] {
    let formula: [LuaValue.Entry] = [
      .init("tokens", LuaValue(baseTokens)), .init("per_slot", LuaValue(tokensPerSlot)),
      .init("per_slot_rank", LuaValue(tokensPerSlotRank)),
    ]
    let memory: [LuaValue.Entry] = [
      .init("weights", LuaValue(weightsGiB)), .init("per_slot", LuaValue(slotGiB)),
      .init("per_slot_rank", LuaValue(slotRankGiB)),
    ]
    let gpu: [LuaValue.Entry] = [.init("gib", LuaValue(gpuGiB)), .init("engine_share", LuaValue(gpuShare))]
    let measured = cells.map { cell in
      LuaValue.Entry(
        nil,
        LuaValue(table: [
          .init("slots", LuaValue(cell.slots)), .init("rank", LuaValue(cell.rank)),
          cell.tokens.map { .init("tokens", LuaValue($0)) } ?? .init("refused", LuaValue(true)),
        ]))
    }
    let entries: [LuaValue.Entry] = [
      .init("kv_formula", LuaValue(table: formula), comments: [""]), .init("model_length", LuaValue(modelLength)),
      .init("memory_gib", LuaValue(table: memory)), .init("usable_gib", LuaValue(usableGiB)),
      .init("gpu_memory", LuaValue(table: gpu)),
    ]
    return measured.isEmpty ? entries : entries + [.init("kv", LuaValue(table: measured))]
  }
}

extension Observation {
  fileprivate var entries: [LuaValue.Entry] {
    guard self != Observation() else { return [] }
    let page: [LuaValue.Entry] = [
      .init("ms", LuaValue(pageMillis)), .init("ms_per_set", LuaValue(setMillis)),
      .init("ms_per_name", LuaValue(nameMillis)), .init("ms_running", LuaValue(runningMillis)),
    ]
    let every: [LuaValue.Entry] = [
      .init("seconds", LuaValue(periodSeconds)), .init("merged_decodes", LuaValue(mergedDecodes)),
    ]
    let first: [LuaValue.Entry] = [
      .init("ms", LuaValue(firstTokenMillis)), .init("stalls", LuaValue(stallsPerFirstToken)),
    ]
    return [
      .init("metrics_page", LuaValue(table: page)), .init("metrics_every", LuaValue(table: every)),
      .init("first_token", LuaValue(table: first)), .init("gauge_refusing", LuaValue(runningShareRefusing)),
    ]
  }
}
