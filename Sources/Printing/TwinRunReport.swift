import Core
import Reports
import Twin

/// The report of one run of the twin.
package struct TwinRunReport {
  package let run: TwinRun
  package let twin: Twin
  package let model: String
  package let seed: UInt64

  package init(run: TwinRun, twin: Twin, model: String, seed: UInt64) {
    self.run = run
    self.twin = twin
    self.model = model
    self.seed = seed
  }

  /// Mean and quantiles in milliseconds; nil without observations.
  private func millis(_ spread: Spread) -> [(String, Double?)] {
    [
      ("mean", spread.mean), ("p50", spread.quantile(0.5)), ("p90", spread.quantile(0.9)),
      ("p99", spread.quantile(0.99)),
    ].map { ($0.0, $0.1.map { $0 * 1000 }) }
  }

  /// Latencies at the server, and as seen by clients.
  private var latencies: [(name: String, label: String, spread: Spread)] {
    [
      ("ttft", "TTFT", run.tally.firstToken), ("tpot", "TPOT", run.tally.perOutputToken),
      ("itl", "ITL", run.tally.betweenTokens), ("seen_itl", "ITL, seen", run.chunks),
    ]
  }

  package var json: JSONLine {
    var line = JSONLine()
    line.add("type", "twin")
    line.add("model", model)
    line.add("adapters", twin.workload.adapterCount)
    line.add("slots", twin.server.slots)
    line.add("slot_rank", twin.server.slotRank)
    line.add("kv_tokens", twin.server.kvBlocks * twin.server.blockTokens)
    line.add("duration_s", run.durationSeconds)
    line.add("seed", Int(truncatingIfNeeded: seed))
    line.add("arrived", run.tally.arrived)
    line.add("finished", run.tally.finished)
    line.add("failed", run.tally.failed)
    line.add("refused", run.tally.refused)
    line.add("open", run.open)
    line.add("total_throughput", run.totalThroughput)
    line.add("input_throughput", run.inputThroughput)
    line.add("output_throughput", run.outputThroughput)
    line.add("ideal_throughput", run.idealThroughput)
    line.add("starved", run.isStarved)
    line.add("starved_adapters", run.starvedAdapters)
    for (name, _, spread) in latencies {
      for (word, value) in millis(spread) { line.add("\(word)_\(name)_ms", value) }
    }
    line.add("mean_seen_ttft_ms", run.meanFirstTokenSeconds.map { $0 * 1000 })
    line.add("ttft_penalised_ms", run.penalisedFirstTokenSeconds.map { $0 * 1000 })
    line.add("mean_running", run.gauges.meanRunning)
    line.add("max_running", run.gauges.maxRunning)
    line.add("mean_waiting", run.gauges.meanWaiting)
    line.add("max_waiting", run.gauges.maxWaiting)
    line.add("mean_kv_use", run.gauges.meanKVUse)
    line.add("max_kv_use", run.gauges.maxKVUse)
    line.add("preemptions", run.tally.preemptions)
    line.add("tokens_recomputed", run.tally.tokensRecomputed)
    line.add("loads", run.loads)
    line.add("stall_s", run.tally.stallSeconds)
    line.add("steps", run.tally.steps)
    line.add("busy_s", run.tally.busySeconds)
    line.add("longest_wait_s", run.tally.adapters.map(\.longestWaitSeconds))
    if !run.replicas.isEmpty { line.add("replicas", run.replicas.map(Self.json(ofReplica:))) }
    return line
  }

  package var lines: [String] {
    let tally = run.tally
    var lines = [
      (twin.replicas > 1 ? "\(twin.replicas) × " : "")
        + "\(model), \(twin.workload.adapterCount) adapters in \(twin.server.slots) slots of rank \(twin.server.slotRank), "
        + "KV cache of \(grouped(twin.server.kvBlocks * twin.server.blockTokens)) tokens, "
        + "\(fixed(run.durationSeconds, 0)) s"
    ]
    var table = Table([.left, .right, .left])
    func row(_ name: String, _ value: String, _ remark: String = "") { table.add(["  " + name, value, remark]) }
    row("requests", grouped(tally.arrived), "\(grouped(tally.finished)) finished, \(grouped(run.open)) open at the end")
    if tally.failed > 0 { row("failed", grouped(tally.failed), "more were open than clients can hold") }
    if tally.refused > 0 { row("refused", grouped(tally.refused), "longer than the KV cache") }
    row("throughput", fixed(run.totalThroughput, 1), "tokens/s, of \(fixed(run.idealThroughput, 1)) asked for")
    row("  in, out", fixed(run.inputThroughput, 1), "and \(fixed(run.outputThroughput, 1))")
    row(
      "starved", run.isStarved ? "yes" : "no", "a tenth or more was not served; of the adapters: \(run.starvedAdapters)"
    )
    let most = "at most" + (twin.replicas > 1 ? " on one replica" : "")
    row("running", fixed(run.gauges.meanRunning, 1), "in the mean, \(run.gauges.maxRunning) \(most)")
    row("waiting", fixed(run.gauges.meanWaiting, 1), "in the mean, \(run.gauges.maxWaiting) \(most)")
    row("KV cache", "\(fixed(100 * run.gauges.meanKVUse, 1)) %", "used in the mean")
    row("preemptions", grouped(tally.preemptions), "\(grouped(tally.tokensRecomputed)) tokens computed again")
    row("loads", grouped(run.loads), "\(fixed(tally.stallSeconds, 1)) s that steps waited for them")
    row(
      "steps", grouped(tally.steps),
      "\(fixed(100 * tally.busySeconds / run.durationSeconds / Double(twin.replicas), 1)) % of the time")
    let longest = tally.adapters.map(\.longestWaitSeconds).max() ?? 0
    row("longest wait", fixed(longest, 2), "s for a first step, of the adapter that waited longest")
    lines += table.lines
    var times = Table(["  ms", "mean", "p50", "p90", "p99"])
    for (_, label, spread) in latencies {
      times.add(["  " + label] + millis(spread).map { $0.1.map { fixed($0, 2) } ?? "-" })
    }
    return lines + times.lines + (run.replicas.isEmpty ? [] : replicaTable.lines)
  }
}
