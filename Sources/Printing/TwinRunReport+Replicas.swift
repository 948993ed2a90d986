import Core
import Reports
import Twin

extension TwinRunReport {
  /// One row per replica.
  package var replicaTable: Table {
    var table = Table([
      "  replica", "requests", "tokens/s", "TTFT ms", "TPOT ms", "running", "waiting", "preemptions", "loads",
    ])
    for (number, one) in run.replicas.enumerated() {
      table.add([
        "  \(number + 1)", grouped(one.tally.arrived), fixed(one.totalThroughput, 1),
        one.tally.firstToken.mean.map { fixed($0 * 1000, 2) } ?? "-",
        one.tally.perOutputToken.mean.map { fixed($0 * 1000, 2) } ?? "-", fixed(one.gauges.meanRunning, 1),
        fixed(one.gauges.meanWaiting, 1), grouped(one.tally.preemptions), grouped(one.loads),
      ])
    }
    return table
  }

  package static func json(ofReplica one: TwinRun) -> JSONLine {
    var line = JSONLine()
    line.add("arrived", one.tally.arrived)
    line.add("finished", one.tally.finished)
    line.add("failed", one.tally.failed)
    line.add("open", one.open)
    line.add("total_throughput", one.totalThroughput)
    line.add("input_throughput", one.inputThroughput)
    line.add("output_throughput", one.outputThroughput)
    line.add("asked_throughput", one.idealThroughput)
    line.add("mean_ttft_ms", one.tally.firstToken.mean.map { $0 * 1000 })
    line.add("p99_ttft_ms", one.tally.firstToken.quantile(0.99).map { $0 * 1000 })
    line.add("mean_tpot_ms", one.tally.perOutputToken.mean.map { $0 * 1000 })
    line.add("mean_itl_ms", one.tally.betweenTokens.mean.map { $0 * 1000 })
    line.add("mean_running", one.gauges.meanRunning)
    line.add("mean_waiting", one.gauges.meanWaiting)
    line.add("mean_kv_use", one.gauges.meanKVUse)
    line.add("preemptions", one.tally.preemptions)
    line.add("loads", one.loads)
    line.add("stall_s", one.tally.stallSeconds)
    return line
  }
}
