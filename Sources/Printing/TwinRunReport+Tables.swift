import Core
import Reports
import Twin

extension TwinRunReport {
  /// The data of figures.
  package var record: ServerRecord {
    ServerRecord(
      name: "\(model), \(twin.workload.adapterCount) adapters in \(twin.server.slots) slots",
      stretches: run.gauges.bins.map {
        ServerRecord.Stretch(startSeconds: $0.startSeconds, running: $0.running, waiting: $0.waiting, kvUse: $0.kvUse)
      },
      adapters: zip(run.tally.adapters, twin.workload.rates).map { one, rate in
        ServerRecord.AdapterWait(rate: rate, longestSeconds: one.longestWaitSeconds, isStarved: one.isStarved)
      },
      firstTokens: run.tally.firstToken.shares.map { (seconds: $0.value, share: $0.share) },
      finished: run.tally.finished)
  }

  /// The gauges over time, header first.
  package var series: [[String]] {
    [["t_s", "running", "waiting", "kv_use", "preemptions_cum", "loads_cum", "finished_cum"]]
      + run.gauges.bins.map { bin in
        [
          fixed(bin.startSeconds, 1), fixed(bin.running, 3), fixed(bin.waiting, 3), fixed(bin.kvUse, 5),
          "\(bin.preemptions)", "\(bin.loads)", "\(bin.finished)",
        ]
      }
  }

  /// The service of each adapter, header first.
  package var adapters: [[String]] {
    func millis(_ seconds: Double, over count: Int) -> String {
      count > 0 ? fixed(1000 * seconds / Double(count), 3) : ""
    }
    let header = [
      "adapter", "rank", "rate", "arrived", "failed", "finished", "asked_throughput", "total_throughput",
      "input_throughput", "output_throughput", "starved", "mean_ttft_ms", "mean_tpot_ms", "longest_wait_s", "loads",
      "preemptions",
    ]
    return [header]
      + run.tally.adapters.enumerated().map { index, one in
        let rates = [one.tokensAsked, one.inputTokens + one.outputTokens, one.inputTokens, one.outputTokens]
        return [
          "\(index)", "\(twin.workload.ranks[index])", "\(twin.workload.rates[index])", "\(one.arrived)",
          "\(one.failed)", "\(one.finished)",
        ] + rates.map { fixed(Double($0) / run.durationSeconds, 4) } + [
          one.isStarved ? "1" : "0", millis(one.firstTokenSeconds, over: one.finished),
          millis(one.perOutputTokenSeconds, over: one.paced), fixed(one.longestWaitSeconds, 3),
          "\(run.loads(of: index))", "\(one.preemptions)",
        ]
      }
  }
}
