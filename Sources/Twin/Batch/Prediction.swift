import Core

/// The values that a batch appends to a row: means over replicates, in the units of the columns' names.
public struct Prediction: Sendable, Equatable {
  /// The appended columns, without `twin_wall_s`.
  public static let columns = [
    "twin_total_throughput", "twin_input_throughput", "twin_output_throughput", "twin_mean_ttft_ms",
    "twin_ttft_penalised_ms", "twin_mean_tpot_ms", "twin_mean_itl_ms", "twin_p99_ttft_ms", "twin_p99_tpot_ms",
    "twin_p99_itl_ms", "twin_mean_running", "twin_mean_waiting", "twin_preemptions", "twin_loads", "twin_starved",
    "twin_status",
  ]

  /// By column, without the prefix; empty if the row did not run. Latencies without a request are left out.
  public var values: [String: Double] = [:]
  public var isStarved = false
  /// `ok`, `oom_kv`, `oom`, or `error: ` and the reason.
  public var status: String

  public init(_ outcome: BatchPlayer.Outcome) {
    switch outcome {
    case .refused(let verdict): status = verdict.status
    case .faulty(let fault): status = "error: " + fault.reason
    case .played(let runs):
      status = "ok"
      take(runs)
    case .published(let runs, let ideal):
      status = "ok"
      take(runs, idealThroughput: ideal)
    }
  }

  /// The published twin has one time between tokens, used for TPOT and ITL, and a TTFT that includes unfinished
  /// requests.
  private mutating func take(_ runs: [AgulloRun], idealThroughput: Double) {
    func add(_ name: String, _ scale: Double = 1, _ value: (AgulloRun) -> Double?) {
      let known = runs.compactMap(value)
      if !known.isEmpty { values[name] = scale * known.reduce(0, +) / Double(known.count) }
    }
    add("total_throughput") { $0.totalThroughput }
    add("input_throughput") { $0.inputThroughput }
    add("output_throughput") { $0.outputThroughput }
    add("ttft_penalised_ms", 1000) { $0.ttftSeconds }
    add("mean_tpot_ms", 1000) { $0.finished > 0 ? $0.itlSeconds : nil }
    add("mean_itl_ms", 1000) { $0.finished > 0 ? $0.itlSeconds : nil }
    add("mean_running") { $0.meanRunning }
    add("mean_waiting") { $0.meanWaiting }
    add("preemptions") { Double($0.preemptions) }
    add("loads") { Double($0.loads) }
    isStarved = (values["total_throughput"] ?? 0) < 0.9 * idealThroughput
  }

  private mutating func take(_ runs: [TwinRun]) {
    func add(_ name: String, _ scale: Double = 1, _ value: (TwinRun) -> Double?) {
      let known = runs.compactMap(value).filter(\.isFinite)
      if !known.isEmpty { values[name] = scale * known.reduce(0, +) / Double(known.count) }
    }
    add("total_throughput") { $0.totalThroughput }
    add("input_throughput") { $0.inputThroughput }
    add("output_throughput") { $0.outputThroughput }
    add("mean_ttft_ms", 1000) { $0.meanFirstTokenSeconds }
    add("ttft_penalised_ms", 1000) { $0.penalisedFirstTokenSeconds }
    add("mean_tpot_ms", 1000) { $0.tally.perOutputToken.mean }
    add("mean_itl_ms", 1000) { $0.meanBetweenChunksSeconds }
    add("p99_ttft_ms", 1000) { run in run.tally.firstToken.quantile(0.99).map { $0 + run.firstTokenDelaySeconds } }
    add("p99_tpot_ms", 1000) { $0.tally.perOutputToken.quantile(0.99) }
    add("p99_itl_ms", 1000) { $0.chunks.quantile(0.99) }
    add("mean_running") { $0.shownRunning }
    add("mean_waiting") { $0.gauges.meanWaiting }
    add("preemptions") { Double($0.tally.preemptions) }
    add("loads") { Double($0.loads) }
    isStarved = (values["total_throughput"] ?? 0) < 0.9 * (runs.first?.idealThroughput ?? 0)
  }

  /// The fields of `columns`.
  public var fields: [String] {
    Self.columns.map { column in
      let name = String(column.dropFirst("twin_".count))
      switch name {
      case "status": return status
      case "starved": return status == "ok" ? (isStarved ? "1" : "0") : ""
      default: return values[name].map { fixed($0, 4) } ?? ""
      }
    }
  }
}
