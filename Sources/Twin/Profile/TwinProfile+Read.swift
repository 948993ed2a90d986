import Core

/// A profile's file: with these ranges no sum or product of the twin leaves 64 bits. A cache has at most
/// 10¹² + 10⁵ · (10⁹ + 10⁶ · 10⁶) tokens, a step at most 2²⁴ tokens and 2²⁰ requests.
extension TwinProfile {
  static let page = "docs/reference/twin-profile-format.md"
  /// The names of a profile's fields, in the order that we write.
  static let fields = [
    "twin", "model", "engine", "gpu", "sources", "notes", "block_tokens", "token_budget", "max_sequences",
    "open_requests",
    "output_share", "mean_lengths", "length_correlation", "kv_formula", "model_length", "memory_gib", "usable_gib",
    "gpu_memory", "kv", "graph_tokens", "kernels", "terms", "storage", "metrics_page", "metrics_every", "first_token",
    "gauge_refusing", "loads",
  ]

  /// Reads a profile from its text, a table or the old form of lines; `file` names it in messages.
  public init(text: String, file: String) throws(Fault) { try self.init(bytes: Array(text.utf8), file: file) }

  init(bytes: [UInt8], file: String) throws(Fault) {
    let table = try LuaValue(parsing: bytes, file: file, old: .twin)
    let fields = try Fields(table, "the profile", Self.fields, in: .init(file: file, page: Self.page))
    self.init(
      name: try fields.required("twin", .text), model: try fields.required("model", .text),
      memory: try KVMemory(fields))
    engine = try fields.optional("engine", .text)
    gpu = try fields.optional("gpu", .text)
    sources = try fields.optional("sources", .texts) ?? []
    notes = try fields.optional("notes", .texts) ?? []
    try readServer(fields)
    try readSteps(fields)
    if let storage = try fields.record("storage", ["ms", "ms_per_rank"]) {
      storageMillis.base = try storage.required("ms", .number(Bounds.millis))
      storageMillis.perRank = try storage.required("ms_per_rank", .number(Bounds.millis))
    }
    for load in try fields.records("loads", ["slot_rank", "adapter_rank", "ms"]) {
      loads.append(
        Load(
          slotRank: try load.required("slot_rank", .integer(Bounds.rank)),
          adapterRank: try load.required("adapter_rank", .integer(Bounds.rank)),
          millis: try load.required("ms", .number(Bounds.millis))))
    }
    observation = try Observation(fields)
  }

  private mutating func readServer(_ fields: Fields) throws(Fault) {
    blockTokens = try fields.optional("block_tokens", .integer(ServerSettings.blockTokens)) ?? blockTokens
    tokenBudget = try fields.optional("token_budget", .integer(ServerSettings.tokenBudgets)) ?? tokenBudget
    maxSequences = try fields.optional("max_sequences", .integer(ServerSettings.sequences)) ?? maxSequences
    openRequestLimit = try fields.optional("open_requests", .integer(ServerSettings.openRequests))
    outputShare = try fields.optional("output_share", .number(Workload.outputShares)) ?? outputShare
    if let means = try fields.record("mean_lengths", ["prompt", "output"]) {
      meanLengths.input = try means.required("prompt", .number(4...1020))
      meanLengths.output = try means.required("output", .number(4...1020))
    }
    lengthCorrelation = try fields.optional("length_correlation", .number(-0.999999...0.999999)) ?? 0
  }

  private mutating func readSteps(_ fields: Fields) throws(Fault) {
    steps.graphTokens =
      try fields.optional("graph_tokens", .integer(ServerSettings.tokenBudgets)) ?? steps.graphTokens
    if let kernels = try fields.record("kernels", ["layers", "tiles", "projections"]) {
      steps.kernels = KernelShape(
        layers: try kernels.required("layers", .integer(0...10_000)),
        expandTiles: try kernels.required("tiles", .integer(0...1_000_000)),
        projections: try kernels.required("projections", .integer(0...10_000)))
    }
    for fields in try fields.records("terms", ["term", "ms", "rows", "residual_percent", "from"]) {
      guard let term = try fields.word("term", StepTerm.self) else {
        throw fields.missing("term", FieldKind<StepTerm>.word.expected)
      }
      if origins[term] != nil { throw Messages.repeatedTerm(term, fields.place(of: "term")) }
      // A step that takes no time would never let the clock go on.
      let least = term == .base ? Self.leastBaseMillis : 0
      steps[term] = try fields.required("ms", .number(least...Bounds.millis.upperBound))
      origins[term] = Origin(
        source: try fields.optional("from", .text) ?? "",
        rows: try fields.optional("rows", .integer(0...1_000_000_000)) ?? 0,
        residualPercent: try fields.optional(
          "residual_percent", .number(-.greatestFiniteMagnitude ... .greatestFiniteMagnitude)))
    }
    guard steps[.base] > 0 else { throw Messages.noBase(fields.place(of: "terms")) }
  }
}

extension KVMemory {
  fileprivate init(_ fields: Fields) throws(Fault) {
    let gib = FieldKind<Double>.number(0...1e6)
    let formula = try fields.requiredRecord("kv_formula", ["tokens", "per_slot", "per_slot_rank"])
    let memory = try fields.requiredRecord("memory_gib", ["weights", "per_slot", "per_slot_rank"])
    let gpu = try fields.requiredRecord("gpu_memory", ["gib", "engine_share"])
    self.init(
      baseTokens: try formula.required("tokens", .number(0...1e12)),
      tokensPerSlot: try formula.required("per_slot", .number(0...1e9)),
      tokensPerSlotRank: try formula.required("per_slot_rank", .number(0...1e6)),
      modelLength: try fields.required("model_length", .integer(Workload.tokens)),
      weightsGiB: try memory.required("weights", gib), slotGiB: try memory.required("per_slot", gib),
      slotRankGiB: try memory.required("per_slot_rank", gib), usableGiB: try fields.required("usable_gib", gib),
      gpuGiB: try gpu.required("gib", gib), gpuShare: try gpu.required("engine_share", .number(0...1)))
    for fields in try fields.records("kv", ["slots", "rank", "tokens", "refused"]) {
      let slots = try fields.required("slots", .integer(1...100_000))
      let rank = try fields.required("rank", .integer(Bounds.rank))
      let tokens = try fields.optional("tokens", .integer(1...1_000_000_000_000))
      let isRefused = try fields.optional("refused", .flag) ?? false
      guard isRefused == (tokens == nil) else { throw Messages.halfMeasured(fields.place) }
      cells.append(Cell(slots: slots, rank: rank, tokens: tokens))
    }
  }
}

extension Observation {
  fileprivate init(_ fields: Fields) throws(Fault) {
    self.init()
    let small = FieldKind<Double>.number(0...1e6)
    if let page = try fields.record("metrics_page", ["ms", "ms_per_set", "ms_per_name", "ms_running"]) {
      pageMillis = try page.required("ms", small)
      setMillis = try page.required("ms_per_set", small)
      nameMillis = try page.required("ms_per_name", small)
      runningMillis = try page.required("ms_running", small)
    }
    if let every = try fields.record("metrics_every", ["seconds", "merged_decodes"]) {
      // A page that is asked for without end would never let the clock go on.
      periodSeconds = try every.required("seconds", .number(0.1...1e6))
      mergedDecodes = try every.required("merged_decodes", .integer(0...1 << 24))
    }
    if let first = try fields.record("first_token", ["ms", "stalls"]) {
      firstTokenMillis = try first.required("ms", small)
      stallsPerFirstToken = try first.required("stalls", small)
    }
    runningShareRefusing = try fields.optional("gauge_refusing", .number(0...1)) ?? runningShareRefusing
  }
}
