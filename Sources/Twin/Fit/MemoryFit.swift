import Core

/// The KV cache left by slots, from starts of the server (`kv_capacity`): the measured cells, and closed forms between
/// and outside them.
enum MemoryFit {
  static let columns = ["max_loras", "max_lora_rank", "kv_tokens"]

  static func fit(_ table: MeasuredTable, model: String, into profile: inout TwinProfile) throws(Fault) {
    var cells: [KVMemory.Cell] = []
    var weights: [(cell: KVMemory.Cell, gib: Double)] = []
    for row in try table.rows(of: model) {
      let isOK = table.text("status", of: row) ?? "ok" == "ok"
      let cell = KVMemory.Cell(
        slots: try table.count("max_loras", of: row, atMost: 100_000), rank: try table.count("max_lora_rank", of: row),
        tokens: isOK ? try table.count("kv_tokens", of: row, atMost: 1_000_000_000) : nil)
      cells.append(cell)
      if let gib = try table.numberIfAny("weights_plus_slots_gib", of: row) { weights.append((cell, gib)) }
    }
    let known = cells.filter { $0.tokens != nil }
    guard known.count >= 3 else { throw Messages.tooFewRows(known.count, table.file, model, needs: 3) }
    profile.memory.cells = cells
    fitTokens(known, into: &profile.memory)
    if weights.filter({ $0.cell.tokens != nil }).count >= 3 { fitWeights(weights, into: &profile.memory) }
  }

  /// Replaces a profile's cache data by that of runs; true if runs have it.
  static func take(_ runs: BatchTable, _ choice: MeasuredRun.Choice, into profile: inout TwinProfile) -> Bool {
    var hasCacheData = false
    for run in choice.runs {
      guard let tokens = runs.number("kv_tokens", of: run.row), tokens >= 1, tokens <= 1e9 else { continue }
      let cell = KVMemory.Cell(
        slots: run.configuration.slots, rank: run.configuration.slotRank, tokens: Int(tokens.rounded()))
      profile.memory.cells.removeAll { $0.slots == cell.slots && $0.rank == cell.rank }
      profile.memory.cells.append(cell)
      hasCacheData = true
    }
    profile.memory.cells.sort { ($0.rank, $0.slots) < ($1.rank, $1.slots) }
    return hasCacheData
  }

  /// base − S · (perSlot + perSlotRank · R): signs are changed so that all coefficients are 0 or more.
  private static func fitTokens(_ cells: [KVMemory.Cell], into memory: inout KVMemory) {
    let line = nonNegativeLeastSquares(
      cells.map { [1, -Double($0.slots), -Double($0.slots * $0.rank)] }, cells.map { Double($0.tokens!) })
    memory.baseTokens = line[0].rounded()
    memory.tokensPerSlot = rounded(line[1], digits: 5)
    memory.tokensPerSlotRank = rounded(line[2], digits: 5)
  }

  /// Weights and slots, also for servers that did not start; together with the cache they sum to the usable memory.
  private static func fitWeights(_ weights: [(cell: KVMemory.Cell, gib: Double)], into memory: inout KVMemory) {
    let slots = nonNegativeLeastSquares(
      weights.map { [1, Double($0.cell.slots), Double($0.cell.slots * $0.cell.rank)] }, weights.map(\.gib))
    let started = weights.filter { $0.cell.tokens != nil }
    let total = nonNegativeLeastSquares(started.map { [1, -Double($0.cell.tokens!)] }, started.map(\.gib))
    memory.weightsGiB = rounded(slots[0], digits: 5)
    memory.slotGiB = rounded(slots[1], digits: 5)
    memory.slotRankGiB = rounded(slots[2], digits: 5)
    memory.usableGiB = rounded(total[0])
  }
}
